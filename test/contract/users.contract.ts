import { User } from '../../src/domain/user.js';
import type { Contract } from '../support/contract.js';
import { ann, bob, type Stores } from './stores.js';

export const usersContract: Contract<Stores> = {
  'finds a user as saved': async ({ users }) => {
    const user = User.guest('__proto__', '安 👩‍🚀');
    await users.save(user);
    expect(await users.find('__proto__')).toEqual(user);
    expect(await users.find('__proto__')).toBeInstanceOf(User);
  },

  'finds nothing under an unknown id': async ({ users }) => {
    await users.save(ann);
    expect(await users.find('Ann')).toBeUndefined();
  },

  'replaces the user of an id, and no other': async ({ users }) => {
    await users.save(ann);
    await users.save(bob);
    await users.save(ann.rename('Anna'));
    expect((await users.find('ann'))?.nickname).toBe('Anna');
    expect(await users.find('bob')).toEqual(bob);
  },

  'lets nicknames repeat': async ({ users }) => {
    await users.save(ann);
    await users.save(bob.rename('Ann'));
    expect((await users.find('ann'))?.nickname).toBe('Ann');
    expect((await users.find('bob'))?.nickname).toBe('Ann');
  },
};
