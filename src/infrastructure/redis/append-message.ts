import type { AppendMessage } from '../../application/ports/room-log.js';
import type { Message } from '../../domain/message.js';
import type { UserId } from '../../domain/user.js';
import { announcement } from './announcement.js';
import { ERA } from './era.js';
import { roomKeys } from './keys.js';
import { script } from './script.js';
import { seatKeys, SEATS } from './seats.js';
import { KIND, SPINE } from './spine.js';

/** What the scripts that append answer. */
export type AppendedRecord =
  | readonly [status: 'appended' | 'duplicate', epoch: string, seq: string, at: string]
  | readonly [status: 'id_reused' | 'name_taken' | 'stale'];

/** Where it is noted whom a message mentions. Nobody reads one's own; what mentions all mentions nobody in particular. */
export function mentionKeys(
  { room, by }: { readonly room: string; readonly by: UserId },
  { mentions = [], everyone }: Pick<Message, 'mentions' | 'everyone'>,
): string[] {
  const keys = roomKeys(room);
  if (everyone) return [keys.everyone, keys.everyoneBy(by)];
  return mentions.filter((user) => user !== by).map((user) => keys.mentions(user));
}

export function messageKeys({ room, entry }: AppendMessage): string[] {
  const { log, spine, authors, sent, files } = roomKeys(room);
  return [
    ...seatKeys(room),
    ...[log, spine, authors, sent, files],
    ...mentionKeys({ room, by: entry.by.id }, entry.message),
  ];
}

/** @param message as others see it, where the entry alone does not tell. */
export const messageArgs = (
  { room, entry, guard, digest }: AppendMessage,
  message: Message | undefined,
): (string | number)[] => [
  guard.room,
  guard.member,
  entry.by.id,
  entry.message.id,
  digest,
  entry.at,
  JSON.stringify(entry),
  roomKeys(room).channel,
  room,
  JSON.stringify((entry.message.attachments ?? []).map(({ id }) => id)),
  ...(message ? [announcement(entry, message)] : []),
];

/** Gives an entry the next number, keeps it and tells of it. For scripts with these keys and `SEATS`. */
export const PLACE = `${SPINE}${ERA}
  local function place(log, spine, kind, author, text)
    local seq = redis.call('HINCRBY', ROOM, 'head', 1)
    redis.call('HSET', log, seq, text)
    note(spine, seq, kind, author)
    if kind == ${KIND.change} then
      redis.call('HINCRBY', ROOM, 'changes', 1)
    else
      redis.call('HSET', ROOM, 'newest', seq)
    end
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
  local room_version, seat_version, by, id, digest, at, text, channel, room, attached, told = unpack(ARGV)
  local LOG, SPINE, AUTHORS, SENT, FILES = unpack(MORE)
  local version, epoch, era = unpack(redis.call('HMGET', ROOM, 'version', 'epoch', 'era'))
  if not version then return {'stale'} end
  if era ~= era_now() then return {'era'} end

  local sent = redis.call('HGET', SENT, by .. ' ' .. id)
  if sent then
    local seq, first_at, first_digest = string.match(sent, '^(%d+) (%d+) (.*)$')
    -- Of what was recalled there is no digest.
    if first_digest ~= '' and first_digest ~= digest then return {'id_reused'} end
    return {'duplicate', epoch, seq, first_at}
  end
  if version ~= room_version or version_of(by) ~= tonumber(seat_version) or version_of(by) == 0 then
    return {'stale'}
  end
  local files = cjson.decode(attached)
  for _, file in ipairs(files) do
    local record = redis.call('HGET', FILES, file) or ''
    if string.sub(record, 1, 2) ~= '0 ' or cjson.decode(string.sub(record, 3)).by ~= by then return {'stale'} end
  end

  local seq = place(LOG, SPINE, ${KIND.message}, author_number(AUTHORS, by), text)
  redis.call('HSET', ROOM, 'last', seq)
  redis.call('HSET', SENT, by .. ' ' .. id, seq .. ' ' .. at .. ' ' .. digest)
  for _, file in ipairs(files) do
    redis.call('HSET', FILES, file, seq .. string.sub(redis.call('HGET', FILES, file), 2))
  end
  for i = 6, #MORE do redis.call('ZADD', MORE[i], seq, seq) end
  tell(channel, room, seq, epoch, told or text)
  return {'appended', epoch, tostring(seq), at}`,
);
