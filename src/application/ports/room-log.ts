import type { Entry, Epoch, NewMessage, NewNotice, Position } from '../../domain/entry.js';
import type { InviteId, NewInvite } from '../../domain/invite.js';
import type { Seat } from '../../domain/membership.js';
import type { Instant } from '../../domain/message.js';
import type { Room, RoomId, Settings } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';

/** What the decision to write was based on; the write happens only if it still holds. */
export interface Guard {
  /** `Room.version` */
  readonly room: number;
  /** `Membership.version` of the author. For a notice also `NO_MEMBER`: messages are of members only. */
  readonly member: number;
}

/** The version of no membership: they begin with 1. */
export const NO_MEMBER = 0;

interface Writing {
  readonly room: RoomId;
  readonly guard: Guard;
}

export interface AppendMessage extends Writing {
  readonly entry: NewMessage;
  /** Digest of what the author sent. A repeat of the id with another digest is refused. */
  readonly digest: string;
}

/** What becomes of someone's membership. */
export interface SeatChange {
  readonly user: UserId;
  /** The version of the membership that this was decided on; `NO_MEMBER` for none. Another one now is `stale`. */
  readonly version: number;
  /**
   * What is given to the member; undefined ends the membership. One that begins so has read everything so far. Whoever
   * is banned, or unknown, gets none, and an owner who is not the last keeps it: `stale`.
   */
  readonly seat: Seat | undefined;
  /** What one that begins sees: with `joined`, nothing that is older than this entry. */
  readonly history?: Settings['history'];
}

/** Makes a newcomer a member like any other, who sees of the past what the room shows. */
export const newcomer = (user: UserId, { settings: { history } }: Room): SeatChange => ({
  user,
  version: NO_MEMBER,
  seat: { role: 'member', mutedUntil: 0 },
  history,
});

/** What becomes of an invite. One that is used lets in at the time of the entry, one that is revoked is there: else `stale`. */
export type InviteChange =
  | { readonly change: 'created'; readonly invite: NewInvite }
  | { readonly change: 'used' | 'revoked'; readonly id: InviteId };

/** A notice, and what it says, which is stored with it, both or neither. */
export interface AppendNotice extends Writing {
  readonly entry: NewNotice;
  readonly seats?: readonly SeatChange[];
  /** The room with its new settings and version. Another room of its key makes it `name_taken`. */
  readonly settings?: Room;
  /** Keeps the user out from now on, or lets the user in again. */
  readonly ban?: { readonly user: UserId; readonly on: boolean };
  readonly invite?: InviteChange;
}

export type Append = AppendMessage | AppendNotice;

export type Appended =
  | {
      readonly status: 'appended' | 'duplicate';
      readonly epoch: Epoch;
      readonly seq: number;
      readonly at: Instant;
    }
  /** The author used this id in this room for something else. */
  | { readonly status: 'id_reused' }
  | { readonly status: 'name_taken' }
  /** The guard no longer holds, or there is no such room: load and decide again. */
  | { readonly status: 'stale' };

export interface Head {
  readonly epoch: Epoch;
  /** The seq of the last entry, 0 before the first. */
  readonly head: number;
  /** The lowest seq that can still be read; `head + 1` when there is none. */
  readonly oldest: number;
}

export interface Slice extends Head {
  /** Oldest first, without a hole among them. */
  readonly entries: readonly Entry[];
}

/** Which part of the timeline: entries just below, just above, or on both sides of a seq. Without any: the newest. */
export interface Window {
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly around?: number | undefined;
  /** Nothing up to this seq. */
  readonly beyond?: number | undefined;
  readonly limit: number;
}

export type NoticePage = Pick<Window, 'before' | 'beyond' | 'limit'>;

export type Notices = Pick<Slice, 'epoch' | 'entries'>;

/**
 * One log a room: everything durable that happens in it, numbered 1, 2, 3 … with no hole. Rooms do not affect each
 * other. Entries are read in the state of now: with the nicknames that people have in the room
 * today. An unknown room reads as
 * undefined.
 */
export abstract class RoomLog {
  /**
   * Gives the entry the next number of its room and stores it. Resolves only when the write is as durable as the
   * store promises; nobody reads or hears of the entry before. A repeat of (room, author, message id) stores nothing
   * and answers the first result as `duplicate`, for as long as the message is kept, whatever its guard. Appends that
   * one caller starts in an order are stored in that order. Throws `unavailable` when nothing was, or may have been,
   * written: the caller may repeat.
   */
  abstract append(append: Append): Promise<Appended>;

  /** At most `limit` entries whose seq is greater, oldest first. */
  abstract after(room: RoomId, seq: number, limit: number): Promise<Slice | undefined>;

  /**
   * At most `limit` entries of the timeline, the nearest to the seq asked for, oldest first. `around` includes the
   * seq itself; what one side of it lacks, the other gives.
   */
  abstract window(room: RoomId, window: Window): Promise<Slice | undefined>;

  /**
   * At most `limit` of the entries below a seq, and beyond another, that are about no message: the newest, oldest
   * first. What is between them is left out.
   */
  abstract notices(room: RoomId, page: NoticePage): Promise<Notices | undefined>;

  /**
   * Told of a position that someone has come to: where the log is in that epoch and does not go so far, it was put
   * back unnoticed, and gets a new epoch. Entries keep their numbers. Nothing happens where the epoch is another, or
   * the seq is not beyond the head. Resolves when the new epoch is as durable as the store promises.
   */
  abstract renewEpoch(room: RoomId, seen: Position): Promise<void>;
}
