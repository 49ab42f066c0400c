import type { Window } from '../application/ports/room-log.js';

/** Reads at most `limit` of a log's entries, the nearest to the seq, oldest first. */
type Read<T> = (seq: number, limit: number) => T[];

/** The window out of a log that can be read downwards (below the seq) and upwards (from the seq on). */
export function cut<T>(
  { before, after, around, limit }: Window,
  { below, from }: { readonly below: Read<T>; readonly from: Read<T> },
): T[] {
  if (after !== undefined) return from(after + 1, limit);
  if (around === undefined) return below(before ?? Number.MAX_SAFE_INTEGER, limit);

  // Half on each side; what one side lacks, the other gives.
  const upper = from(around, limit);
  const lower = below(around, Math.max(Math.floor(limit / 2), limit - upper.length));
  return [...lower, ...upper.slice(0, limit - lower.length)];
}
