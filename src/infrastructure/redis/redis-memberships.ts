import type { Marked, Member, MemberPage, Memberships } from '../../application/ports/memberships.js';
import type { Epoch } from '../../domain/entry.js';
import { knownAs, type Membership, type NotifyLevel, type Role } from '../../domain/membership.js';
import type { Author, Instant } from '../../domain/message.js';
import { searchable } from '../../domain/name.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import { roomKeys, userKeys } from './keys.js';
import type { Redis } from './redis.js';
import { findUsers } from './redis-users.js';
import { script } from './script.js';
import {
  expect,
  findMembership,
  leave,
  SEATS,
  seatKeys,
  toMembership,
  toSeat,
  type SeatRecord,
} from './seats.js';
import { READING, readingKeys, toReading, type ReadingRecord } from './reading.js';

/** So many members are looked through at once. */
const PAGE = 500;

export class RedisMemberships implements Memberships {
  constructor(private readonly redis: Redis) {}

  find(room: RoomId, user: UserId): Promise<Membership | undefined> {
    return findMembership(this.redis, room, user);
  }

  current(room: RoomId, user: UserId): Promise<Membership | undefined> {
    return this.find(room, user);
  }

  async owner(room: RoomId): Promise<Membership | undefined> {
    const owner = await this.redis.command<UserId | null>('HGET', roomKeys(room).room, 'owner');
    return owner === null ? undefined : this.find(room, owner);
  }

  async join(
    room: RoomId,
    user: UserId,
    at: Instant,
    alone: Role = 'member',
  ): Promise<{ membership: Membership; created: boolean } | undefined> {
    await expect(this.redis, room, user);
    const joined = await this.redis.run<[created: number, ...SeatRecord] | null>(JOIN, seatKeys(room), [
      user,
      at,
      alone,
    ]);
    if (!joined) return undefined;
    const [created, ...record] = joined;
    return { membership: toMembership(room, user, record)!, created: created === 1 };
  }

  async banned(room: RoomId, user: UserId): Promise<boolean> {
    return (await this.redis.command<string | null>('ZSCORE', roomKeys(room).bans, user)) !== null;
  }

  async bans(room: RoomId, after: UserId, limit: number): Promise<readonly Author[]> {
    const above = after === '' ? '-' : `(${after}`;
    const ids = await this.redis.command<UserId[]>(
      ...(['ZRANGE', roomKeys(room).bans, above, '+', 'BYLEX', 'LIMIT', 0, limit] as const),
    );
    const users = await findUsers(this.redis, ids);
    return ids.flatMap((id) => {
      const user = users.get(id);
      return user ? [knownAs(user, undefined)] : [];
    });
  }

  rename(room: RoomId, user: UserId, nickname: string): Promise<boolean> {
    return this.note(room, user, roomKeys(room).nicknames, nickname);
  }

  notify(room: RoomId, user: UserId, level: NotifyLevel): Promise<boolean> {
    return this.note(room, user, roomKeys(room).notify, level === 'all' ? '' : level);
  }

  leave(room: RoomId, user: UserId): Promise<boolean | 'owner_needed'> {
    return leave(this.redis, room, user);
  }

  async roomsOf(user: UserId): Promise<readonly RoomId[]> {
    const rooms = await this.redis.command<RoomId[]>('HKEYS', userKeys(user).rooms);
    const seated = await Promise.all(
      rooms.map((room) => this.redis.command<number>('HEXISTS', roomKeys(room).seats, user)),
    );
    return rooms.filter((_, i) => seated[i] === 1);
  }

  count(room: RoomId): Promise<number> {
    return this.redis.command<number>('ZCARD', roomKeys(room).members);
  }

