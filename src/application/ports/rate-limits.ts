import type { Rate } from '../../domain/rate.js';

/** Counts what each may do, in token buckets, over all processes that share the store. */
export abstract class RateLimits {
  /**
   * Takes one token from the bucket of this name, which is always asked for with the same rate. Undefined when there
   * was one; else the milliseconds until there is. Other buckets are not touched. Time is a steady clock's: a change of
   * the time of day changes nothing.
   */
  abstract take(bucket: string, rate: Rate): Promise<number | undefined>;

  /** Puts a token back that was taken for what turned out not to count. No bucket holds more than its burst. */
  abstract giveBack(bucket: string, rate: Rate): Promise<void>;
}
