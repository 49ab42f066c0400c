import type { Window } from '../application/ports/room-log.js';

/** Reads at most `limit` of a log's entries, the nearest to the seq, oldest first. */
type Read<T> = (seq: number, limit: number) => T[];

/** The window out of a log that can be read downwards (below the seq) and upwards (from the seq on). */
export function cut<T extends { readonly seq: number }>(
  { before, after, around, beyond = 0, limit }: Window,
  { below, from }: { readonly below: Read<T>; readonly from: Read<T> },
): T[] {
  const upwards = (seq: number): T[] => from(Math.max(seq, beyond + 1), limit);
  const downwards = (seq: number, most: number): T[] =>
    below(seq, most).filter((found) => found.seq > beyond);
  if (after !== undefined) return upwards(after + 1);
  if (around === undefined) return downwards(before ?? Number.MAX_SAFE_INTEGER, limit);

  // Half on each side; what one side lacks, the other gives.
  const upper = upwards(around);
  const lower = downwards(around, Math.max(Math.floor(limit / 2), limit - upper.length));
  return [...lower, ...upper.slice(0, limit - lower.length)];
}
