import { ChatError } from '../../domain/chat-error.js';
import { newPassword } from '../../domain/password.js';
import type { Accounts } from '../ports/accounts.js';
import type { PasswordHasher } from '../ports/password-hasher.js';
import type { Caller } from './caller.js';
import type { PasswordCheck } from './password-check.js';
import type { SessionEnds } from './session-ends.js';

export interface ChangePasswordInput {
  readonly caller: Caller;
  readonly current: string;
  readonly next: string;
}

/**
 * Gives the caller's account another password, and ends its other sessions. Throws `account.needed`,
 * `account.password_invalid`, `account.password_wrong`, `rate_limited` or `unavailable`.
 */
export class ChangePassword {
  constructor(
    private readonly accounts: Accounts,
    private readonly hasher: PasswordHasher,
    private readonly passwordCheck: PasswordCheck,
    private readonly sessionEnds: SessionEnds,
  ) {}

  async execute({ caller, current, next }: ChangePasswordInput): Promise<void> {
    const { id } = caller.user;
    const account = await this.accounts.find({ id });
    if (!account) throw new ChatError('account.needed');
    const password = newPassword(next, account.user.username ?? '');
    const right = await this.passwordCheck.execute({
      password: current,
      kept: account.password,
      limits: [['guessesAtOne', id]],
    });
    if (!right) throw new ChatError('account.password_wrong');

    await this.accounts.changePassword(id, await this.hasher.hash(password));
    await this.sessionEnds.endAll(id, 'session.password_changed', caller.session);
  }
}
