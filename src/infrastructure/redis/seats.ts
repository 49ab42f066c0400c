import type { Membership, NotifyLevel, Role, Seat } from '../../domain/membership.js';
import type { Instant } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import { roomKeys, userKeys } from './keys.js';
import type { Redis } from './redis.js';
import { script } from './script.js';

/** The keys of a room by which seats are read and changed, which stand before all others in scripts with `SEATS`. */
export const seatKeys = (room: RoomId): string[] => {
  const keys = roomKeys(room);
  return [
    keys.room,
    keys.seats,
    keys.members,
    keys.markers,
    keys.nicknames,
    keys.notify,
    keys.bans,
    keys.froms,
  ];
};

/**
 * For scripts whose first keys are `seatKeys`; the others are in `MORE`. A seat is `version number from joinedAt mutedUntil
 * role`; what no decision is based on lies beside it.
 */
export const SEATS = `
  local ROOM, SEATS, MEMBERS, MARKERS, NICKNAMES, NOTIFY, BANS, FROMS = unpack(KEYS, 1, 8)
  local MORE = {unpack(KEYS, 9)}

  local function version_of(user)
    return tonumber(string.match(redis.call('HGET', SEATS, user) or '0', '^%d+'))
  end

  local function own(user, role)
    if role == 'owner' then
      redis.call('HSET', ROOM, 'owner', user)
    elseif redis.call('HGET', ROOM, 'owner') == user then
      redis.call('HDEL', ROOM, 'owner')
    end
  end

  -- Others would be left without their owner.
  local function needs(user)
    return redis.call('HGET', ROOM, 'owner') == user and redis.call('ZCARD', MEMBERS) > 1
  end

  local function begin(user, at, from, muted_until, role)
    local version = redis.call('HINCRBY', ROOM, 'seats', 1)
    redis.call('HSET', SEATS, user, table.concat({version, version, from, at, muted_until, role}, ' '))
    redis.call('ZADD', MEMBERS, version, user)
    redis.call('HSET', MARKERS, user, redis.call('HGET', ROOM, 'head'))
    if tonumber(from) > 0 then redis.call('ZADD', FROMS, from, user) end
    own(user, role)
  end

  local function change(user, muted_until, role)
    local place = string.match(redis.call('HGET', SEATS, user), '^%d+ (%d+ %d+ %d+)')
    local version = redis.call('HINCRBY', ROOM, 'seats', 1)
    redis.call('HSET', SEATS, user, table.concat({version, place, muted_until, role}, ' '))
    own(user, role)
  end

  local function finish(user)
    own(user, 'none')
    redis.call('HDEL', MARKERS, user)
    redis.call('HDEL', NICKNAMES, user)
    redis.call('HDEL', NOTIFY, user)
    redis.call('ZREM', MEMBERS, user)
    redis.call('ZREM', FROMS, user)
    return redis.call('HDEL', SEATS, user)
  end

  local function seat_of(user)
    return {
      redis.call('HGET', SEATS, user),
      redis.call('HGET', MARKERS, user),
      redis.call('HGET', NICKNAMES, user),
      redis.call('HGET', NOTIFY, user)
    }
  end
`;

/** What `seat_of` answers. */
export type SeatRecord = readonly [
  seat: string | null,
  marker: string | null,
  nickname: string | null,
  notify: NotifyLevel | null,
];

/** Undefined where nobody sits. */
export function toMembership(
  room: RoomId,
  user: UserId,
  [seat, marker, nickname, notify]: SeatRecord,
): Membership | undefined {
  if (seat === null) return undefined;
  const { role, mutedUntil, from, version } = toSeat(seat);
  return {
    room,
    user,
    nickname: nickname ?? '',
    notify: notify ?? 'all',
    role,
    mutedUntil,
    from,
    version,
    marker: Number(marker),
  };
}

interface Seated extends Seat, Pick<Membership, 'version' | 'from'> {
  /** The how manieth member the room ever had. */
  readonly number: number;
  readonly joinedAt: Instant;
}

export function toSeat(text: string): Seated {
  const [version, number, from, joinedAt, mutedUntil, role] = text.split(' ');
  return {
    role: role as Role,
    mutedUntil: Number(mutedUntil),
    from: Number(from),
    version: Number(version),
    number: Number(number),
    joinedAt: Number(joinedAt),
  };
}

export async function findMembership(
  redis: Redis,
  room: RoomId,
  user: UserId,
): Promise<Membership | undefined> {
  return toMembership(room, user, await redis.run<SeatRecord>(FIND, seatKeys(room), [user]));
}

/** The room is listed with its user before the user is its member: so it may be one more there, but is never missing. */
export async function expect(redis: Redis, room: RoomId, user: UserId): Promise<void> {
  await redis.command('HINCRBY', userKeys(user).rooms, room, 1);
}

/** Ends the membership. False where there was none; `owner_needed`, and nothing, for an owner who is not the last. */
export function leave(redis: Redis, room: RoomId, user: UserId): Promise<boolean | 'owner_needed'> {
  return forgetting(redis, room, [user], async () => {
    const left = await redis.run<number | 'owner_needed'>(LEAVE, seatKeys(room), [user]);
    return left === 'owner_needed' ? left : left === 1;
  });
}

/** Does what ends memberships, and takes the room off the users’ lists, unless somebody is on the way in again. */
export async function forgetting<T>(
  redis: Redis,
  room: RoomId,
  users: readonly UserId[],
  end: () => Promise<T>,
): Promise<T> {
  const counts = await Promise.all(
    users.map((user) => redis.command<string | null>('HGET', userKeys(user).rooms, room)),
  );
  const ended = await end();
  await Promise.all(
    users.map(async (user, i) => {
      if (await findMembership(redis, room, user)) return;
      await redis.run(FORGET, [userKeys(user).rooms], [room, counts[i] ?? '']);
    }),
  );
  return ended;
}

const FIND = script(SEATS, `return seat_of(ARGV[1])`);

const LEAVE = script(
  SEATS,
  `
  if needs(ARGV[1]) then return 'owner_needed' end
  return finish(ARGV[1])`,
);

const FORGET = script(`
  if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then redis.call('HDEL', KEYS[1], ARGV[1]) end`);
