import type { Epoch } from '../../domain/entry.js';
import type { NotifyLevel, Role } from '../../domain/membership.js';
import type { Author, Instant, Message } from '../../domain/message.js';
import type { Room } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Unread } from './memberships.js';

/** A room as a list shows it to one user. */
export interface RoomSummary {
  readonly room: Room;
  readonly memberCount: number;
  readonly epoch: Epoch;
  readonly head: number;
  readonly last: Message | undefined;
  /** Of a direct talk: whom the user talks to, in order of joining. */
  readonly people?: readonly Author[] | undefined;
  /** Absent for no member. */
  readonly reading?: Reading | undefined;
}

/** How a member stands in a room. */
export interface Reading extends Unread {
  readonly role: Role;
  /** Until when the member may not speak; 0 for one who may. */
  readonly mutedUntil: Instant;
  /** When the membership began; 0 where that was before it was kept. */
  readonly joinedAt: Instant;
  readonly marker: number;
  readonly notify: NotifyLevel;
  /** The seq of the oldest message that is unread; absent where none is. */
  readonly firstUnread?: number | undefined;
}

/** Answers, in one query each, what a list of rooms shows. */
export abstract class RoomDirectory {
  /** The rooms that the user is a member of, in order of their keys. */
  abstract mine(user: UserId): Promise<readonly RoomSummary[]>;

  /** At most `limit` public rooms that the user is no member of, whose key is greater, in order of their keys. */
  abstract others(user: UserId, afterKey: string, limit: number): Promise<readonly RoomSummary[]>;
}
