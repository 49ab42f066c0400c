import type { LimitName } from '../limits.js';

/** Counts what each may do, in token buckets as `limits` gives them, over all processes that share the store. */
export abstract class RateLimits {
  /**
   * Takes one token from the bucket of this limit and key. Undefined when there was one; else the milliseconds until
   * there is. Buckets of other limits and keys are not touched. Time is a steady clock's: a change of the time of day
   * changes nothing.
   */
  abstract take(limit: LimitName, key: string): Promise<number | undefined>;

  /** Puts a token back that was taken for what turned out not to count. No bucket holds more than its burst. */
  abstract giveBack(limit: LimitName, key: string): Promise<void>;
}
