import type {
  Append,
  Appended,
  AppendMessage,
  NoticePage,
  Notices,
  Page,
  Pins,
  RoomLog,
  Sent,
  Slice,
  Window,
} from '../../application/ports/room-log.js';
import type { Entry, Position } from '../../domain/entry.js';
import type { Instant, Version } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import { newEpoch } from '../new-epoch.js';
import { numbered } from './announcement.js';
import { APPEND_MESSAGE, messageArgs, messageKeys, type AppendedRecord } from './append-message.js';
import { writeChange } from './change-writer.js';
import { findRecords, isMessage } from './entry-record.js';
import { ERA, numbering } from './era.js';
import { roomKeys } from './keys.js';
import type { Lasting } from './lasting.js';
import { writeNotice } from './notice-writer.js';
import { readEntries, readMessages } from './read-entries.js';
import type { Redis } from './redis.js';
import { script } from './script.js';
import type { NoteKeeper } from './search/note-keeper.js';
import { sentSeqs } from './sent-seqs.js';
import { timelineSeqs } from './timeline-seqs.js';

export class RedisRoomLog implements RoomLog {
  constructor(
    private readonly redis: Redis,
    private readonly lasting: Lasting,
    private readonly notes: Pick<NoteKeeper, 'follow'>,
  ) {}

  async append(append: Append): Promise<Appended> {
    if (!(await this.lasting.all(concerned(append)))) return { status: 'stale' };
    const appended = await this.write(append);
    if (appended.status === 'appended' || appended.status === 'duplicate')
      await this.redis.replicated(roomKeys(append.room).log);
    if (appended.status === 'appended') this.notes.follow(append.room, appended.seq);
    return appended;
  }

  async after(room: RoomId, seq: number, limit: number, reader?: UserId): Promise<Slice | undefined> {
    const found = await this.find(room);
    if (!found) return undefined;
    const { epoch, head } = found;
    const length = Math.max(Math.min(head - seq, limit), 0);
    const seqs = Array.from({ length }, (_, i) => seq + 1 + i);
    return { epoch, head, oldest: 1, entries: await this.read(room, seqs, reader) };
  }

  async window(room: RoomId, window: Window): Promise<Page | undefined> {
    const found = await this.find(room);
    if (!found) return undefined;
    const { epoch, head, newest } = found;
    const seqs = await timelineSeqs(this.redis, room, window, found);
    return { epoch, head, oldest: 1, newest, entries: await this.read(room, seqs, window.reader) };
  }

  async versions(room: RoomId, seq: number, limit: number): Promise<readonly Version[]> {
    if (limit <= 0) return [];
    const key = roomKeys(room).versions(seq);
    const versions = await this.redis.command<string[]>('LRANGE', key, -limit, -1);
    return versions.map((version) => JSON.parse(version) as Version);
  }

  async pins(
    room: RoomId,
    { beyond = 0, reader }: Pick<Window, 'beyond' | 'reader'>,
  ): Promise<Pins | undefined> {
    const found = await this.find(room);
    if (!found) return undefined;
    const pinned = await this.redis.command<string[]>('ZRANGE', roomKeys(room).pins, 0, -1, 'REV');
    const seqs = pinned.map(Number).filter((seq) => seq > beyond);
    const records = (await findRecords(this.redis, room, seqs)).filter(isMessage);
    return { epoch: found.epoch, messages: await readMessages(this.redis, room, records, reader) };
  }

  async sentBy(room: RoomId, user: UserId, since: Instant, limit: number): Promise<Sent | undefined> {
    const found = await this.find(room);
    return (
      found && {
        epoch: found.epoch,
        seqs: await sentSeqs(this.redis, { room, user, since, limit }, found.head),
      }
    );
  }

  async notices(room: RoomId, { before, beyond = 0, limit }: NoticePage): Promise<Notices | undefined> {
    const found = await this.find(room);
    if (!found) return undefined;
    const range = [
      before === undefined ? '+inf' : `(${before}`,
      ...([`(${beyond}`, 'BYSCORE', 'REV', 'LIMIT', 0, limit] as const),
    ];
    const newest = await this.redis.command<string[]>('ZRANGE', roomKeys(room).notices, ...range);
    return { epoch: found.epoch, entries: await this.read(room, newest.toReversed().map(Number)) };
  }

  async renewEpoch(room: RoomId, { epoch, seq }: Position): Promise<void> {
    const { room: about } = roomKeys(room);
    await this.redis.run(RENEW, [about], [epoch, seq, newEpoch()]);
    await this.redis.replicated(about);
  }

  private async write(append: Append): Promise<Appended> {
    if ('digest' in append) return this.say(append);
    if ('rev' in append) return writeChange(this.redis, append);
    return toAppended(await writeNotice(this.redis, append));
  }

  private async say(append: AppendMessage): Promise<Appended> {
    const { room, entry } = append;
    const answers = entry.message.replyTo !== undefined;
    const [shown] = answers ? await readMessages(this.redis, room, [{ seq: 0, rev: 0, entry }]) : [];
    const appended = toAppended(
      await numbering<AppendedRecord>(this.redis, room, [
        APPEND_MESSAGE,
        messageKeys(append),
        messageArgs(append, shown),
      ]),
    );
    if (appended.status !== 'appended' || !shown) return appended;
    return { ...appended, message: numbered(entry, shown, appended.seq) };
  }

  private async find(
    room: RoomId,
  ): Promise<{ epoch: string; head: number; newest: number; changes: number } | undefined> {
    const [epoch, head, newest, changes] = await numbering<[string, ...string[]]>(this.redis, room, [
      FIND,
      [roomKeys(room).room],
      [],
    ]);
    if (epoch === 'none') return undefined;
    return { epoch, head: Number(head), newest: Number(newest), changes: Number(changes) };
  }

  private async read(room: RoomId, seqs: readonly number[], reader?: UserId): Promise<Entry[]> {
    return readEntries(this.redis, room, await findRecords(this.redis, room, seqs), reader);
  }
}

function toAppended(record: AppendedRecord): Appended {
  if (record.length === 1) return { status: record[0] };
  const [status, epoch, seq, at] = record;
  return { status, epoch, seq: Number(seq), at: Number(at) };
}

/** Whom the log names from then on. */
function concerned(append: Append): UserId[] {
  const { entry } = append;
  const seats = 'seats' in append ? (append.seats ?? []).map(({ user }) => user) : [];
  return [entry.by.id, ...(entry.type === 'member.changed' ? [entry.member.id] : []), ...seats];
}

/** Where a log is, in an epoch that this server goes on with. */
const FIND = script(
  ERA,
  `
  local era, epoch, head, newest, changes = unpack(redis.call('HMGET', KEYS[1], 'era', 'epoch', 'head', 'newest', 'changes'))
  if not epoch then return {'none'} end
  if era ~= era_now() then return {'era'} end
  return {epoch, head, newest or '0', changes or '0'}`,
);

const RENEW = script(
  ERA,
  `
  local epoch, head = unpack(redis.call('HMGET', KEYS[1], 'epoch', 'head'))
  if epoch == ARGV[1] and tonumber(head) < tonumber(ARGV[2]) then
    redis.call('HSET', KEYS[1], 'epoch', ARGV[3], 'era', era_now())
  end`,
);
