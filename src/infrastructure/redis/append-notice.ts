import { NO_MEMBER, type AppendNotice } from '../../application/ports/room-log.js';
import { PLACE } from './append-message.js';
import type { InviteStep } from './invite-step.js';
import { roomKeys } from './keys.js';
import { aboutOf } from './room-record.js';
import { script } from './script.js';
import { seatKeys, SEATS } from './seats.js';
import { KIND } from './spine.js';

export function noticeKeys({ room }: AppendNotice): string[] {
  const { log, spine, authors, notices, invites } = roomKeys(room);
  return [...seatKeys(room), log, spine, authors, notices, invites];
}

export const noticeArgs = (
  { room, entry, guard, seats = [], settings, ban }: AppendNotice,
  invite: InviteStep | undefined,
): string[] => [
  JSON.stringify(entry),
  roomKeys(room).channel,
  JSON.stringify({
    room,
    guard,
    by: entry.by.id,
    at: entry.at,
    seats: seats.map(({ user, version, seat, history }) => ({
      user,
      version,
      step: seat ? (version === NO_MEMBER ? 'begin' : 'change') : 'finish',
      joined: history === 'joined',
      ...seat,
    })),
    ...(settings && {
      settings: { about: aboutOf(settings), key: settings.key, version: settings.version },
    }),
    ban,
    invite,
  }),
];

export const APPEND_NOTICE = script(
  SEATS,
  PLACE,
  `
  local LOG, SPINE, AUTHORS, NOTICES, INVITES = unpack(MORE)
  local text, channel, append = ARGV[1], ARGV[2], cjson.decode(ARGV[3])
  local version, epoch, era = unpack(redis.call('HMGET', ROOM, 'version', 'epoch', 'era'))
  if version and era ~= era_now() then return {'era'} end
  if not version or tonumber(version) ~= append.guard.room or version_of(append.by) ~= append.guard.member then
    return {'stale'}
  end
  for _, seat in ipairs(append.seats) do
    if version_of(seat.user) ~= seat.version then return {'stale'} end
    if seat.step == 'finish' and needs(seat.user) then return {'stale'} end
    if seat.step == 'begin' and redis.call('ZSCORE', BANS, seat.user) then return {'stale'} end
  end
  local invite = append.invite
  if invite and invite.id then
    local found = redis.call('HGET', INVITES, invite.id)
    if not found then return {'stale'} end
    if invite.uses and tonumber(string.match(found, '^%d+')) ~= invite.uses then return {'again'} end
  end

  local seq = place(LOG, SPINE, ${KIND.notice}, author_number(AUTHORS, append.by), text)
  redis.call('ZADD', NOTICES, seq, seq)
  for _, seat in ipairs(append.seats) do
    if seat.step == 'begin' then
      begin(seat.user, append.at, seat.joined and seq - 1 or 0, seat.mutedUntil, seat.role)
    elseif seat.step == 'change' then
      change(seat.user, seat.mutedUntil, seat.role)
    elseif seat.version > 0 then
      finish(seat.user)
    end
  end
  if append.settings then
    local settings = append.settings
    redis.call('HSET', ROOM, 'about', settings.about, 'key', settings.key, 'version', settings.version)
  end
  if append.ban then
    if append.ban.on then redis.call('ZADD', BANS, 0, append.ban.user) else redis.call('ZREM', BANS, append.ban.user) end
  end
  if invite then
    for _, old in ipairs(invite.closed or {}) do redis.call('HDEL', INVITES, old) end
    if invite.made then
      redis.call('HSET', INVITES, invite.made.id, '0 ' .. seq .. ' ' .. invite.made.text)
    elseif invite.uses then
      local rest = string.match(redis.call('HGET', INVITES, invite.id), '^%d+ (.*)$')
      redis.call('HSET', INVITES, invite.id, (invite.uses + 1) .. ' ' .. rest)
    else
      redis.call('HDEL', INVITES, invite.id)
    end
  end
  tell(channel, append.room, seq, epoch, text)
  return {'appended', epoch, tostring(seq), string.format('%.0f', append.at)}`,
);
