import {
  CONTACTS_LIMIT,
  type Contact,
  type Contacts,
  type ContactState,
} from '../../application/ports/contacts.js';
import type { UserId } from '../../domain/user.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';
import { ACCOUNT, toUser, USER_COLUMNS, type UserRow } from './sqlite-users.js';

export class SqliteContacts implements Contacts {
  constructor(
    private readonly writer: Remote<typeof contactWrites>,
    private readonly reader: Remote<typeof contactReads>,
  ) {}

  find(user: UserId, other: UserId): Promise<ContactState | undefined> {
    return this.reader.findContact(user, other);
  }

  set(user: UserId, other: UserId, state: ContactState | undefined): Promise<boolean> {
    return state === undefined
      ? this.writer.dropContact(user, other)
      : this.writer.keepContact(user, other, state);
  }

  list(user: UserId): Promise<readonly Contact[]> {
    return this.reader.listContacts(user);
  }
}

const BOTH = 'user = (SELECT n FROM user WHERE id = ?) AND other = (SELECT n FROM user WHERE id = ?)';

const findContact = (db: Database, user: UserId, other: UserId): ContactState | undefined =>
  db.get<{ state: ContactState }>(`SELECT state FROM contact WHERE ${BOTH}`, user, other)?.state;

function dropContact(db: Database, user: UserId, other: UserId): boolean {
  db.run(`DELETE FROM contact WHERE ${BOTH}`, user, other);
  return true;
}

function keepContact(db: Database, user: UserId, other: UserId, state: ContactState): boolean {
  if (db.run(`UPDATE contact SET state = ? WHERE ${BOTH}`, state, user, other).changes > 0) return true;
  const { count } = db.get<{ count: number }>(
    'SELECT count(*) AS count FROM contact WHERE user = (SELECT n FROM user WHERE id = ?)',
    user,
  )!;
  if (count >= CONTACTS_LIMIT) return false;
  db.run(
    `INSERT INTO contact (user, other, state)
     VALUES ((SELECT n FROM user WHERE id = ?), (SELECT n FROM user WHERE id = ?), ?)`,
    user,
    other,
    state,
  );
  return true;
}

const listContacts = (db: Database, user: UserId): Contact[] =>
  db
    .all<UserRow & { state: ContactState }>(
      `SELECT ${USER_COLUMNS}, contact.state
         FROM user AS owner JOIN contact ON contact.user = owner.n JOIN user ON user.n = contact.other ${ACCOUNT}
        WHERE owner.id = ?`,
      user,
    )
    .map((row) => ({ user: toUser(row), state: row.state }));

export const contactWrites = { dropContact, keepContact };
export const contactReads = { findContact, listContacts };
