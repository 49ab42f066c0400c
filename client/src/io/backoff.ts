const FIRST = 1000;
export const LONGEST = 20_000;

/**
 * How long to wait before another try, in milliseconds, after so many that failed: longer each time, and for each by chance,
 * so that a server that restarts is not met by everyone at once.
 */
export const pauseBefore = (tries: number): number =>
  Math.min(LONGEST, FIRST * 2 ** tries) * (0.5 + Math.random() / 2);
