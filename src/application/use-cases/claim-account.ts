import { ChatError } from '../../domain/chat-error.js';
import { newPassword } from '../../domain/password.js';
import { username as asUsername } from '../../domain/username.js';
import type { Accounts } from '../ports/accounts.js';
import type { PasswordHasher } from '../ports/password-hasher.js';
import type { Caller } from './caller.js';
import type { NewSession, StartedSession } from './new-session.js';
import type { Throttle } from './throttle.js';

export interface ClaimAccountInput {
  readonly caller: Caller;
  readonly username: string;
  readonly password: string;
  readonly address: string;
  readonly device: string;
}

/**
 * Makes the guest an account: the same user, in the same rooms, from now on also by a username and a password. Throws
 * `account.exists`, `account.username_invalid`, `account.username_taken`, `account.password_invalid`, `rate_limited` or
 * `unavailable`.
 */
export class ClaimAccount {
  constructor(
    private readonly accounts: Accounts,
    private readonly hasher: PasswordHasher,
    private readonly newSession: NewSession,
    private readonly throttle: Throttle,
  ) {}

  async execute({ caller, address, device, ...wanted }: ClaimAccountInput): Promise<StartedSession> {
    if (caller.user.kind === 'account') throw new ChatError('account.exists');
    const username = asUsername(wanted.username);
    const password = newPassword(wanted.password, username);
    await this.throttle.pass('claims', address);

    const claimed = await this.accounts.claim(caller.user.id, username, await this.hasher.hash(password));
    if (claimed.status === 'username_taken') throw new ChatError('account.username_taken');
    if (claimed.status === 'no_guest') throw new ChatError('account.exists');
    return this.newSession.execute({ user: claimed.user, device, former: caller });
  }
}
