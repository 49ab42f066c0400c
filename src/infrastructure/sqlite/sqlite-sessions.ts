import type { Session, SessionId, Sessions } from '../../application/ports/sessions.js';
import type { User } from '../../domain/user.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';
import { toUser, type UserRow } from './sqlite-users.js';

export class SqliteSessions implements Sessions {
  constructor(
    private readonly writer: Remote<typeof sessionWrites>,
    private readonly reader: Remote<typeof sessionReads>,
  ) {}

  save({ id, user, token, expiresAt }: Session): Promise<void> {
    return this.writer.saveSession({ id, user, token, expiresAt });
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
    `SELECT session.id AS session, session.expires_at, user.id, user.nickname, user.kind
       FROM session JOIN user ON user.n = session.user
      WHERE session.token = ?`,
    token,
  );

function saveSession(db: Database, { id, user, token, expiresAt }: Session): void {
  db.run(
    `INSERT INTO session (id, user, token, expires_at) VALUES (?, (SELECT n FROM user WHERE id = ?), ?, ?)
     ON CONFLICT (id) DO UPDATE SET user = excluded.user, token = excluded.token, expires_at = excluded.expires_at`,
    id,
    user,
    token,
    expiresAt,
  );
}

const endSession = (db: Database, id: SessionId): boolean =>
  db.run('DELETE FROM session WHERE id = ?', id).changes > 0;

export const sessionWrites = { saveSession, endSession };
export const sessionReads = { findSession };
