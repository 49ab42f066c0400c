import type { Epoch } from '../../domain/entry.js';
import type { Membership, NotifyLevel, Role } from '../../domain/membership.js';
import type { Author, Instant } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';

/** A member as others see one. */
/** Its nickname is the one by which the room knows it. */
export interface Member extends Author {
  readonly role: Role;
  readonly mutedUntil: Instant;
  /** The how manieth member the room ever had: members are listed by it. */
  readonly number: number;
}

/** Members of higher numbers, in order of joining, whose nickname, here or everywhere, holds the query. */
export interface MemberPage {
  readonly after: number;
  readonly limit: number;
  /** Compared by `searchable`. */
  readonly query?: string | undefined;
}

/** Nobody counts unread messages further than this. */
export const UNREAD_LIMIT = 999;

/** What a member has not read, each counted up to 999. */
export interface Unread {
  /** The messages of others after the marker. */
  readonly unread: number;
  /** Those of them that mention the member. */
  readonly mentions: number;
}

export interface Marked extends Unread {
  readonly epoch: Epoch;
  readonly marker: number;
}

/** Who belongs where, and how far each has read. */
export abstract class Memberships {
  abstract find(room: RoomId, user: UserId): Promise<Membership | undefined>;

  /**
   * The membership as it is now, when `find` may still answer what it was a moment before: it has ended if its end was
   * written before anything that was read before.
   */
  abstract current(room: RoomId, user: UserId): Promise<Membership | undefined>;

  /** The owner’s. Undefined for an unknown room, and for one that nobody owns. */
  abstract owner(room: RoomId): Promise<Membership | undefined>;

  /**
   * Makes a user who was saved a member like any other, who has read everything so far and sees all of it; `alone` is
   * the role of one who finds nobody there. Safe to repeat: a member stays as is, with `created: false`. Undefined for
   * an unknown room, and for whoever is banned from it.
   */
  abstract join(
    room: RoomId,
    user: UserId,
    at: Instant,
    alone?: Role,
  ): Promise<{ membership: Membership; created: boolean } | undefined>;

  /** Whether the user is kept out of the room. */
  abstract banned(room: RoomId, user: UserId): Promise<boolean>;

  /** At most `limit` of those who are kept out of the room, by ascending ids, all of which are greater. */
  abstract bans(room: RoomId, after: UserId, limit: number): Promise<readonly Author[]>;

  /** Gives a member the nickname by which the room knows one; empty for the one of everywhere. False for no member. */
  abstract rename(room: RoomId, user: UserId, nickname: string): Promise<boolean>;

  /** Notes of what the member wants to be notified. False for no member. */
  abstract notify(room: RoomId, user: UserId, level: NotifyLevel): Promise<boolean>;

  /** Ends the membership. False where there was none; `owner_needed`, and nothing, for an owner who is not the last. */
  abstract leave(room: RoomId, user: UserId): Promise<boolean | 'owner_needed'>;

  /** The rooms that the user is a member of. */
  abstract roomsOf(user: UserId): Promise<readonly RoomId[]>;

  abstract count(room: RoomId): Promise<number>;

  abstract page(room: RoomId, page: MemberPage): Promise<readonly Member[]>;

  /** Those of the users who are members, in order of joining. */
  abstract among(room: RoomId, users: readonly UserId[]): Promise<readonly Member[]>;

  /**
   * Moves the marker to the seq, never back and never past the head, and answers where it stands. `epoch_changed` when the log is in another epoch; undefined for no member.
   */
  abstract mark(
    room: RoomId,
    user: UserId,
    epoch: Epoch,
    seq: number,
  ): Promise<Marked | 'epoch_changed' | undefined>;
}
