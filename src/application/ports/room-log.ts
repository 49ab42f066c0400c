import type { Entry, Epoch, NewChange, NewMessage, NewNotice, Position } from '../../domain/entry.js';
import type { InviteId, NewInvite } from '../../domain/invite.js';
import type { Seat } from '../../domain/membership.js';
import type { Instant, Message, Version } from '../../domain/message.js';
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
  /** Its attachments are files that its author uploaded to the room, and none was sent before: else `stale`. */
  readonly entry: NewMessage;
  /** Digest of what the author sent. A repeat of the id with another digest is refused. */
  readonly digest: string;
}

/** A change of a message that is there and was not recalled: else `stale`. */
export interface AppendChange extends Writing {
  readonly entry: NewChange;
  /** The message is as it was when this was decided, else `stale`. Undefined where that does not matter. */
  readonly rev: number | undefined;
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

export type Append = AppendMessage | AppendChange | AppendNotice;

interface Landed extends Position {
  readonly at: Instant;
}

export type Appended =
  | (Landed & {
      readonly status: 'appended';
      /** As it is from now on, where the entry alone does not tell: of a change, and of what quotes another. */
      readonly message?: Message | undefined;
    })
  | (Landed & { readonly status: 'duplicate' })
  /** A reaction that is so already. Tells the last entry. */
  | (Position & { readonly status: 'unchanged' })
  /** The message has `REACTION_LIMIT` kinds of reactions, or the room `PIN_LIMIT` pinned messages. */
  | { readonly status: 'full' }
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
  /** Oldest first. */
  readonly entries: readonly Entry[];
}

export interface Page extends Slice {
  /** The seq of the last entry of the timeline, 0 before the first. */
  readonly newest: number;
}

/**
 * Which part of the timeline, which is all but the changes of messages: entries just below, just above, or on both
 * sides of a seq. Without any: the newest.
 */
export interface Window {
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly around?: number | undefined;
  /** Nothing up to this seq. */
  readonly beyond?: number | undefined;
  readonly limit: number;
  /** For whom it is read: reactions tell which of them are this user's. */
  readonly reader?: UserId | undefined;
}

export type NoticePage = Pick<Window, 'before' | 'beyond' | 'limit'>;

export type Notices = Pick<Slice, 'epoch' | 'entries'>;

export interface Pins {
  readonly epoch: Epoch;
  readonly messages: readonly Message[];
}

export interface Sent {
  readonly epoch: Epoch;
  readonly seqs: readonly number[];
}

/**
 * One log a room: everything durable that happens in it, numbered 1, 2, 3 … with no hole. Rooms do not affect each
 * other. Entries are read in the state of now: with the nicknames that people have in the room
 * today, and messages as they became. An
 * unknown room reads as undefined.
 *
 * Of a recalled message nothing is kept but its place, its author, its id, and who recalled it when.
 */
export abstract class RoomLog {
  /**
   * Gives the entry the next number of its room and stores it. Resolves only when the write is as durable as the
   * store promises; nobody reads or hears of the entry before. A repeat of (room, author, message id) stores nothing
   * and answers the first result as `duplicate`, for as long as the message is kept, whatever its guard, and of a
   * recalled one, whatever its digest. Appends that one caller starts in an order are stored in that order. Throws `unavailable` when nothing was, or may have been,
   * written: the caller may repeat.
   */
  abstract append(append: Append): Promise<Appended>;

  /**
   * At most `limit` entries whose seq is greater, oldest first, without a hole among them. Read for nobody in particular,
   * changes come without a message that some member may not see, unless it was recalled; announced ones, too.
   */
  abstract after(room: RoomId, seq: number, limit: number, reader?: UserId): Promise<Slice | undefined>;

  /**
   * At most `limit` entries of the timeline, the nearest to the seq asked for, oldest first. `around` includes the
   * seq itself; what one side of it lacks, the other gives.
   */
  abstract window(room: RoomId, window: Window): Promise<Page | undefined>;

  /** What a message said before its edits: the last `limit` of that, oldest first. Empty where there is none. */
  abstract versions(room: RoomId, seq: number, limit: number): Promise<readonly Version[]>;

  /** The pinned messages beyond a seq, the last pinned first. */
  abstract pins(room: RoomId, reading: Pick<Window, 'beyond' | 'reader'>): Promise<Pins | undefined>;

  /** At most `limit` of the messages that the user sent since, and that were not recalled: the newest. */
  abstract sentBy(room: RoomId, user: UserId, since: Instant, limit: number): Promise<Sent | undefined>;

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
