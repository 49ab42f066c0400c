import type { UserId } from '../../domain/user.js';
import type { ConnectionId, Presence } from '../ports/presence.js';
import type { PresenceNews } from './presence-news.js';

/** Counts a connection out. Memberships stay. */
export class CloseConnection {
  constructor(
    private readonly presence: Presence,
    private readonly news: PresenceNews,
  ) {}

  async execute({ user, connection }: { user: UserId; connection: ConnectionId }): Promise<void> {
    for (const room of await this.presence.depart(connection)) this.news.went(room, user);
  }
}
