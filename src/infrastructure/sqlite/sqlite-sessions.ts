import type { Session, SessionId, Sessions } from '../../application/ports/sessions.js';
import type { Instant } from '../../domain/message.js';
import type { User } from '../../domain/user.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';
import { ACCOUNT, toUser, USER_COLUMNS, type UserRow } from './sqlite-users.js';

export class SqliteSessions implements Sessions {
  constructor(
    private readonly writer: Remote<typeof sessionWrites>,
    private readonly reader: Remote<typeof sessionReads>,
  ) {}

  add({ id, user, token, expiresAt }: Session, now: Instant): Promise<void> {
    return this.writer.addSession({ id, user, token, expiresAt }, now);
  }

  prolong(id: SessionId, expiresAt: number): Promise<void> {
    return this.writer.prolongSession(id, expiresAt);
  }

  async findByToken(token: string): Promise<{ session: Session; user: User } | undefined> {
    const row = await this.reader.findSession(token);
    if (!row) return undefined;
    const session = { id: row.session, user: row.id, token, expiresAt: row.expires_at };
    return { session, user: toUser(row) };
  }

  end(id: SessionId): Promise<boolean> {
    return this.writer.endSession(id);
  }
}

interface SessionRow extends UserRow {
  readonly session: SessionId;
  readonly expires_at: number;
}

const findSession = (db: Database, token: string) =>
  db.get<SessionRow>(
    `SELECT session.id AS session, session.expires_at, ${USER_COLUMNS}
       FROM session JOIN user ON user.n = session.user ${ACCOUNT}
      WHERE session.token = ?`,
    token,
  );

/** So many expired sessions go for each that comes. */
const SWEPT = 10;

function addSession(db: Database, { id, user, token, expiresAt }: Session, now: Instant): void {
  db.run(
    'DELETE FROM session WHERE id IN (SELECT id FROM session WHERE expires_at <= ? LIMIT ?)',
    now,
    SWEPT,
  );
  db.run(
    'INSERT INTO session (id, user, token, expires_at) VALUES (?, (SELECT n FROM user WHERE id = ?), ?, ?)',
    id,
    user,
    token,
    expiresAt,
  );
}

function prolongSession(db: Database, id: SessionId, expiresAt: number): void {
  db.run('UPDATE session SET expires_at = ? WHERE id = ?', expiresAt, id);
}

const endSession = (db: Database, id: SessionId): boolean =>
  db.run('DELETE FROM session WHERE id = ?', id).changes > 0;

export const sessionWrites = { addSession, prolongSession, endSession };
export const sessionReads = { findSession };
