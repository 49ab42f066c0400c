import type { Users } from '../../application/ports/users.js';
import { searchable } from '../../domain/name.js';
import { User, type UserId, type UserKind } from '../../domain/user.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';

export class SqliteUsers implements Users {
  constructor(
    private readonly writer: Remote<typeof userWrites>,
    private readonly reader: Remote<typeof userReads>,
  ) {}

  async find(id: UserId): Promise<User | undefined> {
    const row = await this.reader.findUser(id);
    return row && toUser(row);
  }

  save({ id, nickname, kind }: User): Promise<void> {
    return this.writer.saveUser({ id, nickname, kind });
  }
}

export interface UserRow {
  readonly id: UserId;
  readonly nickname: string;
  readonly kind: UserKind;
}

export const toUser = ({ id, nickname, kind }: UserRow): User => new User(id, nickname, kind);

const findUser = (db: Database, id: UserId) =>
  db.get<UserRow>('SELECT id, nickname, kind FROM user WHERE id = ?', id);

function saveUser(db: Database, { id, nickname, kind }: UserRow): void {
  db.run(
    `INSERT INTO user (id, nickname, searchable, kind) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET nickname = excluded.nickname, searchable = excluded.searchable, kind = excluded.kind`,
    id,
    nickname,
    searchable(nickname),
    kind,
  );
}

export const userWrites = { saveUser };
export const userReads = { findUser };
