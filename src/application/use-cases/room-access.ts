import { ChatError } from '../../domain/chat-error.js';
import type { Membership } from '../../domain/membership.js';
import type { Room, RoomId } from '../../domain/room.js';
import type { Memberships } from '../ports/memberships.js';
import type { Rooms } from '../ports/rooms.js';
import type { Caller } from './caller.js';

export interface Seat {
  readonly room: Room;
  readonly membership: Membership;
}

/** Loads a room and the one membership concerned. */
export class RoomAccess {
  constructor(
    private readonly rooms: Rooms,
    private readonly memberships: Memberships,
  ) {}

  /** Throws `room.not_found`. */
  async find(room: RoomId): Promise<Room> {
    const found = await this.rooms.find(room);
    if (!found) throw new ChatError('room.not_found');
    return found;
  }

  /** Throws `room.not_found` or `room.not_member`. */
  async seat(id: RoomId, caller: Caller): Promise<Seat> {
    const { room, membership } = await this.look(id, caller);
    return { room, membership: room.require(membership) };
  }

  /** Throws `room.not_found`. */
  async look(id: RoomId, caller: Caller): Promise<{ room: Room; membership: Membership | undefined }> {
    const [room, membership] = await Promise.all([this.find(id), this.memberships.find(id, caller.user.id)]);
    return { room, membership };
  }
}
