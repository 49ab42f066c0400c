import type { Author, ClientId, Instant, Message } from './message.js';
import type { UserId } from './user.js';

/** Names one life of a room's log. Positions of different epochs cannot be compared. */
export type Epoch = string;

/** A place in a room's log: everything up to `seq` is known. */
export interface Position {
  readonly epoch: Epoch;
  readonly seq: number;
}

/** Something durable that happened in a room. Numbered 1, 2, 3 … in its epoch, with no hole. */
export interface Entry {
  readonly seq: number;
  readonly at: Instant;
  readonly type: 'message.sent';
  readonly by: UserId;
  readonly message: Message;
}

/** An entry that has no number yet. */
export interface NewEntry {
  readonly type: 'message.sent';
  readonly at: Instant;
  readonly by: Author;
  readonly message: { readonly id: ClientId; readonly text: string };
}

/** The entry that a new one becomes at its place in the log. */
export function placed({ type, at, by, message }: NewEntry, seq: number): Entry {
  return { seq, at, type, by: by.id, message: { seq, rev: seq, ...message, author: by, sentAt: at } };
}
