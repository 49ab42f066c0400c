import type { Session, SessionId, Sessions } from '../../application/ports/sessions.js';
import type { Instant } from '../../domain/message.js';
import type { User, UserId } from '../../domain/user.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';
import { ACCOUNT, toUser, USER_COLUMNS, type UserRow } from './sqlite-users.js';

export class SqliteSessions implements Sessions {
  constructor(
    private readonly writer: Remote<typeof sessionWrites>,
    private readonly reader: Remote<typeof sessionReads>,
  ) {}

  add(session: Session, now: Instant): Promise<void> {
    return this.writer.addSession(session, now);
  }

  touch(id: SessionId, seenAt: Instant, expiresAt: Instant): Promise<void> {
    return this.writer.touchSession(id, seenAt, expiresAt);
  }

  findByToken(token: string): Promise<{ session: Session; user: User } | undefined> {
    return this.reader.findSession(token);
  }

  of(user: UserId, now: Instant): Promise<readonly Session[]> {
    return this.reader.sessionsOf(user, now);
  }

  end(id: SessionId): Promise<boolean> {
    return this.writer.endSession(id);
  }

  endAll(user: UserId, but?: SessionId): Promise<readonly SessionId[]> {
    return this.writer.endSessions(user, but);
  }
}

interface SessionRow {
  readonly session: SessionId;
  readonly user: UserId;
  readonly token: string;
  readonly device: string;
  readonly created_at: Instant;
  readonly seen_at: Instant;
  readonly expires_at: Instant;
}

const COLUMNS = `
  session.id AS session, user.id AS user, session.token, session.device, session.created_at, session.seen_at,
  session.expires_at`;

const toSession = ({
  session,
  user,
  token,
  device,
  created_at,
  seen_at,
  expires_at,
}: SessionRow): Session => ({
  id: session,
  user,
  token,
  device,
  createdAt: created_at,
  seenAt: seen_at,
  expiresAt: expires_at,
});

function findSession(db: Database, token: string): { session: Session; user: User } | undefined {
  const row = db.get<SessionRow & UserRow>(
    `SELECT ${COLUMNS}, ${USER_COLUMNS}
       FROM session JOIN user ON user.n = session.user ${ACCOUNT}
      WHERE session.token = ?`,
    token,
  );
  return row && { session: toSession(row), user: toUser(row) };
}

const sessionsOf = (db: Database, user: UserId, now: Instant): Session[] =>
  db
    .all<SessionRow>(
      `SELECT ${COLUMNS} FROM user JOIN session ON session.user = user.n
        WHERE user.id = ? AND session.expires_at > ?
        ORDER BY session.seen_at DESC, session.created_at DESC`,
      user,
      now,
    )
    .map(toSession);

/** So many expired sessions go for each that comes. */
const SWEPT = 10;

function addSession(db: Database, session: Session, now: Instant): void {
  db.run(
    'DELETE FROM session WHERE id IN (SELECT id FROM session WHERE expires_at <= ? LIMIT +?)',
    now,
    SWEPT,
  );
  db.run(
    `INSERT INTO session (id, user, token, device, created_at, seen_at, expires_at)
     VALUES (?, (SELECT n FROM user WHERE id = ?), ?, ?, ?, ?, ?)`,
    session.id,
    session.user,
    session.token,
    session.device,
    session.createdAt,
    session.seenAt,
    session.expiresAt,
  );
}

function touchSession(db: Database, id: SessionId, seenAt: Instant, expiresAt: Instant): void {
  db.run('UPDATE session SET seen_at = ?, expires_at = ? WHERE id = ?', seenAt, expiresAt, id);
}

const endSession = (db: Database, id: SessionId): boolean =>
  db.run('DELETE FROM session WHERE id = ?', id).changes > 0;

const endSessions = (db: Database, user: UserId, but = ''): SessionId[] =>
  db
    .all<{ id: SessionId }>(
      'DELETE FROM session WHERE user = (SELECT n FROM user WHERE id = ?) AND id <> ? RETURNING id',
      user,
      but,
    )
    .map(({ id }) => id);

export const sessionWrites = { addSession, touchSession, endSession, endSessions };
export const sessionReads = { findSession, sessionsOf };
