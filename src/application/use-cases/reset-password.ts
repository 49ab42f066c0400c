import { ChatError } from '../../domain/chat-error.js';
import type { UserId } from '../../domain/user.js';
import type { Accounts } from '../ports/accounts.js';
import type { PasswordHasher } from '../ports/password-hasher.js';
import type { Secrets } from '../ports/secrets.js';
import type { Users } from '../ports/users.js';
import type { SessionEnds } from './session-ends.js';

/** So long is a password that nobody chose: 96 random bits. */
const LENGTH = 16;

/**
 * Gives an account another password, for whoever has forgotten theirs, and ends all of its sessions. It is answered
 * once and kept nowhere. Throws `user.not_found`, `user.no_account` or `unavailable`.
 */
export class ResetPassword {
  constructor(
    private readonly users: Users,
    private readonly accounts: Accounts,
    private readonly hasher: PasswordHasher,
    private readonly secrets: Secrets,
    private readonly sessionEnds: SessionEnds,
  ) {}

  async execute({ user: id }: { user: UserId }): Promise<string> {
    const user = await this.users.find(id);
    if (!user) throw new ChatError('user.not_found');
    const password = this.secrets.token().slice(0, LENGTH);
    const changed = await this.accounts.changePassword(id, await this.hasher.hash(password));
    if (!changed) throw new ChatError('user.no_account');
    await this.sessionEnds.endAll(id, 'session.password_changed');
    return password;
  }
}
