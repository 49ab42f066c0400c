import type { RateLimits } from '../../application/ports/rate-limits.js';
import type { Rate } from '../../domain/rate.js';
import { bucketKey } from './keys.js';
import type { Redis } from './redis.js';
import { script } from './script.js';

/** A bucket is the moment at which it is full again, as in `takeToken`: kept until then, and no longer. */
export class RedisRateLimits implements RateLimits {
  /** @param now by what clock they fill, in milliseconds. That of Redis unless given: all processes go by the same. */
  constructor(
    private readonly redis: Redis,
    private readonly now?: () => number,
  ) {}

  async take(bucket: string, { burst, perSecond }: Rate): Promise<number | undefined> {
    const args = [1000 / perSecond, burst, ...(this.now ? [this.now()] : [])];
    const wait = await this.redis.run<number>(TAKE, [bucketKey(bucket)], args);
    return wait === 0 ? undefined : wait;
  }

  async giveBack(bucket: string, { perSecond }: Rate): Promise<void> {
    await this.redis.run(GIVE_BACK, [bucketKey(bucket)], [1000 / perSecond]);
  }
}

const TAKE = script(`
  local interval, burst, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
  if not now then
    local time = redis.call('TIME')
    now = time[1] * 1000 + time[2] / 1000
  end
  local full = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now) + interval
  local wait = full - now - burst * interval
  -- A moment in milliseconds has more digits than fractions of them leave exact.
  if wait > 0.001 then return math.ceil(wait - 0.001) end
  redis.call('SET', KEYS[1], string.format('%.3f', full), 'PX', math.ceil(full - now))
  return 0`);

const GIVE_BACK = script(`
  local full = redis.call('GET', KEYS[1])
  if full then redis.call('SET', KEYS[1], string.format('%.3f', full - ARGV[1]), 'KEEPTTL') end`);
