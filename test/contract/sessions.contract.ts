import type { Contract } from '../support/contract.js';
import { ann, bob, session, type Stores } from './stores.js';

const phone = session('phone', 'digest-1', 1_700_000_000_123);
const laptop = session('laptop', 'digest-2', 1);
/** Of another user. */
const other = session('other', 'digest-3', 1_700_000_000_123, 'bob');
/** When nothing has expired yet. */
const NOW = 0;

export const sessionsContract: Contract<Stores> = {
  'finds a session and its user by the token’s digest': async ({ users, sessions }) => {
    await users.add(ann);
    await users.add(bob);
    await sessions.add(phone, NOW);
    await sessions.add(other, NOW);
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

  'notes the use of a session, and of no other': async ({ users, sessions }) => {
    await users.add(ann);
    await sessions.add(phone, NOW);
    await sessions.add(laptop, NOW);
    const { seenAt, expiresAt } = { seenAt: phone.seenAt + 1, expiresAt: phone.expiresAt + 2 };
    await sessions.touch('phone', seenAt, expiresAt);
    expect((await sessions.findByToken('digest-1'))?.session).toEqual({ ...phone, seenAt, expiresAt });
    expect((await sessions.findByToken('digest-2'))?.session).toEqual(laptop);
  },

  'brings back no session that was ended': async ({ users, sessions }) => {
    await users.add(ann);
    await sessions.add(phone, NOW);
    await sessions.end('phone');
    await sessions.touch('phone', phone.seenAt, phone.expiresAt + 1);
    expect(await sessions.findByToken('digest-1')).toBeUndefined();
  },

  'lists the sessions of a user that last, those used last first': async ({ users, sessions }) => {
    await users.add(ann);
    await users.add(bob);
    for (const one of [phone, laptop, other]) await sessions.add(one, NOW);
    await sessions.touch('laptop', phone.seenAt + 1, 2000);
    expect((await sessions.of('ann', 1999)).map(({ id }) => id)).toEqual(['laptop', 'phone']);
    expect(await sessions.of('ann', 2000)).toEqual([phone]);
    expect(await sessions.of('cem', NOW)).toEqual([]);
  },

  'ends all sessions of a user, names them, and ends no other': async ({ users, sessions }) => {
    await users.add(ann);
    await users.add(bob);
    for (const one of [phone, laptop, other]) await sessions.add(one, NOW);
    expect((await sessions.endAll('ann')).toSorted()).toEqual(['laptop', 'phone']);
    expect(await sessions.endAll('ann')).toEqual([]);
    expect(await sessions.findByToken('digest-1')).toBeUndefined();
    expect(await sessions.findByToken('digest-2')).toBeUndefined();
    expect(await sessions.findByToken('digest-3')).toBeDefined();
  },

  'ends all sessions of a user but one': async ({ users, sessions }) => {
    await users.add(ann);
    for (const one of [phone, laptop]) await sessions.add(one, NOW);
    expect(await sessions.endAll('ann', 'phone')).toEqual(['laptop']);
    expect(await sessions.of('ann', NOW)).toEqual([phone]);
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
      sessions.add(session(`session-${n}`, `digest-${n}`, expiresAt), now);
    const left = async () => {
      const found = await Promise.all([1, 2, 3, 4, 5].map((n) => sessions.findByToken(`digest-${n}`)));
      return found.flatMap((one) => one?.session.id ?? []);
    };
    await add(1, 1000, NOW);
    await add(2, 1001, NOW);
    await add(3, 1002, NOW);
    expect(await left()).toEqual(['session-1', 'session-2', 'session-3']);
    await sessions.touch('session-1', 0, 3000);
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
