import type { Contract } from '../support/contract.js';
import { ann, bob, type Stores } from './stores.js';

const phone = { id: 'phone', user: 'ann', token: 'digest-1', expiresAt: 1_700_000_000_123 };
const laptop = { id: 'laptop', user: 'ann', token: 'digest-2', expiresAt: 1 };
/** When nothing has expired yet. */
const NOW = 0;

export const sessionsContract: Contract<Stores> = {
  'finds a session and its user by the token’s digest': async ({ users, sessions }) => {
    await users.add(ann);
    await users.add(bob);
    await sessions.add(phone, NOW);
    await sessions.add({ ...phone, id: 'other', user: 'bob', token: 'digest-3' }, NOW);
    expect(await sessions.findByToken('digest-1')).toEqual({ session: phone, user: ann });
  },

  'finds nothing by an unknown token': async ({ users, sessions }) => {
    await users.add(ann);
    await sessions.add(phone, NOW);
    expect(await sessions.findByToken('digest-0')).toBeUndefined();
    expect(await sessions.findByToken('phone')).toBeUndefined();
  },

  'finds a session that has expired': async ({ users, sessions }) => {
    await users.add(ann);
    await sessions.add(laptop, NOW);
    expect(await sessions.findByToken('digest-2')).toEqual({ session: laptop, user: ann });
  },

  'brings the user of now': async ({ users, sessions }) => {
    await users.add(ann);
    await sessions.add(phone, NOW);
    await users.update('ann', { nickname: 'Anna' });
    expect((await sessions.findByToken('digest-1'))?.user.nickname).toBe('Anna');
  },

  'moves the end of a session, and of no other': async ({ users, sessions }) => {
    await users.add(ann);
    await sessions.add(phone, NOW);
    await sessions.add(laptop, NOW);
    await sessions.prolong('phone', phone.expiresAt + 1);
    expect((await sessions.findByToken('digest-1'))?.session).toEqual({
      ...phone,
      expiresAt: phone.expiresAt + 1,
    });
    expect((await sessions.findByToken('digest-2'))?.session).toEqual(laptop);
  },

  'brings back no session that was ended': async ({ users, sessions }) => {
    await users.add(ann);
    await sessions.add(phone, NOW);
    await sessions.end('phone');
    await sessions.prolong('phone', phone.expiresAt + 1);
    expect(await sessions.findByToken('digest-1')).toBeUndefined();
  },

  'ends a session, once, and no other': async ({ users, sessions }) => {
    await users.add(ann);
    await sessions.add(phone, NOW);
    await sessions.add(laptop, NOW);
    expect(await sessions.end('phone')).toBe(true);
    expect(await sessions.end('phone')).toBe(false);
    expect(await sessions.findByToken('digest-1')).toBeUndefined();
    expect(await sessions.findByToken('digest-2')).toBeDefined();
  },

  'removes sessions that have expired, and no others, as new ones come': async ({ users, sessions }) => {
    await users.add(ann);
    const add = (n: number, expiresAt: number, now: number) =>
      sessions.add({ id: `session-${n}`, user: 'ann', token: `digest-${n}`, expiresAt }, now);
    const left = async () => {
      const found = await Promise.all([1, 2, 3, 4, 5].map((n) => sessions.findByToken(`digest-${n}`)));
      return found.flatMap((one) => one?.session.id ?? []);
    };
    await add(1, 1000, NOW);
    await add(2, 1001, NOW);
    await add(3, 1002, NOW);
    expect(await left()).toEqual(['session-1', 'session-2', 'session-3']);
    await sessions.prolong('session-1', 3000);
    await add(4, 2001, 1001);
    expect(await left()).toEqual(['session-1', 'session-3', 'session-4']);
    await add(5, 2002, 2000);
    expect(await left()).toEqual(['session-1', 'session-4', 'session-5']);
  },

  'removes only so many expired sessions at once, and all of them in time': async ({ users, sessions }) => {
    await users.add(ann);
    const old = Array.from({ length: 60 }, (_, n) => ({ ...laptop, id: `old-${n}`, token: `old-${n}` }));
    for (const session of old) await sessions.add(session, NOW);
    const left = async () => {
      const found = await Promise.all(old.map(({ token }) => sessions.findByToken(token)));
      return found.filter((one) => one !== undefined).length;
    };
    await sessions.add(phone, 1);
    expect(await left()).toBeGreaterThan(0);
    for (let n = 0; n < 60; n += 1) await sessions.add({ ...phone, id: `p-${n}`, token: `p-${n}` }, 1);
    expect(await left()).toBe(0);
  },
};
