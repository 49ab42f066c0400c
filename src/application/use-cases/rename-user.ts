import { ChatError } from '../../domain/chat-error.js';
import { nickname as asNickname } from '../../domain/name.js';
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
    const wanted = asNickname(nickname);
    if (wanted === caller.user.nickname) return caller.user;

    const renamed = await this.users.update(caller.user.id, { nickname: wanted });
    if (!renamed) throw new ChatError('unauthenticated');
    this.bus.publish({ type: 'renamed', user: renamed });
    for (const room of await this.memberships.roomsOf(renamed.id)) this.news.came(room, renamed);
    return renamed;
  }
}
