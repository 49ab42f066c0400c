import type { Audience, Listening } from '../ports/audience.js';
import type { Clock } from '../ports/clock.js';
import type { EventBus } from '../ports/event-bus.js';
import type { Memberships } from '../ports/memberships.js';
import type { Sessions } from '../ports/sessions.js';
import type { Users } from '../ports/users.js';
import type { UserId } from '../../domain/user.js';
import type { FollowRooms } from './follow-rooms.js';

/** So many users are looked up at once. */
const AT_ONCE = 100;

/**
 * Where this process may have missed that sessions ended, that users came into rooms or were put out of them, or became
 * others: does to its connections what it would have done.
 */
export class ReviewListeners {
  constructor(
    private readonly bus: EventBus,
    private readonly audience: Audience,
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly memberships: Memberships,
    private readonly followRooms: FollowRooms,
    private readonly clock: Clock,
  ) {}

  execute(): void {
    this.bus.onMissed(() => this.review());
  }

  private async review(): Promise<void> {
    const listening = new Map<UserId, Listening[]>();
    for (const each of this.audience.listening())
      listening.set(each.user, [...(listening.get(each.user) ?? []), each]);
    const users = [...listening];
    for (let i = 0; i < users.length; i += AT_ONCE)
      await Promise.all(users.slice(i, i + AT_ONCE).map(([user, own]) => this.reviewUser(user, own)));
  }

  private async reviewUser(id: UserId, own: readonly Listening[]): Promise<void> {
    const [user, sessions, rooms] = await Promise.all([
      this.users.find(id),
      this.sessions.of(id, this.clock.now()),
      this.memberships.roomsOf(id),
    ]);
    const lasting = new Set(sessions.map((session) => session.id));
    for (const { session } of own) {
      // Whoever has another session comes back with that.
      if (!lasting.has(session)) this.audience.endSession(session, 'session.replaced');
    }
    for (const room of new Set(own.flatMap((each) => each.rooms)))
      if (!rooms.includes(room)) this.audience.evict(id, room, 'removed');
    await this.followRooms.execute(rooms);
    for (const room of rooms) this.audience.admit(id, room, 'joined');
    if (user) this.audience.userChanged(user);
  }
}
