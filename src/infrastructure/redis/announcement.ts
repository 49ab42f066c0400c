import { placed, type Entry, type NewEntry } from '../../domain/entry.js';
import type { Message } from '../../domain/message.js';

/** An entry as it is told of, with the message that it is about, where the entry alone does not tell. */
interface Told {
  readonly entry: NewEntry;
  readonly message?: Message | undefined;
}

/** What is told of an entry before it has a number: the message gets it with the entry. */
export const announcement = (entry: NewEntry, message: Message | undefined): string =>
  JSON.stringify({ entry, message } satisfies Told);

/** The entry that was told of, under the number that it got. */
export function announced(text: string, seq: number): Entry {
  const told = JSON.parse(text) as NewEntry | Told;
  return 'entry' in told ? withMessage(told, seq) : placed(told, seq);
}

/** The message of a change stands where it did, and one that was sent now where its entry does. */
export function withMessage({ entry, message }: Told, seq: number): Entry {
  return placed(entry, seq, message && numbered(entry, message, seq));
}

export const numbered = (entry: NewEntry, message: Message, seq: number): Message => ({
  ...message,
  seq: entry.type === 'message.changed' ? entry.target : seq,
  rev: seq,
});
