import type { RoomId } from '../../domain/room.js';
import type { Memberships } from '../ports/memberships.js';
import type { ConnectionId, Presence } from '../ports/presence.js';
import type { Caller } from './caller.js';
import type { FollowRooms } from './follow-rooms.js';
import type { PresenceNews } from './presence-news.js';

/**
 * Counts a connection in, and answers the rooms that it listens to: those its user is a member of. Whatever is said in
 * them from then on, and in `room` if it listens to that, can be heard here.
 */
export class OpenConnection {
  constructor(
    private readonly memberships: Memberships,
    private readonly presence: Presence,
    private readonly news: PresenceNews,
    private readonly followRooms: FollowRooms,
  ) {}

  async execute({
    caller,
    connection,
    room,
  }: {
    caller: Caller;
    connection: ConnectionId;
    room?: RoomId | undefined;
  }): Promise<readonly RoomId[]> {
    const rooms = await this.memberships.roomsOf(caller.user.id);
    await this.followRooms.execute(room === undefined ? rooms : [...rooms, room]);
    const { id, availability } = caller.user;
    const seen = await this.presence.arrive(connection, id, rooms, availability);
    if (seen) for (const room of rooms) this.news.came(room, id);
    return rooms;
  }
}
