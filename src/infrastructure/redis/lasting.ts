import type { UserId } from '../../domain/user.js';
import { userKeys } from './keys.js';
import type { Redis } from './redis.js';
import { script } from './script.js';

/** So many are remembered, before all are forgotten and looked up anew. */
const REMEMBERED = 100_000;

/** Notes, before an entry says so, that users are in a log: as long as it is read, they are not to be forgotten. */
export class Lasting {
  private readonly known = new Set<UserId>();

  constructor(private readonly redis: Redis) {}

  /** False where one of them is not there. */
  async all(users: Iterable<UserId>): Promise<boolean> {
    const fresh = [...new Set(users)].filter((user) => !this.known.has(user));
    const there = await Promise.all(fresh.map((user) => this.redis.run<number>(LAST, [userKeys(user).user])));
    if (this.known.size > REMEMBERED) this.known.clear();
    fresh.forEach((user, i) => there[i] === 1 && this.known.add(user));
    return !there.includes(0);
  }
}

const LAST = script(`
  if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
  redis.call('HSET', KEYS[1], 'lasting', '1')
  return 1`);
