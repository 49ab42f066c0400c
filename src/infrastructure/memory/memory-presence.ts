import type { ConnectionId, Moved, Presence } from '../../application/ports/presence.js';
import type { RoomId } from '../../domain/room.js';
import type { Availability, Shown, UserId } from '../../domain/user.js';

interface Present {
  availability: Availability;
  readonly connections: Set<ConnectionId>;
  readonly rooms: Set<RoomId>;
}

const NOBODY: ReadonlyMap<UserId, Shown> = new Map();

/** Who is connected to this one process. */
export class MemoryPresence implements Presence {
  private readonly users = new Map<UserId, Present>();
  private readonly connections = new Map<ConnectionId, UserId>();
  private readonly rooms = new Map<RoomId, Map<UserId, Shown>>();

  async arrive(
    connection: ConnectionId,
    user: UserId,
    rooms: readonly RoomId[],
    availability: Availability,
  ): Promise<boolean> {
    const known = this.users.get(user);
    const present = known ?? { availability, connections: new Set(), rooms: new Set() };
    this.users.set(user, present);
    this.connections.set(connection, user);
    present.connections.add(connection);
    for (const room of rooms) this.enter(user, present, room);
    return !known && isSeen(present);
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
    return isSeen(present) ? rooms : [];
  }

  async joined(user: UserId, room: RoomId): Promise<boolean> {
    const present = this.users.get(user);
    if (present) this.enter(user, present, room);
    return isSeen(present);
  }

  async left(user: UserId, room: RoomId): Promise<boolean> {
    const present = this.users.get(user);
    return present !== undefined && this.exit(user, present, room) && isSeen(present);
  }

  async show(user: UserId, availability: Availability): Promise<readonly RoomId[]> {
    const present = this.users.get(user);
    if (!present || present.availability === availability) return [];

    present.availability = availability;
    for (const room of present.rooms) this.enter(user, present, room);
    return [...present.rooms];
  }

  async here(room: RoomId): Promise<ReadonlyMap<UserId, Shown>> {
    return this.rooms.get(room) ?? NOBODY;
  }

  async beat(): Promise<readonly Moved[]> {
    return [];
  }

  private enter(user: UserId, present: Present, room: RoomId): void {
    present.rooms.add(room);
    const { availability } = present;
    if (availability === 'invisible') return this.hide(user, room);
    const here = this.rooms.get(room);
    if (here) here.set(user, availability);
    else this.rooms.set(room, new Map([[user, availability]]));
  }

  private exit(user: UserId, present: Present, room: RoomId): boolean {
    this.hide(user, room);
    return present.rooms.delete(room);
  }

  private hide(user: UserId, room: RoomId): void {
    const here = this.rooms.get(room);
    if (here?.delete(user) && here.size === 0) this.rooms.delete(room);
  }
}

const isSeen = (present: Present | undefined): boolean =>
  present !== undefined && present.availability !== 'invisible';
