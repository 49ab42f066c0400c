import type { Window } from '../../application/ports/room-log.js';
import type { RoomId } from '../../domain/room.js';
import { cut } from '../timeline.js';
import { roomKeys } from './keys.js';
import type { Redis } from './redis.js';
import { bytesAfter, KIND, vertebrae, type Vertebra } from './spine.js';

/** So many entries are looked at in one go. */
const PART = 4000;

/** Which entries a window shows of a log with so many, some of which may be changes. */
export async function timelineSeqs(
  redis: Redis,
  room: RoomId,
  window: Window,
  { head, changes }: { readonly head: number; readonly changes: number },
): Promise<number[]> {
  const { before, after, around, beyond = 0, limit } = window;
  if (changes === 0) return whole(window, head);
  const upper = after === undefined ? around : after + 1;
  const lower = after === undefined ? (around ?? before ?? head + 1) : undefined;
  const [above, under] = await Promise.all([
    upper === undefined ? [] : first(shownFrom(redis, room, Math.max(upper, beyond + 1), head), limit),
    lower === undefined ? [] : first(shownBelow(redis, room, Math.min(lower, head + 1)), limit),
  ]);
  const oldest = under.toReversed();
  return cut(window, {
    below: (_seq, most) => (most > 0 ? oldest.slice(-most) : []),
    from: (_seq, most) => above.slice(0, most),
  }).map(({ seq }) => seq);
}

/** Without a change among them, the entries are known by their numbers. */
function whole(window: Window, head: number): number[] {
  const between = (from: number, end: number): { seq: number }[] => {
    const least = Math.max(from, 1);
    const length = Math.max(Math.min(end, head + 1) - least, 0);
    return Array.from({ length }, (_, i) => ({ seq: least + i }));
  };
  return cut(window, {
    below: (seq, limit) => between(Math.min(seq, head + 1) - limit, seq),
    from: (seq, limit) => between(seq, Math.max(seq, 1) + limit),
  }).map(({ seq }) => seq);
}

const isShown = ({ kind }: Vertebra): boolean => kind !== KIND.change;

async function* shownFrom(redis: Redis, room: RoomId, seq: number, head: number): AsyncIterable<Vertebra> {
  for (let after = Math.max(seq, 1) - 1; after < head; after += PART)
    yield* [...(await partOf(redis, room, after, PART))].filter(isShown);
}

async function* shownBelow(redis: Redis, room: RoomId, seq: number): AsyncIterable<Vertebra> {
  for await (const part of partsBelow(redis, room, seq)) yield* part.filter(isShown);
}

/** Parts of the spine below a seq, downwards. */
export async function* partsBelow(redis: Redis, room: RoomId, seq: number): AsyncIterable<Vertebra[]> {
  for (let end = seq - 1; end > 0; end -= PART) {
    const after = Math.max(end - PART, 0);
    yield [...(await partOf(redis, room, after, end - after))].toReversed();
  }
}

async function partOf(redis: Redis, room: RoomId, after: number, count: number): Promise<Iterable<Vertebra>> {
  const bytes = await redis.bytes<Buffer>('GETRANGE', roomKeys(room).spine, ...bytesAfter(after, count));
  return vertebrae(bytes, after);
}

async function first<T>(all: AsyncIterable<T>, limit: number): Promise<T[]> {
  const found: T[] = [];
  if (limit > 0) for await (const one of all) if (found.push(one) >= limit) break;
  return found;
}
