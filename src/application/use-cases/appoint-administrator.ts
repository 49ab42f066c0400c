import { ChatError } from '../../domain/chat-error.js';
import type { User, UserId } from '../../domain/user.js';
import type { EventBus } from '../ports/event-bus.js';
import type { Users } from '../ports/users.js';

export interface AppointAdministratorInput {
  readonly user: UserId;
  readonly on: boolean;
}

/**
 * Makes an account an administrator of the server, who may do all that the others may, or one that is none any more.
 * Safe to repeat. Throws `user.not_found`, `user.no_account` or `user.banned` for whom nobody appoints, or
 * `administrator.last`: somebody has to be left.
 */
export class AppointAdministrator {
  constructor(
    private readonly users: Users,
    private readonly bus: EventBus,
  ) {}

  async execute({ user: id, on }: AppointAdministratorInput): Promise<User> {
    const before = await this.users.find(id);
    if (!before) throw new ChatError('user.not_found');
    if (on && before.kind !== 'account') throw new ChatError('user.no_account');
    if (on && before.banned) throw new ChatError('user.banned');

    const appointed = await this.users.appoint(id, on);
    if (!appointed) throw new ChatError('user.not_found');
    if (appointed === 'last') throw new ChatError('administrator.last');
    if (appointed.admin !== before.admin) this.bus.publish({ type: 'user-changed', user: appointed });
    return appointed;
  }
}
