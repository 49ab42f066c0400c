import type { Marked, Member, MemberPage, Memberships } from '../../application/ports/memberships.js';
import type { Epoch } from '../../domain/entry.js';
import type { Membership } from '../../domain/membership.js';
import { searchable } from '../../domain/name.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';
import type { ReadCache } from './read-cache.js';
import { UNREAD } from './unread.js';

/** The key of a membership in the cache. */
export const membershipKey = (room: RoomId, user: UserId): string => `${room} ${user}`;

export class SqliteMemberships implements Memberships {
  constructor(
    private readonly writer: Remote<typeof membershipWrites>,
    private readonly reader: Remote<typeof membershipReads>,
    private readonly cache: ReadCache<Membership>,
  ) {}

  find(room: RoomId, user: UserId): Promise<Membership | undefined> {
    return this.cache.get(membershipKey(room, user), () => this.reader.findMembership(room, user));
  }

  join(room: RoomId, user: UserId): Promise<{ membership: Membership; created: boolean } | undefined> {
    return this.change(room, user, this.writer.join(room, user));
  }

  leave(room: RoomId, user: UserId): Promise<boolean> {
    return this.change(room, user, this.writer.leave(room, user));
  }

  roomsOf(user: UserId): Promise<readonly RoomId[]> {
    return this.reader.roomsOf(user);
  }

  count(room: RoomId): Promise<number> {
    return this.reader.countMembers(room);
  }

  page(room: RoomId, page: MemberPage): Promise<readonly Member[]> {
    return this.reader.pageMembers(room, page);
  }

  among(room: RoomId, users: readonly UserId[]): Promise<readonly Member[]> {
    return this.reader.membersAmong(room, users);
  }

  mark(room: RoomId, user: UserId, epoch: Epoch, seq: number): Promise<Marked | 'epoch_changed' | undefined> {
    return this.change(room, user, this.writer.mark(room, user, epoch, seq));
  }

  private async change<T>(room: RoomId, user: UserId, write: Promise<T>): Promise<T> {
    try {
      return await write;
    } finally {
      this.cache.forget(membershipKey(room, user));
    }
  }
}

interface Seat {
  readonly room: number;
  readonly head: number;
  readonly epoch: Epoch;
  readonly user: number | null;
  readonly since: number | null;
  readonly marker: number | null;
  readonly version: number | null;
}

/** The room, the user, and the membership where there is one. */
const seat = (db: Database, room: RoomId, user: UserId) =>
  db.get<Seat>(
    `SELECT room.n AS room, room.head, room.epoch, user.n AS user, member.since, member.marker, member.version
       FROM room
       LEFT JOIN user ON user.id = ?
       LEFT JOIN member ON member.room = room.n AND member.user = user.n
      WHERE room.id = ?`,
    user,
    room,
  );

function findMembership(db: Database, room: RoomId, user: UserId): Membership | undefined {
  const { since, marker, version } = seat(db, room, user) ?? {};
  if (since == null || marker == null || version == null) return undefined;
  return { room, user, from: since, marker, version };
}

/** Makes the user a member, who has read everything so far, unless the user is one. */
export function join(
  db: Database,
  room: RoomId,
  user: UserId,
): { membership: Membership; created: boolean } | undefined {
  const known = findMembership(db, room, user);
  if (known) return { membership: known, created: false };
  const place = seat(db, room, user);
  if (!place) return undefined;

  const { version } = db.get<{ version: number }>(
    `UPDATE room SET members = members + 1, member_version = member_version + 1 WHERE n = ?
     RETURNING member_version AS version`,
    place.room,
  )!;
  db.run(
    'INSERT INTO member (room, user, since, marker, version) VALUES (?, ?, 0, ?, ?)',
    place.room,
    place.user,
    place.head,
    version,
  );
  return { membership: { room, user, from: 0, marker: place.head, version }, created: true };
}

function leave(db: Database, room: RoomId, user: UserId): boolean {
  const place = seat(db, room, user);
  if (place?.version == null) return false;
  db.run('DELETE FROM member WHERE room = ? AND user = ?', place.room, place.user);
  db.run('UPDATE room SET members = members - 1 WHERE n = ?', place.room);
  return true;
}

function mark(
  db: Database,
  room: RoomId,
  user: UserId,
  epoch: Epoch,
  seq: number,
): Marked | 'epoch_changed' | undefined {
  const place = seat(db, room, user);
  if (place?.marker == null) return undefined;
  if (place.epoch !== epoch) return 'epoch_changed';

  const marker = Math.max(place.marker, Math.min(seq, place.head));
  if (marker > place.marker) {
    db.run('UPDATE member SET marker = ? WHERE room = ? AND user = ?', marker, place.room, place.user);
  }
  const { unread } = db.get<{ unread: number }>(
    `SELECT ${UNREAD} AS unread FROM member WHERE room = ? AND user = ?`,
    place.room,
    place.user,
  )!;
  return { epoch, marker, unread };
}

const roomsOf = (db: Database, user: UserId): RoomId[] =>
  db
    .all<{ id: RoomId }>(
      `SELECT room.id FROM user JOIN member ON member.user = user.n JOIN room ON room.n = member.room
        WHERE user.id = ?`,
      user,
    )
    .map(({ id }) => id);

const countMembers = (db: Database, room: RoomId): number =>
  db.get<{ members: number }>('SELECT members FROM room WHERE id = ?', room)?.members ?? 0;

const MEMBERS = `
  SELECT user.id, user.nickname, member.version
    FROM room JOIN member ON member.room = room.n JOIN user ON user.n = member.user
   WHERE room.id = ?`;

const pageMembers = (db: Database, room: RoomId, { after, limit, query }: MemberPage): Member[] =>
  db
    .all<Member>(
      `${MEMBERS} AND member.version > ? AND instr(user.searchable, ?) > 0 ORDER BY member.version LIMIT ?`,
      room,
      after,
      searchable(query ?? ''),
      limit,
    )
    .map(toMember);

const membersAmong = (db: Database, room: RoomId, users: readonly UserId[]): Member[] =>
  db
    .all<Member>(
      `${MEMBERS} AND user.id IN (SELECT value FROM json_each(?)) ORDER BY member.version`,
      room,
      JSON.stringify(users),
    )
    .map(toMember);

const toMember = ({ id, nickname, version }: Member): Member => ({ id, nickname, version });

export const membershipWrites = { join, leave, mark };
export const membershipReads = { findMembership, roomsOf, countMembers, pageMembers, membersAmong };
