import { ChatError } from '../../domain/chat-error.js';
import type { Membership } from '../../domain/membership.js';
import type { RoomId } from '../../domain/room.js';
import type { Audience } from '../ports/audience.js';
import type { EventBus } from '../ports/event-bus.js';
import type { Memberships } from '../ports/memberships.js';
import type { Presence } from '../ports/presence.js';
import type { Caller } from './caller.js';
import type { PresenceNews } from './presence-news.js';

/** Makes the caller a member, whose connections listen from now on. Safe to repeat. Throws `room.not_found`. */
export class EnterRoom {
  constructor(
    private readonly memberships: Memberships,
    private readonly audience: Audience,
    private readonly bus: EventBus,
    private readonly presence: Presence,
    private readonly news: PresenceNews,
  ) {}

  async execute({ caller, room }: { caller: Caller; room: RoomId }): Promise<Membership> {
    const entered = await this.memberships.join(room, caller.user.id);
    if (!entered) throw new ChatError('room.not_found');

    // Here at once, so that what is read next joins what is heard; on other nodes as soon as they are told.
    this.audience.admit(caller.user.id, room);
    if (entered.created) {
      this.bus.publish({ type: 'admitted', room, user: caller.user.id });
      if (await this.presence.joined(caller.user.id, room)) this.news.came(room, caller.user);
    }
    return entered.membership;
  }
}
