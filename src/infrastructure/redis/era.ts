import type { RoomId } from '../../domain/room.js';
import { newEpoch } from '../new-epoch.js';
import { everywhere, roomKeys } from './keys.js';
import type { Redis } from './redis.js';
import { script, type Script } from './script.js';

/**
 * For scripts: the history of writes that this server goes on with. It is another one after each start and each failover,
 * which may have cost the last of what was answered; whoever gives numbers, or tells of them, looks that the room knows it.
 */
export const ERA = `
  local function era_now()
    return string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)')
  end
`;

/** Runs a script that tells of numbers, once the room has taken up with this server. */
export async function numbering<T extends readonly string[]>(
  redis: Redis,
  room: RoomId,
  [script, keys, args]: readonly [Script, readonly string[], readonly (string | number)[]],
): Promise<T> {
  for (;;) {
    const answer = await redis.run<T | readonly ['era']>(script, keys, args);
    if (answer[0] !== 'era') return answer as T;
    const key = roomKeys(room).room;
    await redis.run(TAKE_UP, [key], [(await keepsAll(redis, key)) ? 'keeps' : '', newEpoch()]);
  }
}

/**
 * Whether the server that has the key writes all to its disk before it answers, and was never given an older copy. One that
 * does not tell may not.
 */
async function keepsAll(redis: Redis, key: string): Promise<boolean> {
  if ((await redis.command<number>('EXISTS', everywhere.restored)) === 1) return false;
  const settings = await redis.askServer<string[]>(key, 'CONFIG', 'GET', 'append*').catch((): string[] => []);
  const set = (name: string): string | undefined => settings[settings.indexOf(name) + 1];
  return set('appendonly') === 'yes' && set('appendfsync') === 'always';
}

/** What was told may be lost, but where a server that keeps all was only started anew: then the room begins a new epoch. */
const TAKE_UP = script(
  ERA,
  `
  local era, now = redis.call('HGET', KEYS[1], 'era'), era_now()
  if era == now then return end
  local promoted = not string.find(redis.call('INFO', 'replication'), 'master_replid2:0+%s')
  if era and (promoted or ARGV[1] ~= 'keeps') then redis.call('HSET', KEYS[1], 'epoch', ARGV[2]) end
  redis.call('HSET', KEYS[1], 'era', now)`,
);
