import type { Clock } from '../../application/ports/clock.js';
import type { RateLimits } from '../../application/ports/rate-limits.js';
import { takeToken, type Rate } from '../../domain/rate.js';

/** Full buckets are forgotten when so many have been added since the last time. */
const SWEEP_AFTER = 10_000;

/** The buckets of one process. Those that are full again cost nothing. */
export class MemoryRateLimits implements RateLimits {
  /** By name: when the bucket is full again. */
  private readonly buckets = new Map<string, number>();
  private added = 0;

  constructor(private readonly clock: Clock) {}

  async take(bucket: string, rate: Rate): Promise<number | undefined> {
    const now = this.clock.steady();
    const known = this.buckets.get(bucket);
    const taken = takeToken(known ?? 0, now, rate);
    if ('waitMs' in taken) return taken.waitMs;

    this.buckets.set(bucket, taken.fullAt);
    if (known === undefined && (this.added += 1) > SWEEP_AFTER) this.sweep(now);
    return undefined;
  }

  async giveBack(bucket: string, { perSecond }: Rate): Promise<void> {
    const fullAt = this.buckets.get(bucket);
    if (fullAt !== undefined) this.buckets.set(bucket, fullAt - 1000 / perSecond);
  }

  private sweep(now: number): void {
    this.added = 0;
    for (const [bucket, fullAt] of this.buckets) if (fullAt <= now) this.buckets.delete(bucket);
  }
}
