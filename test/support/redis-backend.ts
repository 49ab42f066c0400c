import { openRedis } from '../../src/infrastructure/redis/open-redis.js';
import { redisPlace } from '../../src/infrastructure/redis-place.js';

/** A backend on the Redis at the address, as a process of its own has one. */
export const openRedisAt = (url: string, { redisWait = 0 } = {}) =>
  openRedis({ redis: redisPlace(url)!, redisWait, redisFiles: 10_000 });
