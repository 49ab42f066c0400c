import { UNREAD_LIMIT } from '../../application/ports/memberships.js';
import type { Reading } from '../../application/ports/room-directory.js';
import type { NotifyLevel } from '../../domain/membership.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import { roomKeys } from './keys.js';
import type { Redis } from './redis.js';
import { SEATS, seatKeys, toSeat } from './seats.js';
import { bytesAfter, KIND, vertebrae } from './spine.js';

/** So many entries come along with the first answer, and then with each further one. */
const PART = { first: 1200, next: 16_000 };

/** The keys by which one member's reading is known. */
export const readingKeys = (room: RoomId, user: UserId): string[] => {
  const { spine, authors, mentions, everyone, everyoneBy } = roomKeys(room);
  return [...seatKeys(room), spine, authors, mentions(user), everyone, everyoneBy(user)];
};

const [FROM, TO] = bytesAfter(0, PART.first);

/** For scripts whose first keys are `readingKeys`. */
export const READING = `${SEATS}
  local function reading(user)
    local seat, marker, _, notify = unpack(seat_of(user))
    if not seat then return false end
    local SPINE, AUTHORS, MENTIONS, EVERYONE, EVERYONE_BY = unpack(MORE)
    local function behind(key) return redis.call('ZCOUNT', key, '(' .. marker, '+inf') end
    return {
      seat,
      marker,
      redis.call('HGET', ROOM, 'head'),
      redis.call('HGET', AUTHORS, user) or '0',
      behind(MENTIONS) + behind(EVERYONE) - behind(EVERYONE_BY),
      redis.call('GETRANGE', SPINE, 4 * marker + ${FROM}, 4 * marker + ${TO}),
      notify
    }
  end
`;

/** What \`reading\` answers, in bytes. */
export type ReadingRecord = readonly [
  seat: Buffer,
  marker: Buffer,
  head: Buffer,
  author: Buffer,
  mentions: number,
  spine: Buffer,
  notify: Buffer | null,
];

/** Counts on from what the script brought along, as far as anybody asks. */
export async function toReading(redis: Redis, room: RoomId, record: ReadingRecord): Promise<Reading> {
  const [marker, head, own] = [record[1], record[2], record[3]].map((bytes) => Number(bytes.toString())) as [
    number,
    number,
    number,
  ];
  let unread = 0;
  let firstUnread: number | undefined;
  let part = record[5];
  for (let after = marker; ;) {
    for (const { seq, kind, author } of vertebrae(part, after)) {
      if (kind !== KIND.message || author === own) continue;
      unread += 1;
      firstUnread ??= seq;
    }
    after += part.length / 4;
    if (unread >= UNREAD_LIMIT || after >= head) break;
    part = await redis.bytes<Buffer>('GETRANGE', roomKeys(room).spine, ...bytesAfter(after, PART.next));
    if (part.length === 0) break;
  }
  const { role, mutedUntil, joinedAt } = toSeat(record[0].toString());
  return {
    role,
    notify: (record[6]?.toString() ?? 'all') as NotifyLevel,
    mutedUntil,
    joinedAt,
    marker,
    unread: Math.min(unread, UNREAD_LIMIT),
    mentions: Math.min(record[4], UNREAD_LIMIT),
    ...(firstUnread !== undefined && { firstUnread }),
  };
}
