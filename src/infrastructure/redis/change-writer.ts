import type { AppendChange, Appended } from '../../application/ports/room-log.js';
import { altered } from '../alter.js';
import { numbered } from './announcement.js';
import { APPEND_CHANGE, changeArgs, changeKeys, type ChangedRecord } from './append-change.js';
import { findRecords, isMessage, toKept, toMessage } from './entry-record.js';
import { numbering } from './era.js';
import { readMessages } from './read-entries.js';
import type { Redis } from './redis.js';
import { RedisFiles } from './redis-files.js';

/** Decides what a message becomes, and writes that if it is still what was read. */
export async function writeChange(redis: Redis, append: AppendChange): Promise<Appended> {
  const { room, entry, rev } = append;
  for (;;) {
    const [before] = (await findRecords(redis, room, [entry.target])).filter(isMessage);
    if (!before || before.entry.state?.recalledAt !== undefined) return { status: 'stale' };
    if (rev !== undefined && rev !== before.rev) return { status: 'stale' };

    // How many are pinned is looked at by the script.
    const after = altered(0, toMessage(before), entry);
    const kept = typeof after === 'string' ? undefined : { ...before, entry: toKept(after, before) };
    const [shown] = kept ? await readMessages(redis, room, [kept]) : [];
    const decided = { append, before, after, shown };
    const recalled = entry.change.type === 'recalled' ? before.entry.message.attachments : undefined;
    const forget = await new RedisFiles(redis).trace(recalled ?? []);
    const written = await numbering<ChangedRecord>(redis, room, [
      APPEND_CHANGE,
      changeKeys(decided),
      changeArgs(decided),
    ]);
    switch (written[0]) {
      case 'again':
        continue;
      case 'unchanged':
        return { status: 'unchanged', epoch: written[1], seq: Number(written[2]) };
      case 'appended': {
        const [status, epoch, number, hidden] = written;
        const seq = Number(number);
        await forget();
        const message = shown && hidden === '0' ? numbered(entry, shown, seq) : undefined;
        return { status, epoch, seq, at: entry.at, message };
      }
      default:
        return { status: written[0] };
    }
  }
}
