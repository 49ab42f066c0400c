import type { Epoch } from '../../domain/entry.js';
import type { Message } from '../../domain/message.js';
import type { Room } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';

/** A room as a list shows it to one user. */
export interface RoomSummary {
  readonly room: Room;
  readonly memberCount: number;
  readonly epoch: Epoch;
  readonly head: number;
  readonly last: Message | undefined;
  /** Where the user has read to, and how many messages of others follow, up to 999. Absent for no member. */
  readonly reading?: { readonly marker: number; readonly unread: number } | undefined;
}

/** Answers, in one query each, what a list of rooms shows. */
export abstract class RoomDirectory {
  /** The rooms that the user is a member of, in order of their keys. */
  abstract mine(user: UserId): Promise<readonly RoomSummary[]>;

  /** At most `limit` public rooms that the user is no member of, whose key is greater, in order of their keys. */
  abstract others(user: UserId, afterKey: string, limit: number): Promise<readonly RoomSummary[]>;
}
