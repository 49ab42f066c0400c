import type { Contract } from '../support/contract.js';
import { ann, bob, type Stores } from './stores.js';

const phone = { id: 'phone', user: 'ann', token: 'digest-1', expiresAt: 1_700_000_000_123 };
const laptop = { id: 'laptop', user: 'ann', token: 'digest-2', expiresAt: 1 };

export const sessionsContract: Contract<Stores> = {
  'finds a session and its user by the token’s digest': async ({ users, sessions }) => {
    await users.save(ann);
    await users.save(bob);
    await sessions.add(phone);
    await sessions.add({ ...phone, id: 'other', user: 'bob', token: 'digest-3' });
    expect(await sessions.findByToken('digest-1')).toEqual({ session: phone, user: ann });
  },

  'finds nothing by an unknown token': async ({ users, sessions }) => {
    await users.save(ann);
    await sessions.add(phone);
    expect(await sessions.findByToken('digest-0')).toBeUndefined();
    expect(await sessions.findByToken('phone')).toBeUndefined();
  },

  'finds a session that has expired': async ({ users, sessions }) => {
    await users.save(ann);
    await sessions.add(laptop);
    expect(await sessions.findByToken('digest-2')).toEqual({ session: laptop, user: ann });
  },

  'brings the user of now': async ({ users, sessions }) => {
    await users.save(ann);
    await sessions.add(phone);
    await users.save(ann.rename('Anna'));
    expect((await sessions.findByToken('digest-1'))?.user.nickname).toBe('Anna');
  },

  'moves the end of a session, and of no other': async ({ users, sessions }) => {
    await users.save(ann);
    await sessions.add(phone);
    await sessions.add(laptop);
    await sessions.prolong('phone', phone.expiresAt + 1);
    expect((await sessions.findByToken('digest-1'))?.session).toEqual({
      ...phone,
      expiresAt: phone.expiresAt + 1,
    });
    expect((await sessions.findByToken('digest-2'))?.session).toEqual(laptop);
  },

  'brings back no session that was ended': async ({ users, sessions }) => {
    await users.save(ann);
    await sessions.add(phone);
    await sessions.end('phone');
    await sessions.prolong('phone', phone.expiresAt + 1);
    expect(await sessions.findByToken('digest-1')).toBeUndefined();
  },

  'ends a session, once, and no other': async ({ users, sessions }) => {
    await users.save(ann);
    await sessions.add(phone);
    await sessions.add(laptop);
    expect(await sessions.end('phone')).toBe(true);
    expect(await sessions.end('phone')).toBe(false);
    expect(await sessions.findByToken('digest-1')).toBeUndefined();
    expect(await sessions.findByToken('digest-2')).toBeDefined();
  },
};
