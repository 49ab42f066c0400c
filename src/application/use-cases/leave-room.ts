import type { RoomId } from '../../domain/room.js';
import type { Audience } from '../ports/audience.js';
import type { EventBus } from '../ports/event-bus.js';
import type { Memberships } from '../ports/memberships.js';
import type { Presence } from '../ports/presence.js';
import type { Caller } from './caller.js';
import type { PresenceNews } from './presence-news.js';
import type { RoomAccess } from './room-access.js';

/** Ends the caller's membership; the caller's connections hear no more. Safe to repeat. Throws `room.not_found`. */
export class LeaveRoom {
  constructor(
    private readonly access: RoomAccess,
    private readonly memberships: Memberships,
    private readonly audience: Audience,
    private readonly bus: EventBus,
    private readonly presence: Presence,
    private readonly news: PresenceNews,
  ) {}

  async execute({ caller, room }: { caller: Caller; room: RoomId }): Promise<void> {
    await this.access.enter(LeaveRoom, room, caller);
    const user = caller.user.id;
    const left = await this.memberships.leave(room, user);
    this.audience.evict(user, room);
    // Told again where there was no membership: a repeat finishes what a failure left undone.
    this.bus.publish({ type: 'evicted', room, user });
    const connected = await this.presence.left(user, room);
    if (left && connected) this.news.went(room, user);
  }
}
