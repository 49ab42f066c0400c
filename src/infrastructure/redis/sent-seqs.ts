import type { Instant } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import { findRecords, isMessage } from './entry-record.js';
import { roomKeys } from './keys.js';
import type { Redis } from './redis.js';
import { KIND } from './spine.js';
import { partsBelow } from './timeline-seqs.js';

export interface SentWanted {
  readonly room: RoomId;
  readonly user: UserId;
  readonly since: Instant;
  readonly limit: number;
}

/** What the user sent since and did not recall: the newest, oldest first. */
export async function sentSeqs(
  redis: Redis,
  { room, user, since, limit }: SentWanted,
  head: number,
): Promise<number[]> {
  const own = Number(await redis.command<string | null>('HGET', roomKeys(room).authors, user));
  const found: number[] = [];
  if (own === 0 || limit <= 0) return found;
  for await (const part of partsBelow(redis, room, head + 1)) {
    const said = part.filter(({ kind, author }) => kind === KIND.message && author === own);
    const oldest = part.at(-1)!.seq;
    const records = await findRecords(redis, room, [...said.map(({ seq }) => seq), oldest]);
    const young = new Set(records.filter(({ entry }) => entry.at >= since).map(({ seq }) => seq));
    for (const record of records) {
      const wanted = isMessage(record) && record.entry.by.id === user && young.has(record.seq);
      if (wanted && !found.includes(record.seq) && record.entry.state?.recalledAt === undefined)
        found.push(record.seq);
    }
    // What is older was sent before.
    if (found.length >= limit || !young.has(oldest)) break;
  }
  return found.slice(0, limit).toReversed();
}
