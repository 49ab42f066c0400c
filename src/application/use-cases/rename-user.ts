import type { User } from '../../domain/user.js';
import type { EventBus } from '../ports/event-bus.js';
import type { Memberships } from '../ports/memberships.js';
import type { Users } from '../ports/users.js';
import type { Caller } from './caller.js';
import type { PresenceNews } from './presence-news.js';

/** Gives the caller another nickname, everywhere at once. Throws `nickname.invalid`. */
export class RenameUser {
  constructor(
    private readonly users: Users,
    private readonly memberships: Memberships,
    private readonly bus: EventBus,
    private readonly news: PresenceNews,
  ) {}

  async execute({ caller, nickname }: { caller: Caller; nickname: string }): Promise<User> {
    const renamed = caller.user.rename(nickname);
    if (renamed.nickname === caller.user.nickname) return caller.user;

    await this.users.save(renamed);
    this.bus.publish({ type: 'renamed', user: renamed });
    for (const room of await this.memberships.roomsOf(renamed.id)) this.news.came(room, renamed);
    return renamed;
  }
}
