import type { Contract } from '../support/contract.js';
import type { Stores } from './stores.js';

export const keepsakesContract: Contract<Stores> = {
  'keeps the first that is proposed under a name, also at once': async ({ keepsakes }) => {
    const kept = await Promise.all(['one', 'two', 'three'].map((value) => keepsakes.keep('keys', value)));
    expect(new Set(kept).size).toBe(1);
    expect(await keepsakes.keep('keys', 'four')).toBe(kept[0]);
    expect(await keepsakes.keep('seal', '{"印": 1}')).toBe('{"印": 1}');
  },
};
