import type { Users } from '../../application/ports/users.js';
import type { Instant } from '../../domain/message.js';
import { LOBBY } from '../../domain/room.js';
import type { User, UserChange, UserId } from '../../domain/user.js';
import { avatarKeys, everywhere, userKeys } from './keys.js';
import type { Redis } from './redis.js';
import { script } from './script.js';
import { leave } from './seats.js';
import { toFields, toUser, USER_FIELDS, type UserRecord } from './user-record.js';

/** So many guests are looked at in one go. */
const PAGE = 500;

export class RedisUsers implements Users {
  constructor(private readonly redis: Redis) {}

  find(id: UserId): Promise<User | undefined> {
    return findUser(this.redis, id);
  }

  async add(user: User): Promise<void> {
    const { redis } = this;
    // Listed before there is anybody to list: a place that nobody has taken harms nobody.
    const place = await redis.command<number>('INCR', everywhere.users);
    await Promise.all([
      redis.command('ZADD', everywhere.places, 'NX', place, user.id),
      redis.command('ZADD', everywhere.guests, 'NX', place, user.id),
    ]);
    await redis.run(ADD, [userKeys(user.id).user], toFields(user));
  }

  async update(id: UserId, change: UserChange): Promise<User | undefined> {
    const { user } = userKeys(id);
    if (change.avatar) await this.redis.command('SADD', avatarKeys(change.avatar).users, id);
    const fields = toFields(change);
    const found = await this.redis.run<[string | null, ...UserRecord] | null>(
      UPDATE,
      [user],
      [USER_FIELDS.length, ...USER_FIELDS, ...fields],
    );
    if (!found) return undefined;
    const [before, ...record] = found;
    if (change.avatar !== undefined && before && before !== change.avatar)
      await this.redis.command('SREM', avatarKeys(before).users, id);
    return toUser(record);
  }

  async appoint(id: UserId, on: boolean): Promise<User | 'last' | undefined> {
    const { administrators } = everywhere;
    for (;;) {
      const [version, user, all] = await Promise.all([
        this.redis.command<string | null>('GET', everywhere.appointments),
        this.find(id),
        this.redis.command<UserId[]>('SMEMBERS', administrators),
      ]);
      if (!user) return undefined;
      const others = await findUsers(
        this.redis,
        all.filter((other) => other !== id),
      );
      const left = on || !user.admin || [...others.values()].some(({ banned }) => !banned);
      if (!left) return 'last';
      const keys = [everywhere.appointments, administrators];
      const changed = await this.redis.run<number>(APPOINT, keys, [version ?? '0', on ? 'SADD' : 'SREM', id]);
      if (changed === 1) return this.update(id, { admin: on });
    }
  }

  async sweepGuests(now: Instant, before: number): Promise<number> {
    const { redis } = this;
    const next = Number((await redis.command<string | null>('GET', everywhere.users)) ?? 0) + 1;
    for (let from = 0; ;) {
      const page = await redis.command<string[]>(
        'ZRANGE',
        everywhere.guests,
        from,
        `(${before}`,
        'BYSCORE',
        'LIMIT',
        0,
        PAGE,
        'WITHSCORES',
      );
      if (page.length === 0) return next;
      const guests = page.filter((_, i) => i % 2 === 0);
      await Promise.all(guests.map((guest) => this.sweep(guest, now)));
      from = Number(page.at(-1)) + 1;
    }
  }

  private async sweep(guest: UserId, now: Instant): Promise<void> {
    const { redis } = this;
    const { user, rooms, sessions, contacts } = userKeys(guest);
    const avatar = await redis.command<string | null>('HGET', user, 'avatar');
    const swept = await redis.run<'stays' | 'lasts' | 'gone'>(
      SWEEP,
      [user, rooms, sessions, contacts],
      [now, LOBBY],
    );
    if (swept === 'stays') return;
    // Whoever is in a log, or has an account, is no guest to come back to.
    await redis.command('ZREM', everywhere.guests, guest);
    if (swept === 'lasts') return;
    await redis.command('ZREM', everywhere.places, guest);
    await leave(redis, LOBBY, guest);
    if (avatar) await redis.command('SREM', avatarKeys(avatar).users, guest);
  }
}

export async function findUser(redis: Redis, id: UserId): Promise<User | undefined> {
  return toUser(await redis.command<UserRecord>('HMGET', userKeys(id).user, ...USER_FIELDS));
}

/** Users by their ids, as far as they are there. */
export async function findUsers(redis: Redis, ids: Iterable<UserId>): Promise<Map<UserId, User>> {
  const found = await Promise.all([...new Set(ids)].map((id) => findUser(redis, id)));
  return new Map(found.flatMap((user) => (user ? [[user.id, user]] : [])));
}

const ADD = script(`
  if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('HSET', KEYS[1], unpack(ARGV)) end`);

/** Answers the avatar of before, and the fields that are asked for. */
const UPDATE = script(`
  if redis.call('EXISTS', KEYS[1]) == 0 then return false end
  local asked = tonumber(ARGV[1])
  local before = redis.call('HGET', KEYS[1], 'avatar')
  if #ARGV > asked + 1 then redis.call('HSET', KEYS[1], unpack(ARGV, asked + 2)) end
  local after = redis.call('HMGET', KEYS[1], unpack(ARGV, 2, asked + 1))
  return {before, unpack(after)}`);

/** Who is an administrator is decided in one place, one after the other; users are told then. */
const APPOINT = script(`
  if (redis.call('GET', KEYS[1]) or '0') ~= ARGV[1] then return 0 end
  redis.call('INCR', KEYS[1])
  redis.call(ARGV[2], KEYS[2], ARGV[3])
  return 1`);

const SWEEP = script(`
  local kind, lasting = unpack(redis.call('HMGET', KEYS[1], 'kind', 'lasting'))
  if kind and (kind ~= 'guest' or lasting) then return 'lasts' end
  for _, session in ipairs(redis.call('HVALS', KEYS[3])) do
    if tonumber(string.match(session, '^%d+')) > tonumber(ARGV[1]) then return 'stays' end
  end
  for _, room in ipairs(redis.call('HKEYS', KEYS[2])) do
    if room ~= ARGV[2] then return 'stays' end
  end
  redis.call('DEL', unpack(KEYS))
  return 'gone'`);
