import type { Claimed } from '../../src/application/ports/accounts.js';
import { User } from '../../src/domain/user.js';
import type { Contract } from '../support/contract.js';
import { ann, bob, cem, type Stores } from './stores.js';

const annOf = (number: number, username = 'ann.lee'): User => ({ ...ann, kind: 'account', username, number });

async function withPeople({ users, accounts }: Stores): Promise<Stores['accounts']> {
  for (const user of [ann, bob, cem]) await users.add(user);
  return accounts;
}

const statuses = (claims: readonly Claimed[]): string[] => claims.map(({ status }) => status);

export const accountsContract: Contract<Stores> = {
  'makes a guest an account that is the same user': async (stores) => {
    const accounts = await withPeople(stores);
    expect(await accounts.claim('ann', 'ann.lee', 'kept')).toEqual({
      status: 'claimed',
      user: annOf(10_001),
    });
    expect(await stores.users.find('ann')).toEqual(annOf(10_001));
    expect(await stores.users.find('bob')).toEqual(bob);
  },

  'finds an account by username, by number and by id': async (stores) => {
    const accounts = await withPeople(stores);
    await accounts.claim('ann', '安.lee', 'kept');
    await accounts.claim('bob', 'bob', 'kept of bob');
    const found = { user: annOf(10_001, '安.lee'), password: 'kept' };
    expect(await accounts.find({ username: '安.lee' })).toEqual(found);
    expect(await accounts.find({ number: 10_001 })).toEqual(found);
    expect(await accounts.find({ id: 'ann' })).toEqual(found);
    expect((await accounts.find({ number: 10_002 }))?.user.id).toBe('bob');
  },

  'finds no account by what is not its name, nor a guest': async (stores) => {
    const accounts = await withPeople(stores);
    await accounts.claim('ann', 'ann.lee', 'kept');
    expect(await accounts.find({ username: 'ann' })).toBeUndefined();
    expect(await accounts.find({ username: 'Ann.lee' })).toBeUndefined();
    expect(await accounts.find({ number: 10_002 })).toBeUndefined();
    expect(await accounts.find({ id: 'bob' })).toBeUndefined();
    expect(await accounts.find({ id: 'nobody' })).toBeUndefined();
  },

  'brings the user of now': async (stores) => {
    const accounts = await withPeople(stores);
    await accounts.claim('ann', 'ann.lee', 'kept');
    await stores.users.update('ann', { nickname: 'Anna', banned: true });
    expect((await accounts.find({ id: 'ann' }))?.user).toMatchObject({ nickname: 'Anna', banned: true });
  },

  'refuses a username that looks like another, and keeps nothing of it': async (stores) => {
    const accounts = await withPeople(stores);
    await accounts.claim('ann', 'paul', 'kept');
    expect(await accounts.claim('bob', 'pau1', 'other')).toEqual({ status: 'username_taken' });
    expect(await stores.users.find('bob')).toEqual(bob);
    expect(await accounts.find({ id: 'bob' })).toBeUndefined();
    expect(await accounts.claim('bob', 'bob', 'kept')).toMatchObject({ user: { number: 10_002 } });
  },

  'gives a username to one of many who claim it at once': async (stores) => {
    const accounts = await withPeople(stores);
    const claims = ['ann', 'bob', 'cem'].map((id) => accounts.claim(id, 'paul', id));
    expect(statuses(await Promise.all(claims)).toSorted()).toEqual([
      'claimed',
      'username_taken',
      'username_taken',
    ]);
  },

  'gives no number twice': async (stores) => {
    const accounts = await withPeople(stores);
    await Promise.all(['ann', 'bob', 'cem'].map((id) => accounts.claim(id, `${id}.x`, 'kept')));
    const users = await Promise.all(['ann', 'bob', 'cem'].map((id) => stores.users.find(id)));
    expect(new Set(users.map((user) => user?.number))).toEqual(new Set([10_001, 10_002, 10_003]));
  },

  'claims once for each guest, and for nobody else': async (stores) => {
    const accounts = await withPeople(stores);
    await accounts.claim('ann', 'ann.lee', 'kept');
    expect(await accounts.claim('ann', 'another', 'other')).toEqual({ status: 'no_guest' });
    expect(await accounts.claim('nobody', 'another', 'other')).toEqual({ status: 'no_guest' });
    expect(await accounts.find({ id: 'ann' })).toEqual({ user: annOf(10_001), password: 'kept' });
    expect(statuses([await accounts.claim('bob', 'another', 'kept')])).toEqual(['claimed']);
  },

  'changes the password of an account, and of no other': async (stores) => {
    const accounts = await withPeople(stores);
    await accounts.claim('ann', 'ann.lee', 'kept');
    await accounts.claim('bob', 'bob', 'kept of bob');
    expect(await accounts.changePassword('ann', 'kept now')).toBe(true);
    expect((await accounts.find({ id: 'ann' }))?.password).toBe('kept now');
    expect((await accounts.find({ id: 'bob' }))?.password).toBe('kept of bob');
  },

  'keeps no password of a guest': async (stores) => {
    const accounts = await withPeople(stores);
    expect(await accounts.changePassword('ann', 'kept')).toBe(false);
    expect(await accounts.changePassword('nobody', 'kept')).toBe(false);
    expect(await accounts.find({ id: 'ann' })).toBeUndefined();
  },
};
