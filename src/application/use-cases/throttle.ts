import { ChatError } from '../../domain/chat-error.js';
import type { LimitName } from '../limits.js';
import type { RateLimits } from '../ports/rate-limits.js';

/** Lets through what stays within its limit. */
export class Throttle {
  constructor(private readonly rateLimits: RateLimits) {}

  /** Throws `rate_limited`, which says after how long to try again. */
  async pass(limit: LimitName, key: string): Promise<void> {
    const retryAfterMs = await this.rateLimits.take(limit, key);
    if (retryAfterMs !== undefined) throw new ChatError('rate_limited', { retryAfterMs });
  }

  /** Whether it stays within its limit, for what is then simply not done. */
  async allows(limit: LimitName, key: string): Promise<boolean> {
    return (await this.rateLimits.take(limit, key)) === undefined;
  }
}
