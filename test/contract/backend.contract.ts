import type { Contract } from '../support/contract.js';
import { ann, said, seat, type Stores, tea } from './stores.js';

export const backendContract: Contract<Stores> = {
  'has no trouble while all is well': async ({ health }) => {
    expect(await health.trouble()).toBeUndefined();
  },

  'finishes what was begun before it closes': async (stores) => {
    await seat(stores, tea, ann);
    const guard = { room: tea.version, member: (await stores.memberships.find('tea', 'ann'))!.version };
    const begun = ['a', 'b', 'c'].map((id) =>
      stores.log.append({ room: 'tea', entry: said(ann, id), guard, digest: id }),
    );
    await stores.close();
    expect(await Promise.all(begun)).toMatchObject([1, 2, 3].map((seq) => ({ status: 'appended', seq })));
  },

  'closes twice without harm': async (stores) => {
    await Promise.all([stores.close(), stores.close()]);
    await expect(stores.close()).resolves.toBeUndefined();
  },
};
