import type {
  Append,
  Appended,
  NoticePage,
  Notices,
  Page,
  Pins,
  RoomLog,
  Sent,
  Slice,
  Window,
} from '../../application/ports/room-log.js';
import { ChatError } from '../../domain/chat-error.js';
import type { Entry, Position } from '../../domain/entry.js';
import type { Version } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import { newEpoch } from '../new-epoch.js';
import { cut } from '../timeline.js';
import { APPEND_MESSAGE, messageArgs, messageKeys, type AppendedRecord } from './append-message.js';
import { findRecords, readEntries } from './entry-record.js';
import { roomKeys } from './keys.js';
import type { Lasting } from './lasting.js';
import { writeNotice } from './notice-writer.js';
import type { Redis } from './redis.js';
import { script } from './script.js';

export class RedisRoomLog implements RoomLog {
  constructor(
    private readonly redis: Redis,
    private readonly lasting: Lasting,
  ) {}

  async append(append: Append): Promise<Appended> {
    const { room } = append;
    if ('rev' in append)
      throw new ChatError('unavailable', { detail: 'Redis keeps no changes of messages yet.' });
    if (!(await this.lasting.all(concerned(append)))) return { status: 'stale' };
    const written =
      'digest' in append
        ? await this.redis.run<AppendedRecord>(APPEND_MESSAGE, messageKeys(append), messageArgs(append))
        : await writeNotice(this.redis, append);
    if (written.length === 1) return { status: written[0] };
    const [status, epoch, seq, at] = written;
    await this.redis.replicated(roomKeys(room).log);
    return { status, epoch, seq: Number(seq), at: Number(at) };
  }

  after(room: RoomId, seq: number, limit: number): Promise<Slice | undefined> {
    return this.window(room, { after: seq, limit });
  }

  async window(room: RoomId, window: Window): Promise<Page | undefined> {
    const { room: about } = roomKeys(room);
    const [epoch, last] = await this.redis.command<(string | null)[]>('HMGET', about, 'epoch', 'head');
    if (epoch == null) return undefined;

    const head = Number(last);
    // Without a hole: which entries there are is known without looking.
    const between = (first: number, end: number): { seq: number }[] => {
      const length = Math.max(Math.min(end, head + 1) - Math.max(first, 1), 0);
      return Array.from({ length }, (_, i) => ({ seq: Math.max(first, 1) + i }));
    };
    const found = cut(window, {
      below: (seq, limit) => between(Math.min(seq, head + 1) - limit, seq),
      from: (seq, limit) => between(seq, Math.max(seq, 1) + limit),
    });
    return {
      epoch,
      head,
      oldest: 1,
      newest: head,
      entries: await this.read(
        room,
        found.map(({ seq }) => seq),
      ),
    };
  }

  async versions(): Promise<readonly Version[]> {
    return [];
  }

  pins(room: RoomId): Promise<Pins | undefined> {
    return this.epochOf(room, (epoch) => ({ epoch, messages: [] }));
  }

  sentBy(room: RoomId): Promise<Sent | undefined> {
    return this.epochOf(room, (epoch) => ({ epoch, seqs: [] }));
  }

  private async epochOf<T>(room: RoomId, answer: (epoch: string) => T): Promise<T | undefined> {
    const epoch = await this.redis.command<string | null>('HGET', roomKeys(room).room, 'epoch');
    return epoch === null ? undefined : answer(epoch);
  }

  async notices(room: RoomId, { before, beyond = 0, limit }: NoticePage): Promise<Notices | undefined> {
    const { room: about, notices } = roomKeys(room);
    const epoch = await this.redis.command<string | null>('HGET', about, 'epoch');
    if (epoch === null) return undefined;
    const range = [
      before === undefined ? '+inf' : `(${before}`,
      `(${beyond}`,
      'BYSCORE',
      'REV',
      'LIMIT',
      0,
      limit,
    ] as const;
    const newest = await this.redis.command<string[]>('ZRANGE', notices, ...range);
    return { epoch, entries: await this.read(room, newest.toReversed().map(Number)) };
  }

  async renewEpoch(room: RoomId, { epoch, seq }: Position): Promise<void> {
    const { room: about } = roomKeys(room);
    await this.redis.run(RENEW, [about], [epoch, seq, newEpoch()]);
    await this.redis.replicated(about);
  }

  private async read(room: RoomId, seqs: readonly number[]): Promise<Entry[]> {
    return readEntries(this.redis, room, await findRecords(this.redis, room, seqs));
  }
}

/** Whom the log names from then on. */
function concerned(append: Append): UserId[] {
  const { entry } = append;
  const seats = 'seats' in append ? (append.seats ?? []).map(({ user }) => user) : [];
  return [entry.by.id, ...(entry.type === 'member.changed' ? [entry.member.id] : []), ...seats];
}

const RENEW = script(`
  local epoch, head = unpack(redis.call('HMGET', KEYS[1], 'epoch', 'head'))
  if epoch == ARGV[1] and tonumber(head) < tonumber(ARGV[2]) then redis.call('HSET', KEYS[1], 'epoch', ARGV[3]) end`);
