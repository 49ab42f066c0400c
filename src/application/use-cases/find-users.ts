import type { User } from '../../domain/user.js';
import { login } from '../../domain/username.js';
import type { Accounts } from '../ports/accounts.js';
import type { Caller } from './caller.js';
import type { Throttle } from './throttle.js';

/** The account of exactly this username or number, so that nobody can leaf through all there are. Throws `rate_limited`. */
export class FindUsers {
  constructor(
    private readonly accounts: Accounts,
    private readonly throttle: Throttle,
  ) {}

  async execute({ caller, query }: { caller: Caller; query: string }): Promise<readonly User[]> {
    await this.throttle.pass('lookups', caller.user.id);
    const wanted = login(query);
    const account = wanted && (await this.accounts.find(wanted));
    return account ? [account.user] : [];
  }
}
