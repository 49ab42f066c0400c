import type { Job, NewJob, Queue } from '../../application/ports/queue.js';
import type { Instant } from '../../domain/message.js';
import { queueKeys } from './keys.js';
import type { Redis } from './redis.js';
import { script } from './script.js';

/** All jobs lie on one server: beside what they do, keeping them is little work. */
export class RedisQueue implements Queue {
  constructor(private readonly redis: Redis) {}

  async put({ topic, key, payload, due }: NewJob): Promise<void> {
    await this.redis.run(PUT, keysOf(topic), [topic, payload, due, key === undefined ? '' : `=${key}`]);
  }

  async take(topic: string, now: Instant, lease: number, limit: number): Promise<readonly Job[]> {
    const taken = await this.redis.run<[id: string, payload: string, tries: number][]>(TAKE, keysOf(topic), [
      now,
      now + lease,
      limit,
    ]);
    return taken.map(([id, payload, tries]) => ({ id, payload, tries }));
  }

  async done({ id, tries }: Job): Promise<void> {
    await this.redis.run(DONE, keysOf(topicOf(id)), [id, tries]);
  }

  async putOff({ id, tries }: Job, due: Instant): Promise<void> {
    await this.redis.run(PUT_OFF, keysOf(topicOf(id)), [id, tries, due]);
  }
}

const keysOf = (topic: string): string[] => {
  const { count, due, payloads, tries, keys, waiting } = queueKeys(topic);
  return [count, due, payloads, tries, keys, waiting];
};

const topicOf = (id: string): string => id.slice(0, id.lastIndexOf(':'));

const NAMES = 'local count, due, payloads, tries, keys, waiting = unpack(KEYS)';

const PUT = script(
  NAMES,
  `
  local topic, payload, at, key = unpack(ARGV)
  if key ~= '' and redis.call('HEXISTS', waiting, key) == 1 then return end
  local id = topic .. ':' .. redis.call('INCR', count)
  redis.call('HSET', payloads, id, payload)
  redis.call('ZADD', due, at, id)
  if key ~= '' then
    redis.call('HSET', waiting, key, id)
    redis.call('HSET', keys, id, key)
  end`,
);

const TAKE = script(
  NAMES,
  `
  local taken = {}
  for _, id in ipairs(redis.call('ZRANGE', due, '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[3])) do
    local key = redis.call('HGET', keys, id)
    if key then
      redis.call('HDEL', keys, id)
      redis.call('HDEL', waiting, key)
    end
    redis.call('ZADD', due, ARGV[2], id)
    taken[#taken + 1] = {id, redis.call('HGET', payloads, id), redis.call('HINCRBY', tries, id, 1)}
  end
  return taken`,
);

const DONE = script(
  NAMES,
  `
  local id = ARGV[1]
  if redis.call('HGET', tries, id) ~= ARGV[2] then return end
  redis.call('ZREM', due, id)
  redis.call('HDEL', payloads, id)
  redis.call('HDEL', tries, id)`,
);

const PUT_OFF = script(
  NAMES,
  `
  if redis.call('HGET', tries, ARGV[1]) == ARGV[2] then redis.call('ZADD', due, ARGV[3], ARGV[1]) end`,
);
