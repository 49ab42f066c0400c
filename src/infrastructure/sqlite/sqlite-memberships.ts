import type { Marked, Member, MemberPage, Memberships, Unread } from '../../application/ports/memberships.js';
import type { Epoch } from '../../domain/entry.js';
import type { Membership, NotifyLevel, Role } from '../../domain/membership.js';
import type { Author, Instant } from '../../domain/message.js';
import { searchable } from '../../domain/name.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';
import type { ReadCache } from './read-cache.js';
import { begin, end, findMembership, needs, place } from './seats.js';
import { MENTIONS, UNREAD } from './unread.js';
import { toAuthor } from './sqlite-users.js';

type Joined = Awaited<ReturnType<Memberships['join']>>;

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

  current(room: RoomId, user: UserId): Promise<Membership | undefined> {
    return this.reader.findMembership(room, user);
  }

  owner(room: RoomId): Promise<Membership | undefined> {
    return this.reader.findOwner(room);
  }

  join(room: RoomId, user: UserId, at: Instant, alone: Role = 'member'): Promise<Joined> {
    return this.change(room, user, this.writer.join(room, user, at, alone));
  }

  leave(room: RoomId, user: UserId): Promise<boolean | 'owner_needed'> {
    return this.change(room, user, this.writer.leave(room, user));
  }

  banned(room: RoomId, user: UserId): Promise<boolean> {
    return this.reader.isBanned(room, user);
  }

  bans(room: RoomId, after: UserId, limit: number): Promise<readonly Author[]> {
    return this.reader.pageBans(room, after, limit);
  }

  rename(room: RoomId, user: UserId, nickname: string): Promise<boolean> {
    return this.change(room, user, this.writer.renameMember(room, user, nickname));
  }

  notify(room: RoomId, user: UserId, level: NotifyLevel): Promise<boolean> {
    return this.change(room, user, this.writer.setNotifyLevel(room, user, level));
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

function leave(db: Database, room: RoomId, user: UserId): boolean | 'owner_needed' {
  return needs(place(db, room, user)) ? 'owner_needed' : end(db, room, user);
}

/** Makes the user a member like any other, or what one is who is alone, unless the user is one. */
function join(db: Database, room: RoomId, user: UserId, at: Instant, alone: Role): Joined {
  const known = findMembership(db, room, user);
  if (known) return { membership: known, created: false };
  const found = place(db, room, user);
  if (!found || found.banned === 1) return undefined;

  begin(db, room, user, at, { role: found.members === 0 ? alone : 'member' });
  return { membership: findMembership(db, room, user)!, created: true };
}

const isBanned = (db: Database, room: RoomId, user: UserId): boolean => place(db, room, user)?.banned === 1;

function mark(
  db: Database,
  room: RoomId,
  user: UserId,
  epoch: Epoch,
  seq: number,
): Marked | 'epoch_changed' | undefined {
  const found = place(db, room, user);
  if (found?.marker == null) return undefined;
  if (found.epoch !== epoch) return 'epoch_changed';

  const marker = Math.max(found.marker, Math.min(seq, found.head));
  if (marker > found.marker) {
    db.run('UPDATE member SET marker = ? WHERE room = ? AND user = ?', marker, found.room, found.user);
  }
  const { unread, mentions } = db.get<Unread>(
    `SELECT ${UNREAD} AS unread, ${MENTIONS} AS mentions FROM member WHERE room = ? AND user = ?`,
    found.room,
    found.user,
  )!;
  return { epoch, marker, unread, mentions };
}

function findOwner(db: Database, room: RoomId): Membership | undefined {
  const owner = db.get<{ id: UserId }>(
    `SELECT user.id FROM room JOIN member ON member.room = room.n AND member.role = 'owner'
       JOIN user ON user.n = member.user
      WHERE room.id = ?`,
    room,
  );
  return owner && findMembership(db, room, owner.id);
}

const pageBans = (db: Database, room: RoomId, after: UserId, limit: number): Author[] =>
  db
    .all<Author>(
      `SELECT user.id, user.nickname, user.avatar FROM room JOIN ban ON ban.room = room.n JOIN user ON user.n = ban.user
        WHERE room.id = ? AND user.id > ? ORDER BY user.id LIMIT +?`,
      room,
      after,
      limit,
    )
    .map(({ id, nickname, avatar }) => toAuthor(id, nickname, avatar));

function renameMember(db: Database, room: RoomId, user: UserId, nickname: string): boolean {
  const found = place(db, room, user);
  if (found?.version == null) return false;
  db.run(
    'UPDATE member SET nickname = ?, searchable = ? WHERE room = ? AND user = ?',
    nickname,
    searchable(nickname),
    found.room,
    found.user,
  );
  return true;
}

function setNotifyLevel(db: Database, room: RoomId, user: UserId, level: NotifyLevel): boolean {
  const found = place(db, room, user);
  if (found?.version == null) return false;
  db.run('UPDATE member SET notify = ? WHERE room = ? AND user = ?', level, found.room, found.user);
  return true;
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

interface MemberRow extends Member {
  readonly avatar: string;
}

const MEMBERS = `
  SELECT user.id, coalesce(nullif(member.nickname, ''), user.nickname) AS nickname, user.avatar, member.role,
         member.muted_until AS mutedUntil, member.number
    FROM room JOIN member ON member.room = room.n JOIN user ON user.n = member.user
   WHERE room.id = ?`;

const pageMembers = (db: Database, room: RoomId, { after, limit, query }: MemberPage): Member[] =>
  db
    .all<MemberRow>(
      `${MEMBERS} AND member.number > ? AND (instr(user.searchable, ?) > 0 OR instr(member.searchable, ?) > 0)
        ORDER BY member.number LIMIT +?`,
      room,
      after,
      searchable(query ?? ''),
      searchable(query ?? ''),
      limit,
    )
    .map(toMember);

const membersAmong = (db: Database, room: RoomId, users: readonly UserId[]): Member[] =>
  db
    .all<MemberRow>(
      `${MEMBERS} AND user.id IN (SELECT value FROM json_each(?)) ORDER BY member.number`,
      room,
      JSON.stringify(users),
    )
    .map(toMember);

const toMember = ({ id, nickname, avatar, role, mutedUntil, number }: MemberRow): Member => ({
  ...toAuthor(id, nickname, avatar),
  role,
  mutedUntil,
  number,
});

export const membershipWrites = { join, leave, renameMember, setNotifyLevel, mark };
export const membershipReads = {
  findMembership,
  findOwner,
  pageBans,
  isBanned,
  roomsOf,
  countMembers,
  pageMembers,
  membersAmong,
};
