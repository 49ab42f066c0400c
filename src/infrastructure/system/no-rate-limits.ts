import type { RateLimits } from '../../application/ports/rate-limits.js';

/** Lets everything through, for a benchmark. */
export class NoRateLimits implements RateLimits {
  async take(): Promise<undefined> {
    return undefined;
  }

  async giveBack(): Promise<void> {
    // Nothing was taken.
  }
}
