import type { Account, Accounts, Claimed } from '../../application/ports/accounts.js';
import { skeleton } from '../../domain/skeleton.js';
import type { UserId } from '../../domain/user.js';
import { FIRST_NUMBER, type Login, type Username } from '../../domain/username.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';
import { findUser, toUser, USER_COLUMNS, type UserRow } from './sqlite-users.js';

export class SqliteAccounts implements Accounts {
  constructor(
    private readonly writer: Remote<typeof accountWrites>,
    private readonly reader: Remote<typeof accountReads>,
  ) {}

  claim(user: UserId, username: Username, password: string): Promise<Claimed> {
    return this.writer.claim(user, username, password);
  }

  find(by: Login | { readonly id: UserId }): Promise<Account | undefined> {
    return this.reader.findAccount(by);
  }

  changePassword(user: UserId, password: string): Promise<boolean> {
    return this.writer.changePassword(user, password);
  }
}

function claim(db: Database, id: UserId, username: Username, password: string): Claimed {
  const guest = db.get<{ n: number }>("SELECT n FROM user WHERE id = ? AND kind = 'guest'", id);
  if (!guest) return { status: 'no_guest' };
  const { changes } = db.run(
    `INSERT INTO account (number, user, username, key, password)
     VALUES ((SELECT coalesce(max(number) + 1, ${FIRST_NUMBER}) FROM account), ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    guest.n,
    username,
    skeleton(username),
    password,
  );
  if (changes === 0) return { status: 'username_taken' };
  db.run("UPDATE user SET kind = 'account' WHERE n = ?", guest.n);
  return { status: 'claimed', user: findUser(db, id)! };
}

function findAccount(db: Database, by: Login | { readonly id: UserId }): Account | undefined {
  const [where, value] =
    'id' in by
      ? (['user.id', by.id] as const)
      : 'number' in by
        ? (['account.number', by.number] as const)
        : (['account.username', by.username] as const);
  const row = db.get<UserRow & { password: string }>(
    `SELECT ${USER_COLUMNS}, account.password
       FROM account JOIN user ON user.n = account.user
      WHERE ${where} = ?`,
    value,
  );
  return row && { user: toUser(row), password: row.password };
}

const changePassword = (db: Database, user: UserId, password: string): boolean =>
  db.run('UPDATE account SET password = ? WHERE user = (SELECT n FROM user WHERE id = ?)', password, user)
    .changes > 0;

export const accountWrites = { claim, changePassword };
export const accountReads = { findAccount };
