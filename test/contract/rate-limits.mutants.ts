import type { Rate } from '../../src/domain/rate.js';
import { MemoryRateLimits } from '../../src/infrastructure/memory/memory-rate-limits.js';
import type { Open } from '../support/contract.js';
import { ManualClock } from '../support/manual-clock.js';
import type { Limited } from './rate-limits.contract.js';

type Take = (take: MemoryRateLimits['take'], bucket: string, rate: Rate) => Promise<number | undefined>;

/** The memory limits, with another way to take. */
const opened =
  (mutant: Take, speed = 1, backTo = (bucket: string): string | undefined => bucket): Open<Limited> =>
  async () => {
    const clock = new ManualClock();
    const rateLimits = new MemoryRateLimits(clock);
    const take = rateLimits.take.bind(rateLimits);
    return {
      subject: {
        rateLimits: {
          take: (bucket, rate) => mutant(take, bucket, rate),
          async giveBack(bucket, rate) {
            const to = backTo(bucket);
            if (to !== undefined) await rateLimits.giveBack(to, rate);
          },
        },
        pass: (ms) => clock.advance(ms * speed),
      },
    };
  };

const honest: Take = (take, bucket, rate) => take(bucket, rate);

export const openMemoryRateLimits = opened(honest);

let last = 0;

export const rateLimitsMutants: Record<string, Open<Limited>> = {
  'limits nothing': opened(async () => undefined),
  'never lets go': opened(honest, 0),
  'has a clock that runs too fast': opened(honest, 2),
  'takes nothing back': opened(honest, 1, () => undefined),
  'takes back whatever it is given for one': opened(honest, 1, () => 'ann'),
  'says the wrong wait': opened(async (take, bucket, rate) =>
    (await take(bucket, rate)) === undefined ? undefined : 1,
  ),
  'counts all buckets as one': opened((take, _bucket, rate) => take('all', rate)),
  'knows one rate': opened((take, bucket) => take(bucket, { burst: 30, perSecond: 5 })),
  'saves up for ever': opened((take, bucket, rate) => take(`${bucket}${(last += 1) % 3}`, rate)),
};
