import { ChatError } from '../../domain/chat-error.js';
import type { Membership } from '../../domain/membership.js';
import { LOBBY, type RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Place } from '../authorization.js';
import type { AdmittedBecause, Audience } from '../ports/audience.js';
import type { Clock } from '../ports/clock.js';
import type { EventBus } from '../ports/event-bus.js';
import type { Memberships } from '../ports/memberships.js';
import type { Presence } from '../ports/presence.js';
import type { Caller } from './caller.js';
import type { FollowRooms } from './follow-rooms.js';
import type { PresenceNews } from './presence-news.js';

/**
 * Makes the caller a member, whose connections listen from now on; the owner, where nobody else is. In a room that is
 * not open to all, the caller is a member already. Safe to repeat. Throws `room.banned`.
 */
export class EnterRoom {
  constructor(
    private readonly memberships: Memberships,
    private readonly audience: Audience,
    private readonly bus: EventBus,
    private readonly presence: Presence,
    private readonly news: PresenceNews,
    private readonly followRooms: FollowRooms,
    private readonly clock: Clock,
  ) {}

  async execute(caller: Caller, { room: { id: room, listed }, membership }: Place): Promise<Membership> {
    await this.followRooms.execute([room]);
    if (!listed && membership) {
      this.audience.admit(caller.user.id, room, 'joined');
      return membership;
    }
    // A room that all have left is of whoever comes next. The lobby is nobody's.
    const alone = room === LOBBY ? 'member' : 'owner';
    const entered = await this.memberships.join(room, caller.user.id, this.clock.now(), alone);
    if (!entered) throw new ChatError('room.banned');

    if (entered.created) await this.welcome(caller.user.id, room, 'joined');
    else this.audience.admit(caller.user.id, room, 'joined');
    return entered.membership;
  }

  /**
   * Lets the user listen or not, as the membership is now: one that was found may have ended before its user was let
   * listen. Looks again after that, until what is so is what was done.
   */
  async mend(user: UserId, room: RoomId): Promise<void> {
    const isMember = async () => (await this.memberships.current(room, user)) !== undefined;
    let listening: boolean;
    do {
      listening = await isMember();
      if (listening) this.audience.admit(user, room, 'joined');
      else this.audience.evict(user, room, 'left');
    } while (listening !== (await isMember()));
  }

  /** Lets a new member listen, and tells the room. */
  async welcome(user: UserId, room: RoomId, because: AdmittedBecause): Promise<void> {
    await this.followRooms.execute([room]);
    // Here at once, so that what is read next joins what is heard; on other nodes as soon as they are told.
    this.audience.admit(user, room, because);
    this.bus.publish({ type: 'admitted', room, user, because });
    if (await this.presence.joined(user, room)) this.news.came(room, user);
  }
}
