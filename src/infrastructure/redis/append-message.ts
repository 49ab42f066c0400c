import type { AppendMessage } from '../../application/ports/room-log.js';
import { roomKeys } from './keys.js';
import { script } from './script.js';
import { seatKeys, SEATS } from './seats.js';
import { KIND, SPINE } from './spine.js';

/** What the scripts that append answer. */
export type AppendedRecord =
  | readonly [status: 'appended' | 'duplicate', epoch: string, seq: string, at: string]
  | readonly [status: 'id_reused' | 'name_taken' | 'stale'];

/** Whose mention counts: nobody reads one's own messages. */
const mentioned = ({ entry: { by, message } }: AppendMessage): string[] =>
  (message.mentions ?? []).filter((user) => user !== by.id);

export function messageKeys(append: AppendMessage): string[] {
  const { log, spine, authors, sent, mentions } = roomKeys(append.room);
  return [...seatKeys(append.room), log, spine, authors, sent, ...mentioned(append).map(mentions)];
}

export const messageArgs = ({ room, entry, guard, digest }: AppendMessage): (string | number)[] => [
  guard.room,
  guard.member,
  entry.by.id,
  entry.message.id,
  digest,
  entry.at,
  JSON.stringify(entry),
  roomKeys(room).channel,
  room,
];

/** Gives an entry the next number, keeps it and tells of it. For scripts with these keys and `SEATS`. */
export const PLACE = `${SPINE}
  local function place(log, spine, authors, kind, by, text)
    local seq = redis.call('HINCRBY', ROOM, 'head', 1)
    redis.call('HSET', log, seq, text)
    note(spine, seq, kind, author_number(authors, by))
    return seq
  end

  local function tell(channel, room, seq, epoch, text)
    redis.call('SPUBLISH', channel, table.concat({'entry', room, seq, epoch, text}, ' '))
  end
`;

export const APPEND_MESSAGE = script(
  SEATS,
  PLACE,
  `
  local room_version, seat_version, by, id, digest, at, text, channel, room = unpack(ARGV)
  local LOG, SPINE, AUTHORS, SENT = unpack(MORE)
  local version, epoch = unpack(redis.call('HMGET', ROOM, 'version', 'epoch'))
  if not version then return {'stale'} end

  local sent = redis.call('HGET', SENT, by .. ' ' .. id)
  if sent then
    local seq, first_at, first_digest = string.match(sent, '^(%d+) (%d+) (.*)$')
    if first_digest ~= digest then return {'id_reused'} end
    return {'duplicate', epoch, seq, first_at}
  end
  if version ~= room_version or version_of(by) ~= tonumber(seat_version) or version_of(by) == 0 then
    return {'stale'}
  end

  local seq = place(LOG, SPINE, AUTHORS, ${KIND.message}, by, text)
  redis.call('HSET', ROOM, 'last', seq)
  redis.call('HSET', SENT, by .. ' ' .. id, seq .. ' ' .. at .. ' ' .. digest)
  for i = 5, #MORE do redis.call('ZADD', MORE[i], seq, seq) end
  tell(channel, room, seq, epoch, text)
  return {'appended', epoch, tostring(seq), at}`,
);
