import type { LimitName } from '../../src/application/limits.js';
import { MemoryRateLimits } from '../../src/infrastructure/memory/memory-rate-limits.js';
import type { Open } from '../support/contract.js';
import { ManualClock } from '../support/manual-clock.js';
import type { Limited } from './rate-limits.contract.js';

type Take = (take: MemoryRateLimits['take'], limit: LimitName, key: string) => Promise<number | undefined>;

/** The memory limits, with another way to take. */
const opened =
  (mutant: Take, speed = 1, backTo = (key: string): string | undefined => key): Open<Limited> =>
  async () => {
    const clock = new ManualClock();
    const rateLimits = new MemoryRateLimits(clock);
    const take = rateLimits.take.bind(rateLimits);
    return {
      subject: {
        rateLimits: {
          take: (limit, key) => mutant(take, limit, key),
          async giveBack(limit, key) {
            const to = backTo(key);
            if (to !== undefined) await rateLimits.giveBack(limit, to);
          },
        },
        pass: (ms) => clock.advance(ms * speed),
      },
    };
  };

const honest: Take = (take, limit, key) => take(limit, key);

export const openMemoryRateLimits = opened(honest);

let last = 0;

export const rateLimitsMutants: Record<string, Open<Limited>> = {
  'limits nothing': opened(async () => undefined),
  'never lets go': opened(honest, 0),
  'has a clock that runs too fast': opened(honest, 2),
  'takes nothing back': opened(honest, 1, () => undefined),
  'takes back whatever it is given for one': opened(honest, 1, () => 'ann'),
  'says the wrong wait': opened(async (take, limit, key) =>
    (await take(limit, key)) === undefined ? undefined : 1,
  ),
  'counts all keys as one': opened((take, limit) => take(limit, 'all')),
  'counts all limits as one': opened((take, _limit, key) => take('messages', key)),
  'saves up for ever': opened((take, limit, key) => take(limit, `${key}${(last += 1) % 3}`)),
};
