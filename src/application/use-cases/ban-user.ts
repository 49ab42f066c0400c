import { ChatError } from '../../domain/chat-error.js';
import type { UserId } from '../../domain/user.js';
import type { Users } from '../ports/users.js';
import type { SessionEnds } from './session-ends.js';

export interface BanUserInput {
  readonly user: UserId;
  readonly on: boolean;
}

/**
 * Bans a user from the server and ends all of the user's sessions, or lets the user in again. Safe to repeat. Throws
 * `user.not_found`, or `administrator.exempt`: nobody bans an administrator, not even oneself.
 */
export class BanUser {
  constructor(
    private readonly users: Users,
    private readonly sessionEnds: SessionEnds,
  ) {}

  async execute({ user: id, on }: BanUserInput): Promise<void> {
    const user = await this.users.find(id);
    if (!user) throw new ChatError('user.not_found');
    if (on && user.admin) throw new ChatError('administrator.exempt');
    // First banned, then shown the door: a session that begins in between finds it closed.
    await this.users.update(id, { banned: on });
    if (on) await this.sessionEnds.endAll(id, 'user.banned');
  }
}
