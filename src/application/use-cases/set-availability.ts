import { ChatError } from '../../domain/chat-error.js';
import type { Availability } from '../../domain/user.js';
import type { EventBus } from '../ports/event-bus.js';
import type { Presence } from '../ports/presence.js';
import type { Users } from '../ports/users.js';
import type { Caller } from './caller.js';
import type { PresenceNews } from './presence-news.js';

/** Lets others see the caller otherwise from now on, also at the next visit; who is invisible seems to go. */
export class SetAvailability {
  constructor(
    private readonly users: Users,
    private readonly presence: Presence,
    private readonly bus: EventBus,
    private readonly news: PresenceNews,
  ) {}

  async execute({ caller, status }: { caller: Caller; status: Availability }): Promise<void> {
    const user = await this.users.update(caller.user.id, { availability: status });
    if (!user) throw new ChatError('unauthenticated');
    this.bus.publish({ type: 'user-changed', user });
    for (const room of await this.presence.show(user.id, status)) {
      if (status === 'invisible') this.news.went(room, user.id);
      else this.news.came(room, user.id);
    }
  }
}
