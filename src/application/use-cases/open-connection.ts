import type { RoomId } from '../../domain/room.js';
import type { Memberships } from '../ports/memberships.js';
import type { ConnectionId, Presence } from '../ports/presence.js';
import type { Caller } from './caller.js';
import type { PresenceNews } from './presence-news.js';

/** Counts a connection in, and answers the rooms that it listens to: those its user is a member of. */
export class OpenConnection {
  constructor(
    private readonly memberships: Memberships,
    private readonly presence: Presence,
    private readonly news: PresenceNews,
  ) {}

  async execute({
    caller,
    connection,
  }: {
    caller: Caller;
    connection: ConnectionId;
  }): Promise<readonly RoomId[]> {
    const rooms = await this.memberships.roomsOf(caller.user.id);
    const { id, availability } = caller.user;
    const seen = await this.presence.arrive(connection, id, rooms, availability);
    if (seen) for (const room of rooms) this.news.came(room, id);
    return rooms;
  }
}
