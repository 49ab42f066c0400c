import {
  CONTACTS_LIMIT,
  type Contact,
  type Contacts,
  type ContactState,
} from '../../application/ports/contacts.js';
import type { UserId } from '../../domain/user.js';
import { userKeys } from './keys.js';
import type { Redis } from './redis.js';
import { findUsers } from './redis-users.js';
import { script } from './script.js';

export class RedisContacts implements Contacts {
  constructor(private readonly redis: Redis) {}

  async find(user: UserId, other: UserId): Promise<ContactState | undefined> {
    const state = await this.redis.command<ContactState | null>('HGET', userKeys(user).contacts, other);
    return state ?? undefined;
  }

  async set(user: UserId, other: UserId, state: ContactState | undefined): Promise<boolean> {
    const { contacts } = userKeys(user);
    if (state !== undefined)
      return (await this.redis.run(SET, [contacts], [other, state, CONTACTS_LIMIT])) === 1;
    await this.redis.command('HDEL', contacts, other);
    return true;
  }

  async list(user: UserId): Promise<readonly Contact[]> {
    const { contacts } = userKeys(user);
    const pairs = await this.redis.command<string[]>('HGETALL', contacts);
    const others = pairs.filter((_, i) => i % 2 === 0);
    const users = await findUsers(this.redis, others);
    const gone = others.filter((id) => !users.has(id));
    if (gone.length > 0) await this.redis.command('HDEL', contacts, ...gone);
    return others.flatMap((id, i) => {
      const found = users.get(id);
      return found ? [{ user: found, state: pairs[2 * i + 1] as ContactState }] : [];
    });
  }
}

const SET = script(`
  if redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[3]) and redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return 0 end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  return 1`);
