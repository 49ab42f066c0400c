import type { Entry, Epoch, NewEntry, Position } from '../../domain/entry.js';
import type { Instant } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';

/** What the decision to write was based on; the write happens only if it still holds. */
export interface Guard {
  /** `Room.version` */
  readonly room: number;
  /** `Membership.version` of the author */
  readonly member: number;
}

export interface Append {
  readonly room: RoomId;
  readonly entry: NewEntry;
  readonly guard: Guard;
  /** Digest of what the author sent. A repeat of the id with another digest is refused. */
  readonly digest: string;
}

export type Appended =
  | {
      readonly status: 'appended' | 'duplicate';
      readonly epoch: Epoch;
      readonly seq: number;
      readonly at: Instant;
    }
  /** The author used this id in this room for something else. */
  | { readonly status: 'id_reused' }
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
  readonly limit: number;
}

/**
 * One log a room: everything durable that happens in it, numbered 1, 2, 3 … with no hole. Rooms do not affect each
 * other. Entries are read in the state of now: with the author's nickname of today. An unknown room reads as
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
   * Told of a position that someone has come to: where the log is in that epoch and does not go so far, it was put
   * back unnoticed, and gets a new epoch. Entries keep their numbers. Nothing happens where the epoch is another, or
   * the seq is not beyond the head. Resolves when the new epoch is as durable as the store promises.
   */
  abstract renewEpoch(room: RoomId, seen: Position): Promise<void>;
}
