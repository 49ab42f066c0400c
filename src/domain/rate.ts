/** So many at once, and then so many a second. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * A token bucket kept as one number: the moment, in milliseconds of any steady clock, at which the bucket is full
 * again. 0 is a full bucket. Answers the number after taking one token, or how long until there is one.
 */
export function takeToken(
  fullAt: number,
  now: number,
  { burst, perSecond }: Rate,
): { readonly fullAt: number } | { readonly waitMs: number } {
  const interval = 1000 / perSecond;
  const next = Math.max(fullAt, now) + interval;
  const waitMs = next - now - burst * interval;
  return waitMs > 0 ? { waitMs: Math.ceil(waitMs) } : { fullAt: next };
}
