import { passwordForm } from '../../domain/password.js';
import type { LimitName } from '../limits.js';
import type { PasswordHasher } from '../ports/password-hasher.js';
import type { Forget, Throttle } from './throttle.js';

export interface PasswordCheckInput {
  readonly password: string;
  /** What is kept of the right one. For nothing, the answer is no and takes as long. */
  readonly kept: string | undefined;
  /** Wrong ones count in all of these. */
  readonly limits: readonly (readonly [limit: LimitName, key: string])[];
}

/** Compares a password with what is kept of it. Throws `rate_limited` after too many wrong ones, or `unavailable`. */
export class PasswordCheck {
  constructor(
    private readonly hasher: PasswordHasher,
    private readonly throttle: Throttle,
  ) {}

  async execute({ password, kept, limits }: PasswordCheckInput): Promise<boolean> {
    // Counted before it is compared, and forgotten when it was right: many at once are not too many to count.
    const counted: Forget[] = [];
    let wrong = false;
    try {
      for (const limit of limits) {
        counted.push(await this.throttle.pass(...limit));
      }
      wrong = !(await this.hasher.verify(kept, passwordForm(password)));
      return !wrong;
    } finally {
      if (!wrong) for (const forget of counted) await forget();
    }
  }
}
