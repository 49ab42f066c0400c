import type { NumberedUser } from '../../src/application/ports/overview.js';
import { Room } from '../../src/domain/room.js';
import { User } from '../../src/domain/user.js';
import type { Contract } from '../support/contract.js';
import { ALL, ann, bob, cem, say, seat, tea, zoo, type Stores } from './stores.js';

const END = Number.MAX_SAFE_INTEGER;

const li = User.guest('li', '李 Ｌee%');

async function withPeople({ users, accounts, overview }: Stores): Promise<Stores['overview']> {
  for (const user of [ann, bob, cem, li]) await users.add(user);
  await accounts.claim('bob', 'robert.x', 'kept');
  await accounts.claim('cem', 'cem.y', 'kept');
  return overview;
}

const ids = (users: readonly NumberedUser[]): string[] => users.map(({ user }) => user.id);

export const overviewContract: Contract<Stores> = {
  'shows all users, those who came last first': async (stores) => {
    const overview = await withPeople(stores);
    await stores.users.update('ann', { nickname: 'Anna', banned: true });
    const users = await overview.users({ before: END, limit: ALL });
    expect(ids(users)).toEqual(['li', 'cem', 'bob', 'ann']);
    expect(users.at(-1)?.user).toEqual({ ...ann, nickname: 'Anna', banned: true });
    expect(users[2]?.user).toEqual(await stores.users.find('bob'));
  },

  'goes on before a place, up to the limit': async (stores) => {
    const overview = await withPeople(stores);
    const first = await overview.users({ before: END, limit: 2 });
    expect(ids(first)).toEqual(['li', 'cem']);
    expect(ids(await overview.users({ before: first[1]!.place, limit: 1 }))).toEqual(['bob']);
    expect(ids(await overview.users({ before: first[1]!.place, limit: ALL }))).toEqual(['bob', 'ann']);
  },

  'searches by a part of either name, whatever its case and width, and by the whole number or id': async (
    stores,
  ) => {
    const overview = await withPeople(stores);
    const search = async (query: string) => ids(await overview.users({ before: END, limit: ALL, query }));
    expect(await search('AN')).toEqual(['ann']);
    expect(await search('lee')).toEqual(['li']);
    expect(await search('%')).toEqual(['li']);
    expect(await search('ＲOBERT')).toEqual(['bob']);
    expect(await search('10002')).toEqual(['cem']);
    expect(await search('1000')).toEqual([]);
    expect(await search('li')).toEqual(['li']);
    expect(await search('nobody')).toEqual([]);
  },

  'shows the rooms that have names, with how full they are, in order of their keys': async (stores) => {
    const den = Room.open('den', 'Den', '', 'private');
    for (const room of [zoo, tea]) await seat(stores, room, ann, bob);
    await seat(stores, den, ann);
    await seat(stores, Room.among('talk', ['ann', 'bob']), ann, bob);
    await seat(stores, Room.among('notes', ['ann']), ann);
    await say(stores, 'tea', ann, 'a');
    const rooms = await stores.overview.rooms('', ALL);
    expect(rooms).toContainEqual({ room: tea, members: 2, head: 1 });
    expect(rooms).toContainEqual({ room: den, members: 1, head: 0 });
    expect(rooms.map(({ room }) => room.id).toSorted()).toEqual(['den', 'tea', 'zoo']);
    const keys = rooms.map(({ room }) => room.key);
    expect(keys).toEqual(keys.toSorted());
  },

  'goes on after a key, up to the limit': async (stores) => {
    for (const room of [zoo, tea]) await seat(stores, room);
    const [first] = await stores.overview.rooms('', 1);
    expect(first?.room.id).toBe('tea');
    expect((await stores.overview.rooms(tea.key, ALL)).map(({ room }) => room.id)).toEqual(['zoo']);
  },
};
