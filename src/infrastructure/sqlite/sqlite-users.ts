import type { Users } from '../../application/ports/users.js';
import type { Author, Instant } from '../../domain/message.js';
import { searchable } from '../../domain/name.js';
import type { QuietHours } from '../../domain/quiet-hours.js';
import { LOBBY } from '../../domain/room.js';
import type { User, UserChange, UserId } from '../../domain/user.js';
import type { Remote } from './calls.js';
import type { Database, Value } from './database.js';

export class SqliteUsers implements Users {
  constructor(
    private readonly writer: Remote<typeof userWrites>,
    private readonly reader: Remote<typeof userReads>,
  ) {}

  find(id: UserId): Promise<User | undefined> {
    return this.reader.findUser(id);
  }

  add(user: User): Promise<void> {
    return this.writer.addUser(user);
  }

  update(id: UserId, change: UserChange): Promise<User | undefined> {
    return this.writer.updateUser(id, change);
  }

  appoint(id: UserId, on: boolean): Promise<User | 'last' | undefined> {
    return this.writer.appointUser(id, on);
  }

  async sweepGuests(now: Instant, before: number): Promise<number> {
    const { guests, next } = await this.reader.idleGuests(now, before);
    await this.writer.dropGuests(guests, now);
    return next;
  }
}

/** What a `UserRow` is made of, beside `user`. */
export const ACCOUNT = 'LEFT JOIN account ON account.user = user.n';
export const USER_COLUMNS = `
  user.id, user.nickname, user.kind, account.username, account.number, user.status, user.avatar, user.availability,
  user.directs, user.nudges, user.quiet, user.admin, user.banned`;

export interface UserRow extends Omit<User, 'username' | 'number' | 'nudges' | 'quiet' | 'admin' | 'banned'> {
  readonly username: string | null;
  readonly number: number | null;
  readonly nudges: number;
  readonly quiet: string;
  readonly admin: number;
  readonly banned: number;
}

export const toUser = ({
  id,
  nickname,
  kind,
  username,
  number,
  status,
  avatar,
  availability,
  directs,
  nudges,
  quiet,
  admin,
  banned,
}: UserRow): User => ({
  id,
  nickname,
  kind,
  ...(username !== null && number !== null && { username, number }),
  status,
  avatar,
  availability,
  directs,
  nudges: nudges === 1,
  quiet: toQuietHours(quiet),
  admin: admin === 1,
  banned: banned === 1,
});

export const toQuietHours = (quiet: string): QuietHours | null =>
  quiet === '' ? null : (JSON.parse(quiet) as QuietHours);

/** The avatar of a row is empty, or missing, where there is none. */
export const toAuthor = (id: UserId, nickname: string, avatar: string | null | undefined): Author => ({
  id,
  nickname,
  ...(avatar && { avatar }),
});

export function findUser(db: Database, id: UserId): User | undefined {
  const row = db.get<UserRow>(
    `SELECT ${USER_COLUMNS} FROM user ${ACCOUNT} WHERE user.id = ? AND user.kind <> 'gone'`,
    id,
  );
  return row && toUser(row);
}

/** The values of the columns that hold what is given. */
function columns({
  nickname,
  status,
  avatar,
  availability,
  directs,
  nudges,
  quiet,
  admin,
  banned,
}: UserChange) {
  const values: Record<string, Value | undefined> = {
    nickname,
    searchable: nickname && searchable(nickname),
    status,
    avatar,
    availability,
    directs,
    nudges: nudges === undefined ? undefined : Number(nudges),
    quiet: quiet === null ? '' : quiet && JSON.stringify(quiet),
    admin: admin === undefined ? undefined : Number(admin),
    banned: banned === undefined ? undefined : Number(banned),
  };
  return Object.entries(values).filter((pair): pair is [string, Value] => pair[1] !== undefined);
}

function addUser(db: Database, { id, kind, ...rest }: User): void {
  const given = [['id', id], ['kind', kind], ...columns(rest)] as const;
  db.run(
    `INSERT INTO user (${given.map(([name]) => name).join(', ')}) VALUES (${given.map(() => '?').join(', ')})
     ON CONFLICT (id) DO NOTHING`,
    ...given.map(([, value]) => value),
  );
}

function appointUser(db: Database, id: UserId, on: boolean): User | 'last' | undefined {
  const others = db.get('SELECT 1 FROM user WHERE admin AND NOT banned AND id <> ? LIMIT 1', id);
  if (!on && !others && findUser(db, id)?.admin) return 'last';
  return updateUser(db, id, { admin: on });
}

export function updateUser(db: Database, id: UserId, change: UserChange): User | undefined {
  const given = columns(change);
  if (given.length > 0) {
    db.run(
      `UPDATE user SET ${given.map(([name]) => `${name} = ?`).join(', ')} WHERE id = ?`,
      ...given.map(([, value]) => value),
      id,
    );
  }
  return findUser(db, id);
}

/** Guests who left nothing behind. `lasting` is whoever is in a log; see the migrations. */
const IDLE = `
  SELECT user.n FROM user
   WHERE user.kind = 'guest' AND NOT user.lasting
     AND NOT EXISTS (SELECT 1 FROM session WHERE session.user = user.n AND session.expires_at > ?)
     AND NOT EXISTS (SELECT 1 FROM member JOIN room ON room.n = member.room
                      WHERE member.user = user.n AND room.id <> '${LOBBY}')`;

/** So many go at once: the writer is not to be kept from its work. */
const SWEPT = 500;

function idleGuests(db: Database, now: Instant, before: number): { guests: number[]; next: number } {
  const idle = db.all<{ n: number }>(`${IDLE} AND user.n < ? LIMIT ${SWEPT}`, now, before);
  const { next } = db.get<{ next: number }>('SELECT coalesce(max(n), 0) + 1 AS next FROM user')!;
  return { guests: idle.map(({ n }) => n), next };
}

/**
 * Whatever refers to them stays whole: to prove that nothing does would be to read every message. So their rows stay,
 * with nothing in them.
 */
function dropGuests(db: Database, guests: readonly number[], now: Instant): void {
  for (const guest of guests) {
    if (!db.get(`${IDLE} AND user.n = ?`, now, guest)) continue;
    db.run(
      'UPDATE room SET members = members - 1 WHERE n IN (SELECT room FROM member WHERE user = ?)',
      guest,
    );
    db.run('DELETE FROM member WHERE user = ?', guest);
    db.run('DELETE FROM session WHERE user = ?', guest);
    db.run('DELETE FROM contact WHERE user = ? OR other = ?', guest, guest);
    db.run(
      "UPDATE user SET kind = 'gone', nickname = '', searchable = '', status = '', avatar = '' WHERE n = ?",
      guest,
    );
  }
}

export const userWrites = { appointUser, addUser, updateUser, dropGuests };
export const userReads = { findUser, idleGuests };
