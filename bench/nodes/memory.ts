import { randomUUID } from 'node:crypto';
import { Room } from '../../src/domain/room.js';
import { User } from '../../src/domain/user.js';
import { openRedisAt } from '../../test/support/redis-backend.js';
import { RedisServer } from '../../test/support/redis-server.js';
import { sentence } from '../search/fill.js';
import { settled } from '../settled.js';
import { field } from './cluster.js';

const USERS = 10_000;
/** Of ten each. Everybody is in as many as in ten. */
const ROOMS = 10_000;
const MEMBERS = 10;
const MESSAGES = 100_000;
const AT_ONCE = 2000;

/** Of the rooms, so many are talked in. */
const TALKED_IN = 100;

/** What Redis needs for one of each, in bytes; and to find a message. */
export type Memory = Readonly<
  Record<'user' | 'session' | 'connection' | 'room' | 'membership' | 'message' | 'note', number>
>;

/** Fills a Redis step by step, with what users and messages are as they come in. */
export async function measureMemory(): Promise<Memory> {
  const redis = await RedisServer.start();
  const store = await openRedisAt(redis.url);
  const each = async (count: number, add: (n: number) => Promise<unknown>): Promise<number> => {
    const before = field(await redis.say('INFO memory'), 'used_memory');
    for (let n = 0; n < count; n += AT_ONCE) {
      const some = Array.from({ length: Math.min(AT_ONCE, count - n) }, (_, at) => add(n + at));
      await Promise.all(some);
    }
    // What was said is noted behind the sender's back.
    await settled(() => redis.say('DBSIZE'));
    return (field(await redis.say('INFO memory'), 'used_memory') - before) / count;
  };
  const userOf = (n: number): string => id('user', n % USERS);
  const roomOf = (n: number): string => id('room', Math.floor(n / MEMBERS));
  // A member of ten rooms whose numbers are far apart.
  const member = (n: number): string => userOf(Math.floor(n / MEMBERS) + (n % MEMBERS) * 997);
  const seats = new Map<string, Map<string, number>>();
  try {
    const user = await each(USERS, (n) => store.users.add(User.guest(userOf(n), `Somebody ${n}`)));
    const session = await each(USERS, (n) => store.sessions.add(sessionOf(userOf(n)), Date.now()));
    const room = await each(ROOMS, (n) => store.rooms.ensure(Room.open(id('room', n), `Room ${n}`)));
    const membership = await each(ROOMS * MEMBERS, async (n) => {
      const joined = await store.memberships.join(roomOf(n), member(n), Date.now());
      const taken = seats.get(member(n)) ?? new Map<string, number>();
      seats.set(member(n), taken.set(roomOf(n), joined!.membership.version));
    });
    const connection = await each(USERS, (n) => {
      const rooms = [...seats.get(userOf(n))!.keys()];
      return store.presence.arrive(randomUUID(), userOf(n), rooms, 'online');
    });
    const noted = await each(MESSAGES, (n) => {
      const seat = n % (TALKED_IN * MEMBERS);
      const [room, by] = [roomOf(seat), member(seat)];
      const message = { id: randomUUID(), text: sentence() };
      const author = { id: by, nickname: 'Somebody' };
      const entry = { type: 'message.sent', at: Date.now(), by: author, message } as const;
      const guard = { room: 1, member: seats.get(by)!.get(room)! };
      return store.log.append({ room, entry, guard, digest: 'x'.repeat(43) });
    });
    const note = (await bytesOfNotes(redis)) / MESSAGES;
    return { user, session, connection, room, membership, message: noted - note, note };
  } finally {
    await store.close();
    await redis.stop();
  }
}

async function bytesOfNotes(redis: RedisServer): Promise<number> {
  const sum = `local sum = 0
    for _, key in ipairs(redis.call('KEYS', '*:notes:*')) do sum = sum + redis.call('MEMORY', 'USAGE', key) end
    return sum`;
  return Number((await redis.say(`EVAL "${sum.replaceAll('\n', ' ')}" 0`)).slice(1));
}

/** As long as those that are made up at random. */
const id = (kind: string, n: number): string => `${kind}-${n}`.padEnd(22, '_');

const sessionOf = (user: string) => ({
  id: randomUUID().slice(0, 22),
  user,
  token: randomUUID() + randomUUID().slice(0, 7),
  device: 'Firefox on Linux',
  createdAt: Date.now(),
  seenAt: Date.now(),
  expiresAt: Date.now() + 1e9,
});
