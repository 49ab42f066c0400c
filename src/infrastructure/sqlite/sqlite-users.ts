import type { Users } from '../../application/ports/users.js';
import { searchable } from '../../domain/name.js';
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
}

/** What a `UserRow` is made of, beside `user`. */
export const ACCOUNT = 'LEFT JOIN account ON account.user = user.n';
export const USER_COLUMNS = `
  user.id, user.nickname, user.kind, account.username, account.number, user.status, user.avatar, user.availability,
  user.directs, user.admin, user.banned`;

export interface UserRow extends Omit<User, 'username' | 'number' | 'admin' | 'banned'> {
  readonly username: string | null;
  readonly number: number | null;
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
  admin: admin === 1,
  banned: banned === 1,
});

export function findUser(db: Database, id: UserId): User | undefined {
  const row = db.get<UserRow>(`SELECT ${USER_COLUMNS} FROM user ${ACCOUNT} WHERE user.id = ?`, id);
  return row && toUser(row);
}

/** The values of the columns that hold what is given. */
function columns({ nickname, status, avatar, availability, directs, admin, banned }: UserChange) {
  const values: Record<string, Value | undefined> = {
    nickname,
    searchable: nickname && searchable(nickname),
    status,
    avatar,
    availability,
    directs,
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

export const userWrites = { addUser, updateUser };
export const userReads = { findUser };
