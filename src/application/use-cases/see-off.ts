import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Audience, EvictedBecause } from '../ports/audience.js';
import type { EventBus } from '../ports/event-bus.js';
import type { Presence } from '../ports/presence.js';
import type { PresenceNews } from './presence-news.js';

/** After the end of a membership: the user's connections hear no more of the room, and the room is told. Safe to repeat. */
export class SeeOff {
  constructor(
    private readonly audience: Audience,
    private readonly bus: EventBus,
    private readonly presence: Presence,
    private readonly news: PresenceNews,
  ) {}

  async execute(user: UserId, room: RoomId, because: EvictedBecause): Promise<void> {
    // Here at once; on other nodes as soon as they are told.
    this.audience.evict(user, room, because);
    this.bus.publish({ type: 'evicted', room, user, because });
    if (await this.presence.left(user, room)) this.news.went(room, user);
  }
}
