import { ChatError } from '../../domain/chat-error.js';
import type { Rate } from '../../domain/rate.js';
import { limits, type LimitName } from '../limits.js';
import type { RateLimits } from '../ports/rate-limits.js';

/** Forgets what was let through and turned out not to count. */
export type Forget = () => Promise<void>;

/** Lets through what stays within its rate. */
export class Throttle {
  constructor(private readonly rateLimits: RateLimits) {}

  /** What is limited for each key by itself. Throws `rate_limited`, which says after how long to try again. */
  pass(limit: LimitName, key: string): Promise<Forget> {
    return this.pace(bucketOf(limit, key), limits[limit]);
  }

  /** The same at a rate that is not of the table. */
  async pace(bucket: string, rate: Rate): Promise<Forget> {
    const retryAfterMs = await this.rateLimits.take(bucket, rate);
    if (retryAfterMs !== undefined) throw new ChatError('rate_limited', { retryAfterMs });
    return () => this.rateLimits.giveBack(bucket, rate);
  }

  /** Whether it stays within its limit, for what is then simply not done. */
  async allows(limit: LimitName, key: string): Promise<boolean> {
    return (await this.wait(limit, key)) === undefined;
  }

  /** Undefined where it is let through, else after how many milliseconds it would be. */
  wait(limit: LimitName, key: string): Promise<number | undefined> {
    return this.rateLimits.take(bucketOf(limit, key), limits[limit]);
  }
}

const bucketOf = (limit: LimitName, key: string): string => `${limit}:${key}`;
