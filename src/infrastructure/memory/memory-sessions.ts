import type { Session, SessionId, Sessions } from '../../application/ports/sessions.js';
import type { User } from '../../domain/user.js';
import type { MemoryData } from './memory-data.js';

export class MemorySessions implements Sessions {
  private readonly byToken = new Map<string, Session>();

  constructor(private readonly data: MemoryData) {}

  async add(session: Session): Promise<void> {
    this.data.sessions.set(session.id, session);
    this.byToken.set(session.token, session);
  }

  async prolong(id: SessionId, expiresAt: number): Promise<void> {
    const session = this.data.sessions.get(id);
    if (session) await this.add({ ...session, expiresAt });
  }

  async findByToken(token: string): Promise<{ session: Session; user: User } | undefined> {
    const session = this.byToken.get(token);
    const user = session && this.data.users.get(session.user);
    return user && { session, user };
  }

  async end(id: SessionId): Promise<boolean> {
    const session = this.data.sessions.get(id);
    if (!session) return false;
    this.byToken.delete(session.token);
    return this.data.sessions.delete(id);
  }
}
