import type { Session, SessionId, Sessions } from '../../application/ports/sessions.js';
import type { Instant } from '../../domain/message.js';
import type { User, UserId } from '../../domain/user.js';
import type { MemoryData } from './memory-data.js';

/** So many expired sessions go for each that comes. */
const SWEPT = 10;

export class MemorySessions implements Sessions {
  private readonly byToken = new Map<string, Session>();

  constructor(private readonly data: MemoryData) {}

  async add(session: Session, now: Instant): Promise<void> {
    this.sweep(now);
    this.keep(session);
  }

  async touch(id: SessionId, seenAt: Instant, expiresAt: Instant): Promise<void> {
    const session = this.data.sessions.get(id);
    if (!session) return;
    this.remove(session);
    this.keep({ ...session, seenAt, expiresAt });
  }

  async findByToken(token: string): Promise<{ session: Session; user: User } | undefined> {
    const session = this.byToken.get(token);
    const user = session && this.data.users.get(session.user);
    return user && { session, user };
  }

  async of(user: UserId, now: Instant): Promise<readonly Session[]> {
    return this.all(user)
      .filter(({ expiresAt }) => expiresAt > now)
      .toSorted((a, b) => b.seenAt - a.seenAt || b.createdAt - a.createdAt);
  }

  async end(id: SessionId): Promise<boolean> {
    const session = this.data.sessions.get(id);
    if (session) this.remove(session);
    return session !== undefined;
  }

  async endAll(user: UserId, but?: SessionId): Promise<readonly SessionId[]> {
    const ended = this.all(user).filter(({ id }) => id !== but);
    for (const session of ended) this.remove(session);
    return ended.map(({ id }) => id);
  }

  private all(user: UserId): Session[] {
    return [...this.data.sessions.values()].filter((session) => session.user === user);
  }

  /** All last equally long, so they stand in the order in which they end. */
  private sweep(now: Instant): void {
    let swept = 0;
    for (const session of this.data.sessions.values()) {
      if (session.expiresAt > now || swept === SWEPT) return;
      this.remove(session);
      swept += 1;
    }
  }

  private keep(session: Session): void {
    this.data.sessions.set(session.id, session);
    this.byToken.set(session.token, session);
  }

  private remove({ id, token }: Session): void {
    this.data.sessions.delete(id);
    this.byToken.delete(token);
  }
}
