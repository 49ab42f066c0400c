import type { ServerClaim } from '../../application/ports/server-claim.js';
import type { User, UserId } from '../../domain/user.js';
import { everywhere } from './keys.js';
import type { Redis } from './redis.js';
import { findUser, RedisUsers } from './redis-users.js';
import { script } from './script.js';

/** The token is spent for one user first, who becomes an administrator then: broken off between, it is that user's
 * to bring again. */
export class RedisServerClaim implements ServerClaim {
  constructor(private readonly redis: Redis) {}

  async token(proposed: string): Promise<string | undefined> {
    const { claim } = everywhere;
    await this.redis.command('HSETNX', claim, 'token', proposed);
    const [token, used] = await this.redis.command<(string | null)[]>('HMGET', claim, 'token', 'used');
    return used === null ? token! : undefined;
  }

  async claim(token: string, id: UserId): Promise<User | undefined> {
    if (!(await findUser(this.redis, id))) return undefined;
    const { claim } = everywhere;
    if ((await this.redis.run<number>(SPEND, [claim], [token, id])) === 0) return undefined;
    const administrator = await new RedisUsers(this.redis).appoint(id, true);
    await this.redis.command('HSET', claim, 'used', '1');
    return administrator === 'last' ? undefined : administrator;
  }
}

/** In seconds: who does not get done with it meanwhile, was broken off. */
const HOLD = 10;

const SPEND = script(`
  local token, user, used, since = unpack(redis.call('HMGET', KEYS[1], 'token', 'user', 'used', 'since'))
  local now = tonumber(redis.call('TIME')[1])
  if token ~= ARGV[1] or used then return 0 end
  if user and (user ~= ARGV[2] or now < since + ${HOLD}) then return 0 end
  redis.call('HSET', KEYS[1], 'user', ARGV[2], 'since', now)
  return 1`);
