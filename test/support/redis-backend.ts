import type { Channels } from '../../src/infrastructure/channels.js';
import { openNats } from '../../src/infrastructure/nats/open-nats.js';
import { natsPlace } from '../../src/infrastructure/nats-place.js';
import { openRedis } from '../../src/infrastructure/redis/open-redis.js';
import { redisPlace } from '../../src/infrastructure/redis-place.js';

/** A backend on the Redis at the address, as a process of its own has one. */
export const openRedisAt = (
  url: string,
  { redisWait = 0, attachments }: { redisWait?: number; attachments?: string } = {},
  channels?: Channels,
) => openRedis({ redis: redisPlace(url)!, redisWait, redisFiles: 10_000, attachments }, channels);

/** The same, where processes tell each other by the NATS at the other address. */
export const openNatsAt = (nats: string, redis: string) =>
  openNats(natsPlace(nats)!, (channels) => openRedisAt(redis, {}, channels));
