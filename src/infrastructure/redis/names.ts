import { setTimeout } from 'node:timers/promises';
import type { Room, RoomId } from '../../domain/room.js';
import { newEpoch } from '../new-epoch.js';
import { nameKey, roomKeys } from './keys.js';
import type { Redis } from './redis.js';
import { script } from './script.js';

/** For so long, in milliseconds, a room that holds a name may be on its way; and after so many it is looked for again. */
const COMING = { for: 1000, every: 20 };

/**
 * Takes the room's key for it, before it has it: a name lies on another server than its room. Answers the other room that
 * has it, where one does. A key that its holder has not come to, or has no more, is taken over: the holder is changed first,
 * so that whatever it was about to do on an older state of itself fails.
 */
export async function takeName(redis: Redis, { id, key }: Room): Promise<RoomId | undefined> {
  const name = nameKey(key);
  const mine = `${id} ${newEpoch()}`;
  const began = performance.now();
  for (;;) {
    const held = await redis.run<string | null>(TAKE, [name], [id, mine]);
    if (held === null) return undefined;
    const [holder] = held.split(' ') as [RoomId];
    const patient = performance.now() - began < COMING.for;
    const state = await redis.run<string>(OUST, [roomKeys(holder).room], [key, patient ? 'wait' : 'end']);
    if (state === 'holds') return holder;
    if (state === 'coming') await setTimeout(COMING.every);
    else if ((await redis.run<number>(REPLACE, [name], [held, mine])) === 1) return undefined;
  }
}

/** The room that took the key last. It may not have come to it, or have another by now. */
export async function holderOf(redis: Redis, key: string): Promise<RoomId | undefined> {
  return (await redis.command<string | null>('GET', nameKey(key)))?.split(' ')[0];
}

const TAKE = script(`
  local held = redis.call('GET', KEYS[1])
  if held and string.sub(held, 1, #ARGV[1] + 1) ~= ARGV[1] .. ' ' then return held end
  redis.call('SET', KEYS[1], ARGV[2])
  return false`);

/** A room that has not come is kept from coming, for longer than anybody can be on the way. */
const OUST = script(`
  local key, version = unpack(redis.call('HMGET', KEYS[1], 'key', 'version'))
  if key == ARGV[1] then return 'holds' end
  if version then
    redis.call('HINCRBY', KEYS[1], 'version', 1)
    return 'ousted'
  end
  if ARGV[2] == 'wait' and redis.call('EXISTS', KEYS[1]) == 0 then return 'coming' end
  redis.call('HSET', KEYS[1], 'ousted', '1')
  redis.call('EXPIRE', KEYS[1], 86400)
  return 'ousted'`);

const REPLACE = script(`
  if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
  redis.call('SET', KEYS[1], ARGV[2])
  return 1`);
