import type { CountedRoom, NumberedUser, Overview, UsersWanted } from '../../application/ports/overview.js';
import { searchable } from '../../domain/name.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';
import { ROOM, toRoom, type RoomRow } from './sqlite-rooms.js';
import { ACCOUNT, toUser, USER_COLUMNS, type UserRow } from './sqlite-users.js';

export class SqliteOverview implements Overview {
  constructor(private readonly reader: Remote<typeof overviewReads>) {}

  users(wanted: UsersWanted): Promise<readonly NumberedUser[]> {
    return this.reader.allUsers(wanted);
  }

  async rooms(afterKey: string, limit: number): Promise<readonly CountedRoom[]> {
    const rows = await this.reader.allRooms(afterKey, limit);
    return rows.map((row) => ({ room: toRoom(row), members: row.members, head: row.head }));
  }
}

function allUsers(db: Database, { before, limit, query }: UsersWanted): NumberedUser[] {
  const text = query === undefined ? '' : searchable(query);
  return db
    .all<UserRow & { place: number }>(
      `SELECT ${USER_COLUMNS}, user.n AS place
         FROM user ${ACCOUNT}
        WHERE user.n < ? AND user.kind <> 'gone' AND (instr(user.searchable, ?) > 0 OR instr(account.username, ?) > 0
              OR user.id = ? OR CAST(account.number AS TEXT) = ?)
        ORDER BY user.n DESC LIMIT +?`,
      before,
      text,
      text,
      query ?? '',
      query ?? '',
      limit,
    )
    .map((row) => ({ user: toUser(row), place: row.place }));
}

interface CountedRow extends RoomRow {
  readonly members: number;
  readonly head: number;
}

const allRooms = (db: Database, afterKey: string, limit: number): CountedRow[] =>
  db.all<CountedRow>(
    `SELECT ${ROOM}, room.members, room.head FROM room
      WHERE room.key > ? AND room.kind NOT IN ('direct', 'notes')
      ORDER BY room.key LIMIT +?`,
    afterKey,
    limit,
  );

export const overviewReads = { allUsers, allRooms };
