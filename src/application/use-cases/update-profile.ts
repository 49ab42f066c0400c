import { ChatError } from '../../domain/chat-error.js';
import { nickname, statusLine } from '../../domain/name.js';
import { quietHours, type QuietHours } from '../../domain/quiet-hours.js';
import type { Directs, User, UserChange } from '../../domain/user.js';
import type { EventBus } from '../ports/event-bus.js';
import type { Memberships } from '../ports/memberships.js';
import type { Users } from '../ports/users.js';
import type { Caller } from './caller.js';
import type { PresenceNews } from './presence-news.js';

export interface UpdateProfileInput {
  readonly caller: Caller;
  readonly nickname?: string | undefined;
  readonly status?: string | undefined;
  readonly directs?: Directs | undefined;
  readonly nudges?: boolean | undefined;
  readonly quiet?: QuietHours | null | undefined;
}

/**
 * Shows the caller otherwise from now on, everywhere at once. Throws `nickname.invalid`, `profile.status_invalid` or
 * `profile.quiet_invalid`.
 */
export class UpdateProfile {
  constructor(
    private readonly users: Users,
    private readonly memberships: Memberships,
    private readonly bus: EventBus,
    private readonly news: PresenceNews,
  ) {}

  async execute({ caller, ...wanted }: UpdateProfileInput): Promise<User> {
    const { id } = caller.user;
    const before = await this.users.find(id);
    const change: UserChange = {
      ...(wanted.nickname !== undefined && { nickname: nickname(wanted.nickname) }),
      ...(wanted.status !== undefined && { status: statusLine(wanted.status) }),
      ...(wanted.directs !== undefined && { directs: wanted.directs }),
      ...(wanted.nudges !== undefined && { nudges: wanted.nudges }),
      ...(wanted.quiet !== undefined && { quiet: wanted.quiet && quietHours(wanted.quiet) }),
    };
    const changed = await this.users.update(id, change);
    if (!before || !changed) throw new ChatError('unauthenticated');

    const parts = Object.keys(change) as (keyof UserChange)[];
    if (parts.some((part) => JSON.stringify(before[part]) !== JSON.stringify(changed[part])))
      this.bus.publish({ type: 'user-changed', user: changed });
    if (before.nickname !== changed.nickname)
      for (const room of await this.memberships.roomsOf(id)) this.news.came(room, id);
    return changed;
  }
}
