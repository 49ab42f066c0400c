import type { ConnectionId, Presence } from '../../application/ports/presence.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';

interface Present {
  readonly connections: Set<ConnectionId>;
  readonly rooms: Set<RoomId>;
}

const NOBODY: ReadonlySet<UserId> = new Set();

/** Who is connected to this one process. */
export class MemoryPresence implements Presence {
  private readonly users = new Map<UserId, Present>();
  private readonly connections = new Map<ConnectionId, UserId>();
  private readonly rooms = new Map<RoomId, Set<UserId>>();

  async arrive(connection: ConnectionId, user: UserId, rooms: readonly RoomId[]): Promise<boolean> {
    const known = this.users.get(user);
    const present = known ?? { connections: new Set(), rooms: new Set() };
    this.users.set(user, present);
    this.connections.set(connection, user);
    present.connections.add(connection);
    for (const room of rooms) this.enter(user, present, room);
    return !known;
  }

  async depart(connection: ConnectionId): Promise<readonly RoomId[]> {
    const user = this.connections.get(connection);
    const present = user !== undefined && this.users.get(user);
    if (!present) return [];

    this.connections.delete(connection);
    present.connections.delete(connection);
    if (present.connections.size > 0) return [];

    this.users.delete(user);
    const rooms = [...present.rooms];
    for (const room of rooms) this.exit(user, present, room);
    return rooms;
  }

  async joined(user: UserId, room: RoomId): Promise<boolean> {
    const present = this.users.get(user);
    if (present) this.enter(user, present, room);
    return present !== undefined;
  }

  async left(user: UserId, room: RoomId): Promise<boolean> {
    const present = this.users.get(user);
    return present !== undefined && this.exit(user, present, room);
  }

  async here(room: RoomId): Promise<ReadonlySet<UserId>> {
    return this.rooms.get(room) ?? NOBODY;
  }

  private enter(user: UserId, present: Present, room: RoomId): void {
    present.rooms.add(room);
    const here = this.rooms.get(room);
    if (here) here.add(user);
    else this.rooms.set(room, new Set([user]));
  }

  private exit(user: UserId, present: Present, room: RoomId): boolean {
    const wasHere = present.rooms.delete(room);
    const here = this.rooms.get(room);
    if (here?.delete(user) && here.size === 0) this.rooms.delete(room);
    return wasHere;
  }
}
