import type { AppendNotice } from '../../application/ports/room-log.js';
import type { UserId } from '../../domain/user.js';
import { APPEND_NOTICE, noticeArgs, noticeKeys } from './append-notice.js';
import { numbering } from './era.js';
import { inviteStep } from './invite-step.js';
import { everywhere } from './keys.js';
import { takeName } from './names.js';
import type { Redis } from './redis.js';
import type { AppendedRecord } from './append-message.js';
import { findRoom } from './redis-rooms.js';
import { expect, forgetting } from './seats.js';

/** Writes a notice and what it says in one step of its room; and before and after it, what lies elsewhere. */
export async function writeNotice(redis: Redis, append: AppendNotice): Promise<AppendedRecord> {
  const { room, seats = [], settings } = append;
  if (settings && (await findRoom(redis, room))?.key !== settings.key) {
    if ((await takeName(redis, settings)) !== undefined) return ['name_taken'];
    if (settings.name !== '') await redis.command('ZADD', everywhere.named, 0, settings.key);
  }
  const of = (ends: boolean): UserId[] => seats.filter(({ seat }) => !seat === ends).map(({ user }) => user);
  await Promise.all(of(false).map((user) => expect(redis, room, user)));
  return forgetting(redis, room, of(true), () => write(redis, append));
}

async function write(redis: Redis, append: AppendNotice): Promise<AppendedRecord> {
  for (;;) {
    const step = await inviteStep(redis, append);
    if (step === 'stale') return ['stale'];
    const written = await numbering<AppendedRecord | readonly ['again']>(redis, append.room, [
      APPEND_NOTICE,
      noticeKeys(append),
      noticeArgs(append, step),
    ]);
    if (written[0] !== 'again') return written;
  }
}
