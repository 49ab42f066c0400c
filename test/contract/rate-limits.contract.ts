import type { RateLimits } from '../../src/application/ports/rate-limits.js';
import type { Rate } from '../../src/domain/rate.js';
import type { Contract } from '../support/contract.js';

/** Limits, and the clock they go by. */
export interface Limited {
  readonly rateLimits: RateLimits;
  pass(ms: number): Promise<void>;
}

const rate: Rate = { burst: 30, perSecond: 5 };
const { burst, perSecond } = rate;
/** Once in ten minutes. */
const slow: Rate = { burst: 1, perSecond: 1 / 600 };

/** How many of so many are let through. */
async function passing({ rateLimits }: Limited, times: number, bucket = 'ann'): Promise<number> {
  const waits = await Promise.all(Array.from({ length: times }, () => rateLimits.take(bucket, rate)));
  return waits.filter((wait) => wait === undefined).length;
}

export const rateLimitsContract: Contract<Limited> = {
  'lets a burst through, and no more': async (limited) => {
    expect(await passing(limited, burst * 2)).toBe(burst);
  },

  'says after how long the next is let through': async (limited) => {
    await passing(limited, burst);
    const wait = await limited.rateLimits.take('ann', rate);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(1000 / perSecond);
    await limited.pass(wait!);
    expect(await passing(limited, 2)).toBe(1);
  },

  'lets through what the rate gives, as time goes': async (limited) => {
    await passing(limited, burst);
    await limited.pass(2000);
    expect(await passing(limited, burst)).toBe(2 * perSecond);
  },

  'saves up no more than a burst': async (limited) => {
    await passing(limited, burst);
    await limited.pass(3_600_000);
    expect(await passing(limited, burst * 2)).toBe(burst);
  },

  'takes back what did not count, into the same bucket': async (limited) => {
    await passing(limited, burst);
    await limited.rateLimits.giveBack('ann', rate);
    await limited.rateLimits.giveBack('ann', rate);
    expect(await passing(limited, 3)).toBe(2);
    await limited.rateLimits.giveBack('bob', rate);
    expect(await passing(limited, 1)).toBe(0);
  },

  'holds no more than a burst, whatever is given back': async (limited) => {
    await passing(limited, 1);
    for (let n = 0; n < burst; n += 1) await limited.rateLimits.giveBack('ann', rate);
    expect(await passing(limited, burst * 2)).toBe(burst);
  },

  'counts each bucket for itself': async (limited) => {
    await passing(limited, burst);
    expect(await passing(limited, 1, 'bob')).toBe(1);
    expect(await passing(limited, 1, '__proto__')).toBe(1);
  },

  'goes by the rate that is given': async (limited) => {
    await passing(limited, burst);
    expect(await limited.rateLimits.take('bob', slow)).toBeUndefined();
    expect(await limited.rateLimits.take('bob', slow)).toBe(600_000);
    await limited.rateLimits.giveBack('bob', slow);
    expect(await limited.rateLimits.take('bob', slow)).toBeUndefined();
    await limited.pass(599_999);
    expect(await limited.rateLimits.take('bob', slow)).toBe(1);
  },
};
