import { ChatError } from '../../domain/chat-error.js';
import { login as asLogin } from '../../domain/username.js';
import type { Account, Accounts } from '../ports/accounts.js';
import type { Caller } from './caller.js';
import type { NewSession, StartedSession } from './new-session.js';
import type { PasswordCheck } from './password-check.js';
import type { SessionEnds } from './session-ends.js';

export interface SignInInput {
  /** A username or a number. */
  readonly login: string;
  readonly password: string;
  readonly address: string;
  readonly device: string;
  /** Whoever used the device so far: that session ends. */
  readonly former?: Caller | undefined;
}

/**
 * Signs an account in on a device. Throws `account.credentials_wrong`, alike and after as long for a login that nobody
 * has, `user.banned` to who knows the password, `rate_limited` or `unavailable`.
 */
export class SignIn {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwordCheck: PasswordCheck,
    private readonly newSession: NewSession,
    private readonly sessionEnds: SessionEnds,
  ) {}

  async execute({ login, password, address, ...place }: SignInInput): Promise<StartedSession> {
    const wanted = asLogin(login);
    const account = wanted && (await this.accounts.find(wanted));
    const right = await this.passwordCheck.execute({
      password,
      kept: account?.password,
      limits: [
        ['guesses', address],
        ['guessesAtOne', account?.user.id ?? login],
      ],
    });
    if (!account || !right) throw new ChatError('account.credentials_wrong');
    if (account.user.banned) throw new ChatError('user.banned');

    const started = await this.newSession.execute({ user: account.user, ...place });
    await this.confirm(account, started);
    return started;
  }

  /** A password that is changed meanwhile ends the sessions that it finds: this one may have come just after. */
  private async confirm({ user, password }: Account, { session }: StartedSession): Promise<void> {
    const now = await this.accounts.find({ id: user.id });
    if (now?.password === password) return;
    await this.sessionEnds.end(session, 'session.password_changed');
    throw new ChatError('account.credentials_wrong');
  }
}
