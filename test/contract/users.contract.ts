import { User } from '../../src/domain/user.js';
import type { Contract } from '../support/contract.js';
import { ann, bob, type Stores } from './stores.js';

export const usersContract: Contract<Stores> = {
  'finds a user as added': async ({ users }) => {
    const user = User.guest('__proto__', '安 👩‍🚀');
    await users.add(user);
    expect(await users.find('__proto__')).toEqual(user);
  },

  'finds nothing under an unknown id': async ({ users }) => {
    await users.add(ann);
    expect(await users.find('Ann')).toBeUndefined();
  },

  'leaves a user who is there as is': async ({ users }) => {
    await users.add(ann);
    await users.add(User.guest('ann', 'Anna'));
    expect(await users.find('ann')).toEqual(ann);
  },

  'changes all that can change, and answers the user of now': async ({ users }) => {
    await users.add(ann);
    const change = {
      nickname: 'Änn',
      status: '在忙',
      avatar: 'digest',
      availability: 'busy',
      directs: 'accepted',
      admin: true,
      banned: true,
    } as const;
    expect(await users.update('ann', change)).toEqual({ ...ann, ...change });
    expect(await users.find('ann')).toEqual({ ...ann, ...change });
  },

  'changes what is given, and nothing else of anyone': async ({ users }) => {
    await users.add(ann);
    await users.add(bob);
    await users.update('ann', { status: 'Tea', admin: true });
    expect(await users.update('ann', { nickname: 'Anna', admin: false })).toEqual({
      ...ann,
      nickname: 'Anna',
      status: 'Tea',
    });
    expect(await users.update('ann', {})).toMatchObject({ nickname: 'Anna', status: 'Tea' });
    expect(await users.find('bob')).toEqual(bob);
  },

  'keeps all of several changes at once': async ({ users }) => {
    await users.add(ann);
    await Promise.all([
      users.update('ann', { nickname: 'Anna' }),
      users.update('ann', { status: 'Tea' }),
      users.update('ann', { availability: 'away' }),
    ]);
    expect(await users.find('ann')).toEqual({
      ...ann,
      nickname: 'Anna',
      status: 'Tea',
      availability: 'away',
    });
  },

  'changes nobody under an unknown id': async ({ users }) => {
    expect(await users.update('ann', { nickname: 'Anna' })).toBeUndefined();
    expect(await users.find('ann')).toBeUndefined();
  },

  'lets nicknames repeat': async ({ users }) => {
    await users.add(ann);
    await users.add(User.guest('bob', 'Ann'));
    expect((await users.find('ann'))?.nickname).toBe('Ann');
    expect((await users.find('bob'))?.nickname).toBe('Ann');
  },
};
