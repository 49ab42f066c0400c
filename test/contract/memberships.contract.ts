import type { Marked } from '../../src/application/ports/memberships.js';
import { User } from '../../src/domain/user.js';
import type { Contract } from '../support/contract.js';
import { AT, ALL, ann, bob, cem, epochOf, say, seat, type Stores, tea, zoo } from './stores.js';

const names = (members: readonly { nickname: string }[]) => members.map(({ nickname }) => nickname);

export const membershipsContract: Contract<Stores> = {
  'makes a member who has read everything so far and may see all of it': async (stores) => {
    await seat(stores, tea, ann);
    await say(stores, 'tea', ann, 'a');
    await say(stores, 'tea', ann, 'b');
    await stores.users.add(bob);
    const joined = await stores.memberships.join('tea', 'bob', AT);
    expect(joined).toMatchObject({
      created: true,
      membership: { room: 'tea', user: 'bob', from: 0, marker: 2 },
    });
    expect(await stores.memberships.find('tea', 'bob')).toEqual(joined?.membership);
  },

  'finds no membership of others or elsewhere': async (stores) => {
    await seat(stores, tea, ann);
    await seat(stores, zoo, bob);
    expect(await stores.memberships.find('tea', 'bob')).toBeUndefined();
    expect(await stores.memberships.find('zoo', 'ann')).toBeUndefined();
    expect(await stores.memberships.find('nowhere', 'ann')).toBeUndefined();
  },

  'leaves a member as is who joins again': async (stores) => {
    const { memberships, users } = stores;
    await stores.rooms.ensure(tea);
    await users.add(ann);
    const answers = await Promise.all([1, 2, 3].map(() => memberships.join('tea', 'ann', AT)));
    expect(answers.filter((answer) => answer?.created)).toHaveLength(1);
    await say(stores, 'tea', ann, 'a');
    const again = await memberships.join('tea', 'ann', AT);
    expect(again).toEqual({ membership: answers[0]!.membership, created: false });
    expect(await memberships.count('tea')).toBe(1);
  },

  'joins nobody to an unknown room': async ({ memberships, users }) => {
    await users.add(ann);
    expect(await memberships.join('tea', 'ann', AT)).toBeUndefined();
    expect(await memberships.roomsOf('ann')).toEqual([]);
  },

  'gives one who finds nobody there the role for that, and others none': async (stores) => {
    await seat(stores, tea);
    for (const user of [ann, bob]) await stores.users.add(user);
    await Promise.all(['ann', 'bob'].map((user) => stores.memberships.join('tea', user, AT, 'owner')));
    const roles = (await stores.memberships.page('tea', { after: 0, limit: ALL })).map(({ role }) => role);
    expect(roles).toEqual(['owner', 'member']);
    await seat(stores, zoo, ann);
    expect((await stores.memberships.find('zoo', 'ann'))!.role).toBe('member');
  },

  'lets an owner go when nobody else is left': async (stores) => {
    await seat(stores, tea);
    for (const user of [ann, bob]) await stores.users.add(user);
    await stores.memberships.join('tea', 'ann', AT, 'owner');
    await stores.memberships.join('tea', 'bob', AT);
    expect(await stores.memberships.leave('tea', 'ann')).toBe('owner_needed');
    expect(await stores.memberships.find('tea', 'ann')).toBeDefined();
    expect(await stores.memberships.leave('tea', 'bob')).toBe(true);
    expect(await stores.memberships.leave('tea', 'ann')).toBe(true);
  },

  'tells the membership of now': async (stores) => {
    const { memberships } = stores;
    await seat(stores, tea, ann);
    const first = await memberships.current('tea', 'ann');
    expect(first).toEqual(await memberships.find('tea', 'ann'));
    await memberships.leave('tea', 'ann');
    expect(await memberships.current('tea', 'ann')).toBeUndefined();
    await memberships.join('tea', 'ann', AT);
    expect((await memberships.current('tea', 'ann'))!.version).toBeGreaterThan(first!.version);
    expect(await memberships.current('tea', 'bob')).toBeUndefined();
  },

  'ends a membership, once': async (stores) => {
    await seat(stores, tea, ann, bob);
    await seat(stores, zoo, ann);
    await stores.memberships.find('tea', 'ann');
    expect(await stores.memberships.leave('tea', 'ann')).toBe(true);
    expect(await stores.memberships.leave('tea', 'ann')).toBe(false);
    expect(await stores.memberships.leave('nowhere', 'ann')).toBe(false);
    expect(await stores.memberships.find('tea', 'ann')).toBeUndefined();
    expect(await stores.memberships.find('tea', 'bob')).toBeDefined();
    expect(await stores.memberships.find('zoo', 'ann')).toBeDefined();
  },

  'gives every membership of a room a higher version than those before': async (stores) => {
    await seat(stores, tea, ann, bob);
    const { memberships } = stores;
    const [first, second] = [await memberships.find('tea', 'ann'), await memberships.find('tea', 'bob')];
    await memberships.leave('tea', 'bob');
    await memberships.leave('tea', 'ann');
    const third = await memberships.join('tea', 'ann', AT);
    expect(first!.version).toBeLessThan(second!.version);
    expect(second!.version).toBeLessThan(third!.membership.version);
  },

  'names the rooms of a user': async (stores) => {
    await seat(stores, tea, ann, bob);
    await seat(stores, zoo, ann);
    expect((await stores.memberships.roomsOf('ann')).toSorted()).toEqual(['tea', 'zoo']);
    expect(await stores.memberships.roomsOf('bob')).toEqual(['tea']);
    expect(await stores.memberships.roomsOf('nobody')).toEqual([]);
  },

  'counts the members': async (stores) => {
    await seat(stores, tea, ann, bob, cem);
    await seat(stores, zoo);
    await stores.memberships.leave('tea', 'bob');
    await stores.memberships.leave('tea', 'bob');
    expect(await stores.memberships.count('tea')).toBe(2);
    expect(await stores.memberships.count('zoo')).toBe(0);
    expect(await stores.memberships.count('nowhere')).toBe(0);
  },

  'lists members in order of joining, a page at a time': async (stores) => {
    await seat(stores, zoo, cem);
    await seat(stores, tea, bob, cem, ann);
    await stores.memberships.leave('tea', 'bob');
    await stores.memberships.join('tea', 'bob', AT);
    const first = await stores.memberships.page('tea', { after: 0, limit: 2 });
    expect(names(first)).toEqual(['Cem', 'Ann']);
    const second = await stores.memberships.page('tea', { after: first[1]!.number, limit: 2 });
    expect(names(second)).toEqual(['Bob']);
    const { version } = (await stores.memberships.find('tea', 'bob'))!;
    expect(second).toEqual([{ id: 'bob', nickname: 'Bob', role: 'member', mutedUntil: 0, number: version }]);
    expect(await stores.memberships.page('nowhere', { after: 0, limit: 2 })).toEqual([]);
  },

  'lists the members whose nickname holds the query, in any case and width': async (stores) => {
    await seat(stores, tea, ann, bob, User.guest('li', '李 Ｂo%'), cem);
    const found = async (query: string) =>
      names(await stores.memberships.page('tea', { after: 0, limit: ALL, query }));
    expect(await found('BO')).toEqual(['Bob', '李 Ｂo%']);
    expect(await found('ｎｎ')).toEqual(['Ann']);
    expect(await found('李')).toEqual(['李 Ｂo%']);
    expect(await found('%')).toEqual(['李 Ｂo%']);
    expect(await found('_')).toEqual([]);
  },

  'names those of the users who are members, in order of joining': async (stores) => {
    await seat(stores, zoo, cem);
    await seat(stores, tea, bob, ann);
    const among = await stores.memberships.among('tea', ['ann', 'cem', 'nobody', 'bob', 'ann']);
    expect(names(among)).toEqual(['Bob', 'Ann']);
    expect(await stores.memberships.among('tea', [])).toEqual([]);
    const { version } = (await stores.memberships.find('tea', 'bob'))!;
    expect(among[0]).toEqual({ id: 'bob', nickname: 'Bob', role: 'member', mutedUntil: 0, number: version });
  },

  'lists members by the nickname and the avatar of today': async (stores) => {
    await seat(stores, tea, ann);
    await stores.users.update('ann', { nickname: 'Zoe', avatar: 'digest' });
    const [zoe] = await stores.memberships.among('tea', ['ann']);
    expect(zoe).toMatchObject({ nickname: 'Zoe', avatar: 'digest' });
    expect(names(await stores.memberships.page('tea', { after: 0, limit: ALL }))).toEqual(['Zoe']);
    expect(names(await stores.memberships.among('tea', ['ann']))).toEqual(['Zoe']);
    expect(names(await stores.memberships.page('tea', { after: 0, limit: ALL, query: 'zo' }))).toEqual([
      'Zoe',
    ]);
  },

  'finds the owner': async (stores) => {
    for (const user of [ann, bob]) await stores.users.add(user);
    const members = [
      { user: 'bob', role: 'member' },
      { user: 'ann', role: 'owner' },
    ] as const;
    await stores.rooms.create(tea, { by: 'ann', id: 'c', digest: '', at: AT, members });
    await seat(stores, zoo, bob);
    expect(await stores.memberships.owner('tea')).toEqual(await stores.memberships.find('tea', 'ann'));
    expect(await stores.memberships.owner('zoo')).toBeUndefined();
    expect(await stores.memberships.owner('nowhere')).toBeUndefined();
  },

  'knows a member by a nickname of the room’s own, and by it alone there': async (stores) => {
    await seat(stores, tea, ann, bob);
    await seat(stores, zoo, ann);
    const before = await stores.memberships.find('tea', 'ann');
    const { memberships } = stores;
    expect(await memberships.rename('tea', 'ann', 'Ｔeapot')).toBe(true);
    expect(await memberships.find('tea', 'ann')).toEqual({ ...before, nickname: 'Ｔeapot' });
    const found = async (room: string, query?: string) =>
      names(await memberships.page(room, { after: 0, limit: ALL, query }));
    expect(await found('tea')).toEqual(['Ｔeapot', 'Bob']);
    expect(names(await memberships.among('tea', ['ann']))).toEqual(['Ｔeapot']);
    expect(await found('tea', 'TEAP')).toEqual(['Ｔeapot']);
    expect(await found('tea', 'nn')).toEqual(['Ｔeapot']);
    expect(await found('zoo')).toEqual(['Ann']);
    expect(await memberships.rename('tea', 'ann', '')).toBe(true);
    expect(await found('tea', 'teap')).toEqual([]);
    expect(await found('tea')).toEqual(['Ann', 'Bob']);
    expect(await memberships.rename('zoo', 'bob', 'x')).toBe(false);
    expect(await memberships.rename('nowhere', 'ann', 'x')).toBe(false);
  },

  'notes of what a member wants to be notified: of everything at first, and in no other room': async (
    stores,
  ) => {
    await seat(stores, tea, ann, bob);
    await seat(stores, zoo, ann);
    const { memberships } = stores;
    const before = await memberships.find('tea', 'ann');
    expect(before!.notify).toBe('all');
    for (const level of ['mentions', 'none'] as const) {
      expect(await memberships.notify('tea', 'ann', level)).toBe(true);
      expect(await memberships.find('tea', 'ann')).toEqual({ ...before, notify: level });
    }
    expect(await memberships.find('tea', 'bob')).toMatchObject({ notify: 'all' });
    expect(await memberships.find('zoo', 'ann')).toMatchObject({ notify: 'all' });
    expect(await memberships.notify('zoo', 'bob', 'none')).toBe(false);
    expect(await memberships.notify('nowhere', 'ann', 'none')).toBe(false);
    await memberships.leave('tea', 'ann');
    expect(await memberships.join('tea', 'ann', AT)).toMatchObject({ membership: { notify: 'all' } });
  },

  'moves the marker forward, never back and never past the head': async (stores) => {
    await seat(stores, tea, ann, bob);
    const epoch = await epochOf(stores, 'tea');
    for (const id of ['a', 'b', 'c']) await say(stores, 'tea', ann, id);
    const mark = (seq: number) => stores.memberships.mark('tea', 'bob', epoch, seq);
    const before = await stores.memberships.find('tea', 'bob');
    expect(await mark(2)).toEqual({ epoch, marker: 2, unread: 1, mentions: 0 });
    expect(await mark(1)).toEqual({ epoch, marker: 2, unread: 1, mentions: 0 });
    expect(await mark(99)).toEqual({ epoch, marker: 3, unread: 0, mentions: 0 });
    expect(await stores.memberships.find('tea', 'bob')).toEqual({ ...before, marker: 3 });
    expect(await stores.memberships.find('tea', 'ann')).toMatchObject({ marker: 0 });
  },

  'counts as unread only what others said': async (stores) => {
    await seat(stores, tea, ann, bob);
    const epoch = await epochOf(stores, 'tea');
    await say(stores, 'tea', ann, 'a');
    await say(stores, 'tea', bob, 'b');
    await say(stores, 'tea', ann, 'c');
    expect(await stores.memberships.mark('tea', 'bob', epoch, 0)).toMatchObject({ unread: 2 });
    expect(await stores.memberships.mark('tea', 'ann', epoch, 0)).toMatchObject({ unread: 1 });
  },

  'counts the unread messages that mention the member': async (stores) => {
    await seat(stores, tea, ann, bob, cem);
    await seat(stores, zoo, ann, bob);
    const epoch = await epochOf(stores, 'tea');
    await say(stores, 'zoo', ann, 'a', 'elsewhere', 'bob');
    await say(stores, 'tea', ann, 'a', 'to all', 'bob', 'cem');
    await say(stores, 'tea', ann, 'b');
    await say(stores, 'tea', bob, 'c', 'to oneself', 'bob');
    await say(stores, 'tea', ann, 'd', 'to one', 'cem');
    const mentions = async (user: string, seq: number) =>
      (await stores.memberships.mark('tea', user, epoch, seq)) as Marked;
    expect(await mentions('bob', 0)).toMatchObject({ unread: 3, mentions: 1 });
    expect(await mentions('cem', 0)).toMatchObject({ unread: 4, mentions: 2 });
    expect(await mentions('cem', 1)).toMatchObject({ unread: 3, mentions: 1 });
    expect(await mentions('ann', 0)).toMatchObject({ unread: 1, mentions: 0 });
  },

  'counts unread messages up to 999': async (stores) => {
    await seat(stores, tea, ann, bob);
    const epoch = await epochOf(stores, 'tea');
    await Promise.all(Array.from({ length: 1001 }, (_, n) => say(stores, 'tea', ann, `m${n}`, 'x', 'bob')));
    const mark = (seq: number) => stores.memberships.mark('tea', 'bob', epoch, seq);
    expect(await mark(0)).toMatchObject({ unread: 999, mentions: 999 });
    expect(await mark(3)).toMatchObject({ unread: 998, mentions: 998 });
  },

  'moves no marker of another epoch': async (stores) => {
    await seat(stores, tea, ann);
    await say(stores, 'tea', ann, 'a');
    expect(await stores.memberships.mark('tea', 'ann', 'another', 1)).toBe('epoch_changed');
    expect(await stores.memberships.find('tea', 'ann')).toMatchObject({ marker: 0 });
  },

  'moves no marker of somebody who is no member': async (stores) => {
    await seat(stores, tea, ann);
    const epoch = await epochOf(stores, 'tea');
    await stores.users.add(bob);
    expect(await stores.memberships.mark('tea', 'bob', epoch, 0)).toBeUndefined();
    expect(await stores.memberships.mark('nowhere', 'ann', epoch, 0)).toBeUndefined();
  },
};
