import { NO_MEMBER, type Guard, type SeatChange } from '../../application/ports/room-log.js';
import type { Epoch } from '../../domain/entry.js';
import type { Membership, NotifyLevel, Role } from '../../domain/membership.js';
import type { Instant } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Database } from './database.js';

/** A room and a user, by their numbers in the file, and the membership where there is one. */
export interface Place {
  readonly room: number;
  readonly room_version: number;
  readonly head: number;
  readonly members: number;
  readonly epoch: Epoch;
  readonly user: number | null;
  readonly banned: number;
  readonly since: number | null;
  readonly marker: number | null;
  readonly version: number | null;
  readonly role: Role | null;
  readonly nickname: string | null;
  readonly notify: NotifyLevel | null;
  readonly muted_until: number | null;
}

export const place = (db: Database, room: RoomId, user: UserId): Place | undefined =>
  db.get<Place>(
    `SELECT room.n AS room, room.version AS room_version, room.head, room.members, room.epoch, user.n AS user,
            ban.user IS NOT NULL AS banned, member.since, member.marker, member.version, member.role,
            member.nickname, member.notify, member.muted_until
       FROM room
       LEFT JOIN user ON user.id = ?
       LEFT JOIN ban ON ban.room = room.n AND ban.user = user.n
       LEFT JOIN member ON member.room = room.n AND member.user = user.n
      WHERE room.id = ?`,
    user,
    room,
  );

/** Whether someone at a place may write what was decided on this. */
export const fits = (place: Place, guard: Guard): boolean =>
  place.room_version === guard.room && (place.version ?? NO_MEMBER) === guard.member;

export function findMembership(db: Database, room: RoomId, user: UserId): Membership | undefined {
  const { since, marker, version, role, nickname, notify, muted_until } = place(db, room, user) ?? {};
  if (since == null || marker == null || version == null || role == null) return undefined;
  return {
    room,
    user,
    nickname: nickname ?? '',
    notify: notify ?? 'all',
    role,
    mutedUntil: muted_until ?? 0,
    from: since,
    marker,
    version,
  };
}

/** Makes the user a member who sees what is beyond `since`, and has read everything so far. */
export function begin(
  db: Database,
  room: RoomId,
  user: UserId,
  at: Instant,
  { role = 'member' as Role, mutedUntil = 0, since = 0 } = {},
): void {
  const { room: n, user: member, head } = place(db, room, user)!;
  const version = nextVersion(db, n);
  db.run('UPDATE room SET members = members + 1 WHERE n = ?', n);
  db.run(
    `INSERT INTO member (room, user, since, marker, number, version, role, muted_until, joined_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    n,
    member,
    since,
    head,
    version,
    version,
    role,
    mutedUntil,
    at,
  );
}

/** False where there was no membership. */
export function end(db: Database, room: RoomId, user: UserId): boolean {
  const { room: n, user: member, version } = place(db, room, user) ?? {};
  if (n === undefined || member == null || version == null) return false;
  db.run('DELETE FROM member WHERE room = ? AND user = ?', n, member);
  db.run('UPDATE room SET members = members - 1 WHERE n = ?', n);
  return true;
}

/** Others would be left without their owner. */
export const needs = (found: Place | undefined): boolean => found?.role === 'owner' && found.members > 1;

/** Whether what the change was decided on still holds, nobody who is banned begins, and no owner leaves others alone. */
export function holds(db: Database, room: RoomId, { user, version, seat }: SeatChange): boolean {
  const found = place(db, room, user);
  if (found?.user == null || (found.version ?? NO_MEMBER) !== version) return false;
  if (!seat) return !needs(found);
  return !(version === NO_MEMBER && found.banned === 1);
}

/** What an entry brings about that was written just now. */
export function change(db: Database, room: RoomId, { user, seat, history }: SeatChange, at: Instant): void {
  if (!seat) {
    end(db, room, user);
    return;
  }
  const { room: n, user: member, head, version } = place(db, room, user)!;
  if (version === null) {
    begin(db, room, user, at, { ...seat, since: history === 'joined' ? head - 1 : 0 });
    return;
  }
  db.run(
    'UPDATE member SET role = ?, muted_until = ?, version = ? WHERE room = ? AND user = ?',
    seat.role,
    seat.mutedUntil,
    nextVersion(db, n),
    n,
    member,
  );
}

const nextVersion = (db: Database, room: number): number =>
  db.get<{ version: number }>(
    'UPDATE room SET member_version = member_version + 1 WHERE n = ? RETURNING member_version AS version',
    room,
  )!.version;
