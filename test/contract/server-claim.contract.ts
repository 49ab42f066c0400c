import type { Contract } from '../support/contract.js';
import { ann, bob, type Stores } from './stores.js';

async function withPeople({ users, serverClaim }: Stores): Promise<Stores['serverClaim']> {
  for (const user of [ann, bob]) await users.add(user);
  return serverClaim;
}

export const serverClaimContract: Contract<Stores> = {
  'keeps the first token that is proposed': async (stores) => {
    const claim = await withPeople(stores);
    expect(await claim.token('first')).toBe('first');
    expect(await claim.token('second')).toBe('first');
  },

  'makes the user who brings the token an administrator, and nobody else': async (stores) => {
    const claim = await withPeople(stores);
    await claim.token('token');
    expect(await claim.claim('token', 'ann')).toEqual({ ...ann, admin: true });
    expect(await stores.users.find('ann')).toEqual({ ...ann, admin: true });
    expect(await stores.users.find('bob')).toEqual(bob);
  },

  'takes no other token, and none before there is one': async (stores) => {
    const claim = await withPeople(stores);
    expect(await claim.claim('', 'ann')).toBeUndefined();
    await claim.token('token');
    for (const other of ['', 'toke', 'token ', 'null', 'undefined'])
      expect(await claim.claim(other, 'ann')).toBeUndefined();
    expect(await stores.users.find('ann')).toEqual(ann);
    expect(await claim.token('another')).toBe('token');
  },

  'is used up by nobody': async (stores) => {
    const claim = await withPeople(stores);
    await claim.token('token');
    expect(await claim.claim('token', 'nobody')).toBeUndefined();
    expect(await claim.token('another')).toBe('token');
    expect(await claim.claim('token', 'ann')).toBeDefined();
  },

  'can be used once, also at once': async (stores) => {
    const claim = await withPeople(stores);
    await claim.token('token');
    const claimed = await Promise.all(['ann', 'bob', 'ann'].map((user) => claim.claim('token', user)));
    expect(claimed.filter((user) => user !== undefined)).toHaveLength(1);
    expect(await claim.token('another')).toBeUndefined();
    expect(await claim.claim('another', 'bob')).toBeUndefined();
  },
};
