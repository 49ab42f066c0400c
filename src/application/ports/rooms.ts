import type { Role } from '../../domain/membership.js';
import type { ClientId, Instant } from '../../domain/message.js';
import type { Room, RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';

/** Who creates a room, under which id, and what was asked: a repeat is known by it. */
export interface Creation {
  readonly by: UserId;
  readonly id: ClientId;
  readonly digest: string;
  readonly at: Instant;
  /** Who is a member from the first. */
  readonly members: readonly { readonly user: UserId; readonly role: Role }[];
}

export type Created =
  | { readonly status: 'created' | 'duplicate'; readonly room: Room }
  /** The key belongs to this room. */
  | { readonly status: 'key_taken'; readonly room: Room }
  | { readonly status: 'id_reused' };

/** Keeps rooms and their settings. */
export abstract class Rooms {
  /** The room as last stored. */
  abstract find(id: RoomId): Promise<Room | undefined>;

  /** The room with this key. */
  abstract findByKey(key: string): Promise<Room | undefined>;

  /**
   * Adds a room with its members, all or nothing. Safe to repeat: a creation with the same author, id and digest
   * answers the room of the first and changes nothing, with another digest `id_reused`. Of two rooms with the same key,
   * one is created; the other is `key_taken`. A refusal keeps nothing: its id is free.
   */
  abstract create(room: Room, creation: Creation): Promise<Created>;

  /** Adds the room unless one of its id is there: the first to put it wins, also among processes. */
  abstract ensure(room: Room): Promise<void>;
}
