import { ERA } from './era.js';
import { script } from './script.js';

/** Of a user: `availability`, `since`, and a field for each connection that holds its process. */
const USER = `
  local HERE, ROOMS = unpack(KEYS)
  local function connected() return redis.call('HLEN', HERE) > 2 end
  local function stay() return redis.call('HMGET', HERE, 'availability', 'since') end
`;

export const ARRIVE = script(
  USER,
  `
  local connection, process, availability = unpack(ARGV)
  local first = not connected()
  if first then
    local time = redis.call('TIME')
    redis.call('DEL', ROOMS)
    redis.call('HSET', HERE, 'availability', availability, 'since', string.format('%d%06d', time[1], time[2]))
  end
  redis.call('HSET', HERE, 'by ' .. connection, process)
  if #ARGV > 3 then redis.call('SADD', ROOMS, unpack(ARGV, 4)) end
  return {first and 1 or 0, unpack(stay())}`,
);

/** Answers what to tidy up after the last connection; also again, for whoever was broken off while at it. */
export const DEPART = script(
  USER,
  `
  local field, process = 'by ' .. ARGV[1], ARGV[2]
  local holder = redis.call('HGET', HERE, field)
  if holder and holder ~= process then return false end
  redis.call('HDEL', HERE, field)
  local availability, since = unpack(stay())
  if connected() or not since then return false end
  return {availability, since, unpack(redis.call('SMEMBERS', ROOMS))}`,
);

export const END = script(
  USER,
  `if not connected() and redis.call('HGET', HERE, 'since') == ARGV[1] then redis.call('DEL', HERE, ROOMS) end`,
);

export const JOIN = script(
  USER,
  `
  if not connected() then return false end
  redis.call('SADD', ROOMS, ARGV[1])
  return stay()`,
);

export const LEAVE = script(
  USER,
  `
  if redis.call('SREM', ROOMS, ARGV[1]) == 0 or not connected() then return false end
  return stay()`,
);

export const CHANGE = script(
  USER,
  `
  local availability, since = unpack(stay())
  if not connected() or availability == ARGV[1] then return false end
  redis.call('HSET', HERE, 'availability', ARGV[1])
  return {since, unpack(redis.call('SMEMBERS', ROOMS))}`,
);

/** In a room: `since shown` by user. A younger stay is left as it is. */
const ROOM = `
  local user, since = ARGV[1], ARGV[2]
  local known = string.match(redis.call('HGET', KEYS[1], user) or '', '^%d+')
`;

export const ENTER = script(
  ROOM,
  `if not known or known <= since then redis.call('HSET', KEYS[1], user, since .. ' ' .. ARGV[3]) end`,
);

export const EXIT = script(ROOM, `if known == since then redis.call('HDEL', KEYS[1], user) end`);

/** Answers whether the process was known, the server's era, and which processes have ended: each to one who asks. */
export const BEAT = script(
  ERA,
  `
  local process, patience = ARGV[1], tonumber(ARGV[2])
  local now = tonumber(redis.call('TIME')[1])
  local lived = redis.call('ZSCORE', KEYS[1], process)
  redis.call('ZADD', KEYS[1], now, process)
  local ended = redis.call('ZRANGE', KEYS[1], '-inf', now - patience, 'BYSCORE')
  for i, name in ipairs(ended) do
    redis.call('ZREM', KEYS[1], name)
    -- Whoever sees it off may end meanwhile too: then it is somebody else's.
    ended[i] = string.gsub(name, '^ended ', '')
    redis.call('ZADD', KEYS[1], now, 'ended ' .. ended[i])
  end
  return {lived and 1 or 0, era_now(), unpack(ended)}`,
);
