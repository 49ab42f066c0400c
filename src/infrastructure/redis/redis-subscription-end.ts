import type { SessionId } from '../../application/ports/sessions.js';
import type { UserId } from '../../domain/user.js';
import { everywhere } from './keys.js';
import type { Redis } from './redis.js';
import { script } from './script.js';

export const DEVICE_KEYS = [everywhere.devices, everywhere.endpoints];

/** How scripts forget devices. */
export const FORGET = `
  local devices, endpoints = unpack(KEYS)
  local function of(user) return cjson.decode(redis.call('HGET', devices, user) or '{}') end
  local function note(user, all)
    if next(all) then redis.call('HSET', devices, user, cjson.encode(all)) else redis.call('HDEL', devices, user) end
  end
  local function forget(user, session)
    local all = of(user)
    if not all[session] then return end
    redis.call('HDEL', endpoints, all[session].endpoint)
    all[session] = nil
    note(user, all)
  end
  local function drop(endpoint)
    local user, session = string.match(redis.call('HGET', endpoints, endpoint) or '', '^(%S+) (%S+)$')
    if user then forget(user, session) end
  end`;

const END = script(FORGET, 'forget(ARGV[1], ARGV[2])');

/** Forgets the device of a session. */
export const endSubscription = (redis: Redis, user: UserId, session: SessionId): Promise<unknown> =>
  redis.run(END, DEVICE_KEYS, [user, session]);
