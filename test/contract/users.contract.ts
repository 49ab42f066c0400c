import { LOBBY, Room } from '../../src/domain/room.js';
import { User } from '../../src/domain/user.js';
import type { Contract } from '../support/contract.js';
import { ann, bob, cem, say, seat, session, tea, type Stores } from './stores.js';

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

  'appoints administrators, and dismisses all but the last who is not banned': async ({ users }) => {
    for (const user of [ann, bob, cem]) await users.add(user);
    expect(await users.appoint('ann', true)).toEqual({ ...ann, admin: true });
    expect(await users.appoint('bob', false)).toEqual(bob);
    expect(await users.appoint('ann', false)).toBe('last');
    expect(await users.find('ann')).toEqual({ ...ann, admin: true });
    for (const id of ['bob', 'cem']) await users.appoint(id, true);
    await users.update('cem', { banned: true });
    const answers = await Promise.all(['ann', 'bob'].map((id) => users.appoint(id, false)));
    expect(answers).toContain('last');
    expect(answers).toContainEqual(answers[0] === 'last' ? bob : ann);
    expect(await users.appoint('nobody', true)).toBeUndefined();
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
      nudges: false,
      quiet: { from: '22:00', to: '07:30', zone: 'Asia/Shanghai' },
      admin: true,
      banned: true,
    } as const;
    expect(await users.update('ann', change)).toEqual({ ...ann, ...change });
    expect(await users.find('ann')).toEqual({ ...ann, ...change });
  },

  'changes what is given, and nothing else of anyone': async ({ users }) => {
    await users.add(ann);
    await users.add(bob);
    const quiet = { from: '22:00', to: '07:30', zone: 'UTC' };
    await users.update('ann', { status: 'Tea', admin: true, quiet });
    expect(await users.update('ann', { nickname: 'Anna', admin: false, quiet: null })).toEqual({
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

  'lets guests go who left nothing behind, and nobody who did': async (stores) => {
    const { users, sessions, accounts, memberships } = stores;
    const lobby = Room.open(LOBBY, 'Lobby');
    const [dan, eve, fay, gil] = ['dan', 'eve', 'fay', 'gil'].map((id) => User.guest(id, id));
    await seat(stores, lobby, ann, bob, cem, dan!, eve!, fay!, gil!);
    await say(stores, LOBBY, ann, 'a');
    await accounts.claim('bob', 'bob', 'kept');
    await sessions.add(session('phone', 'digest', 1001, 'cem'), 0);
    await seat(stores, tea, dan!);
    await seat(stores, Room.open('left', 'Left'), eve!);
    await say(stores, 'left', eve!, 'e');
    await memberships.leave('left', 'eve');
    await sessions.add(session('old', 'digest-2', 1000, 'fay'), 0);
    await users.sweepGuests(1000, await users.sweepGuests(1000, 0));
    const left = await Promise.all(
      ['ann', 'bob', 'cem', 'dan', 'eve', 'fay', 'gil'].map((id) => users.find(id)),
    );
    expect(left.map((user) => user?.id)).toEqual(['ann', 'bob', 'cem', 'dan', 'eve', undefined, undefined]);
    expect(await memberships.count(LOBBY)).toBe(5);
    expect(await sessions.findByToken('digest-2')).toBeUndefined();
  },

  'spares guests from a place on': async ({ users }) => {
    const place = await users.sweepGuests(0, 0);
    await users.add(ann);
    expect(await users.sweepGuests(0, place)).toBeGreaterThan(place);
    expect(await users.find('ann')).toEqual(ann);
    const later = await users.sweepGuests(0, place);
    await users.sweepGuests(0, later);
    expect(await users.find('ann')).toBeUndefined();
  },

  'leaves no trace of who is gone with others, nor keeps the log from being read': async (stores) => {
    const { users, contacts, overview, log } = stores;
    await seat(stores, Room.open(LOBBY, 'Lobby'), ann, bob);
    await say(stores, LOBBY, ann, 'a');
    await contacts.set('ann', 'bob', 'accepted');
    await users.sweepGuests(0, await users.sweepGuests(0, 0));
    expect(await users.find('bob')).toBeUndefined();
    expect(await contacts.list('ann')).toEqual([]);
    const seen = await overview.users({ before: Number.MAX_SAFE_INTEGER, limit: 10 });
    expect(seen.map(({ user }) => user.id)).toEqual(['ann']);
    expect((await log.after(LOBBY, 0, 10))?.entries).toHaveLength(1);
  },
};
