import type { RoomDirectory, RoomSummary } from '../../application/ports/room-directory.js';
import type { Author } from '../../domain/message.js';
import type { Room, RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { MessageRecord } from './entry-record.js';
import { authors } from './people.js';
import { readMessages } from './read-entries.js';
import { roomKeys, userKeys } from './keys.js';
import { roomsNamed } from './named-rooms.js';
import { READING, readingKeys, toReading, type ReadingRecord } from './reading.js';
import type { Redis } from './redis.js';
import { toRoom } from './room-record.js';
import { script } from './script.js';

export class RedisRoomDirectory implements RoomDirectory {
  constructor(private readonly redis: Redis) {}

  async mine(user: UserId): Promise<readonly RoomSummary[]> {
    const rooms = await this.redis.command<RoomId[]>('HKEYS', userKeys(user).rooms);
    const summaries = await Promise.all(rooms.map((room) => this.summary(room, user)));
    return summaries
      .flatMap((summary) => (summary?.reading ? [summary] : []))
      .toSorted((a, b) => (a.room.key < b.room.key ? -1 : 1));
  }

  async others(user: UserId, afterKey: string, limit: number): Promise<readonly RoomSummary[]> {
    const found: RoomSummary[] = [];
    for await (const rooms of roomsNamed(this.redis, afterKey, limit)) {
      const listed = rooms.filter(({ listed }) => listed);
      const summaries = await Promise.all(listed.map(({ id }) => this.summary(id, user)));
      for (const summary of summaries) if (summary && !summary.reading) found.push(summary);
      if (found.length >= limit) break;
    }
    return found.slice(0, limit);
  }

  private async summary(id: RoomId, user: UserId): Promise<RoomSummary | undefined> {
    const [about, version, epoch, head, memberCount, last, rev, text, reading] =
      await this.redis.run<SummaryRecord>(
        SUMMARY,
        [...readingKeys(id, user), roomKeys(id).log, roomKeys(id).revs],
        [user],
        'bytes',
      );
    const room = toRoom(id, [about?.toString() ?? null, version?.toString() ?? null]);
    if (!room) return undefined;
    const record = {
      seq: Number(last),
      rev: Number(rev),
      entry: JSON.parse(text?.toString() ?? '{}'),
    } as MessageRecord;
    const [[message], people, read] = await Promise.all([
      text ? readMessages(this.redis, id, [record]) : [],
      room.kind === 'direct' ? this.partners(room, user) : undefined,
      reading ? toReading(this.redis, id, reading) : undefined,
    ]);
    return {
      room,
      memberCount,
      epoch: String(epoch),
      head: Number(head),
      last: message,
      ...(people && read && { people }),
      ...(read && { reading: read }),
    };
  }

  private async partners({ id }: Room, user: UserId): Promise<Author[]> {
    const members = await this.redis.command<UserId[]>('ZRANGE', roomKeys(id).members, 0, -1);
    const others = members.filter((member) => member !== user);
    const named = await authors(this.redis, id, others);
    return others.flatMap((member) => named.get(member) ?? []);
  }
}

type SummaryRecord = readonly [
  about: Buffer | null,
  version: Buffer | null,
  epoch: Buffer,
  head: Buffer,
  members: number,
  last: Buffer,
  rev: Buffer,
  /** The last message that the user sees. */
  text: Buffer | null,
  reading: ReadingRecord | null,
];

const SUMMARY = script(
  READING,
  `
  local user, LOG, REVS = ARGV[1], MORE[6], MORE[7]
  local about, version, epoch, head, last = unpack(
    redis.call('HMGET', ROOM, 'about', 'version', 'epoch', 'head', 'last'))
  if not about then return {false, false, '', '0', 0, '0', '0', false, false} end
  local seat = redis.call('HGET', SEATS, user)
  local from = seat and tonumber(string.match(seat, '^%d+ %d+ (%d+)')) or 0
  local text = tonumber(last) > from and redis.call('HGET', LOG, last)
  return {about, version, epoch, head, redis.call('ZCARD', MEMBERS), last,
    redis.call('HGET', REVS, last) or last, text, reading(user)}`,
);