  async page(room: RoomId, { after, limit, query }: MemberPage): Promise<readonly Member[]> {
    const wanted = searchable(query ?? '');
    const found: Member[] = [];
    for (let last = after; found.length < limit;) {
      const size = query === undefined ? limit : PAGE;
      const ids = await this.redis.command<UserId[]>(
        ...(['ZRANGE', roomKeys(room).members, `(${last}`, '+inf', 'BYSCORE', 'LIMIT', 0, size] as const),
      );
      const members = await this.members(room, ids);
      for (const { member, names } of members)
        if (names.some((name) => searchable(name).includes(wanted))) found.push(member);
      if (ids.length < size) break;
      last = members.at(-1)?.member.number ?? Infinity;
    }
    return found.slice(0, limit);
  }

  async among(room: RoomId, users: readonly UserId[]): Promise<readonly Member[]> {
    const members = await this.members(room, [...new Set(users)]);
    return members.map(({ member }) => member).toSorted((a, b) => a.number - b.number);
  }

  async mark(
    room: RoomId,
    user: UserId,
    epoch: Epoch,
    seq: number,
  ): Promise<Marked | 'epoch_changed' | undefined> {
    const marked = await this.redis.run<Buffer | ReadingRecord | null>(
      MARK,
      readingKeys(room, user),
      [user, epoch, seq],
      'bytes',
    );
    if (!marked) return undefined;
    if (Buffer.isBuffer(marked)) return 'epoch_changed';
    const { marker, unread, mentions } = await toReading(this.redis, room, marked);
    return { epoch, marker, unread, mentions };
  }

  /** Puts something beside a seat; empty for what it has by itself. False where nobody sits. */
  private async note(room: RoomId, user: UserId, beside: string, value: string): Promise<boolean> {
    return (await this.redis.run<number>(NOTE, [roomKeys(room).seats, beside], [user, value])) === 1;
  }

  /** Those who are members, with all names that they have here. */
  private async members(
    room: RoomId,
    ids: readonly UserId[],
  ): Promise<{ member: Member; names: string[] }[]> {
    if (ids.length === 0) return [];
    const { seats, nicknames } = roomKeys(room);
    const [found, names, users] = await Promise.all([
      this.redis.command<(string | null)[]>('HMGET', seats, ...ids),
      this.redis.command<(string | null)[]>('HMGET', nicknames, ...ids),
      findUsers(this.redis, ids),
    ]);
    return ids.flatMap((id, i) => {
      const seat = found[i];
      if (seat == null) return [];
      const { role, mutedUntil, number } = toSeat(seat);
      const [user, own] = [users.get(id), names[i] ?? ''];
      const author: Author = user ? knownAs(user, { nickname: own } as Membership) : { id, nickname: own };
      return [{ member: { ...author, role, mutedUntil, number }, names: [own, user?.nickname ?? ''] }];
    });
  }
}

const JOIN = script(
  SEATS,
  `
  local user, at, alone = unpack(ARGV)
  if not redis.call('HGET', ROOM, 'version') then return false end
  local created = redis.call('HEXISTS', SEATS, user) == 0
  if created then
    if redis.call('ZSCORE', BANS, user) then return false end
    begin(user, at, 0, 0, redis.call('ZCARD', MEMBERS) == 0 and alone or 'member')
  end
  return {created and 1 or 0, unpack(seat_of(user))}`,
);

const NOTE = script(`
  local user, value = unpack(ARGV)
  if redis.call('HEXISTS', KEYS[1], user) == 0 then return 0 end
  if value == '' then redis.call('HDEL', KEYS[2], user) else redis.call('HSET', KEYS[2], user, value) end
  return 1`);

const MARK = script(
  READING,
  `
  local user, epoch, seq = ARGV[1], ARGV[2], tonumber(ARGV[3])
  local marker = tonumber(redis.call('HGET', MARKERS, user))
  if not marker then return false end
  local now, head = unpack(redis.call('HMGET', ROOM, 'epoch', 'head'))
  if now ~= epoch then return 'epoch_changed' end
  seq = math.min(seq, tonumber(head))
  if seq > marker then redis.call('HSET', MARKERS, user, seq) end
  return reading(user)`,
);
