import type { Creation } from '../../src/application/ports/rooms.js';
import { Room } from '../../src/domain/room.js';
import type { Contract } from '../support/contract.js';
import { ALL, ann, AT, bob, tea, type Stores, zoo } from './stores.js';

const creation: Creation = {
  by: 'ann',
  id: 'creation-1',
  digest: 'digest of tea',
  at: AT,
  members: [{ user: 'ann', role: 'owner' }],
};

/** The stores, with those who create rooms in them. */
async function peopled<S extends Stores>(stores: S): Promise<S> {
  for (const user of [ann, bob]) await stores.users.add(user);
  return stores;
}

const stored = async ({ directory }: Stores) =>
  (await directory.others('nobody', '', ALL)).map(({ room }) => room.id);

export const roomsContract: Contract<Stores> = {
  'finds a room as it was stored': async (stores) => {
    const { rooms } = await peopled(stores);
    const room = Room.open('__proto__', '喫茶店 ☕️ ’s', 'Ünïcödé');
    expect(await rooms.create(room, creation)).toEqual({ status: 'created', room });
    expect(await rooms.find('__proto__')).toEqual(room);
    expect(await rooms.find('__proto__')).toBeInstanceOf(Room);
  },

  'finds nothing under an unknown id': async (stores) => {
    const { rooms } = await peopled(stores);
    expect(await rooms.find('tea')).toBeUndefined();
    await rooms.ensure(tea);
    expect(await rooms.find('TEA')).toBeUndefined();
    expect(await rooms.find('tea')).toEqual(tea);
  },

  'finds a room by its key': async (stores) => {
    const { rooms } = await peopled(stores);
    const talk = Room.among('talk', ['ann', 'bob']);
    for (const room of [talk, Room.among('notes', ['ann']), tea]) await rooms.ensure(room);
    expect(await rooms.findByKey(talk.key)).toEqual(talk);
    expect(await rooms.findByKey(tea.key)).toEqual(tea);
    expect(await rooms.findByKey(Room.among('', ['ann', 'cem']).key)).toBeUndefined();
    expect(await rooms.findByKey('')).toBeUndefined();
  },

  'gives a room its members from the first': async (stores) => {
    const { rooms, memberships } = await peopled(stores);
    await rooms.create(tea, creation);
    expect(await memberships.find('tea', 'ann')).toMatchObject({ marker: 0, role: 'owner', from: 0 });
    expect(await memberships.count('tea')).toBe(1);
  },

  'brings nobody back by a repeated creation': async (stores) => {
    const { rooms, memberships } = await peopled(stores);
    await rooms.create(tea, creation);
    await memberships.leave('tea', 'ann');
    await rooms.create(tea, creation);
    expect(await memberships.find('tea', 'ann')).toBeUndefined();
  },

  'answers a repeated creation with the first room': async (stores) => {
    await peopled(stores);
    await stores.rooms.create(tea, creation);
    const repeated = await stores.rooms.create(Room.open('other', 'Tea'), creation);
    expect(repeated).toEqual({ status: 'duplicate', room: tea });
    expect(await stored(stores)).toEqual(['tea']);
  },

  'creates once when a creation is repeated at the same time': async (stores) => {
    await peopled(stores);
    const tries = ['a', 'b', 'c'].map((id) => stores.rooms.create(Room.open(id, 'Tea'), creation));
    const [first, ...others] = (await Promise.all(tries)).toSorted((a) => (a.status === 'created' ? -1 : 1));
    expect(first!.status).toBe('created');
    for (const other of others) expect(other).toEqual({ ...first, status: 'duplicate' });
    expect(await stored(stores)).toHaveLength(1);
  },

  'refuses the id of a creation for something else': async (stores) => {
    await peopled(stores);
    await stores.rooms.create(tea, creation);
    expect(await stores.rooms.create(zoo, { ...creation, digest: 'digest of zoo' })).toEqual({
      status: 'id_reused',
    });
    expect(await stored(stores)).toEqual(['tea']);
  },

  'keeps the creations of two authors apart': async (stores) => {
    const { rooms } = await peopled(stores);
    await rooms.create(tea, creation);
    expect((await rooms.create(zoo, { ...creation, by: 'bob' })).status).toBe('created');
  },

  'creates one of two rooms that look alike': async (stores) => {
    await peopled(stores);
    const answers = await Promise.all([
      stores.rooms.create(tea, creation),
      stores.rooms.create(Room.open('other', 'ＴＥＡ'), {
        ...creation,
        by: 'bob',
        id: 'creation-2',
        digest: '',
      }),
    ]);
    const [created, refused] = answers.toSorted((one) => (one.status === 'created' ? -1 : 1));
    expect(refused).toEqual({ ...created, status: 'key_taken' });
    expect(await stored(stores)).toHaveLength(1);
  },

  'keeps nothing of a creation that it refused': async (stores) => {
    const { rooms } = await peopled(stores);
    await rooms.ensure(tea);
    expect((await rooms.create(Room.open('other', 'Tea'), creation)).status).toBe('key_taken');
    expect(await rooms.find('other')).toBeUndefined();
    expect((await rooms.create(zoo, { ...creation, digest: 'digest of zoo' })).status).toBe('created');
  },

  'ensures a room once, as the first to put it': async (stores) => {
    await peopled(stores);
    const names = ['Tea', 'Coffee', 'Milk'];
    await stores.rooms.ensure(tea);
    await Promise.all(names.map((name) => stores.rooms.ensure(Room.open('tea', name))));
    expect(await stores.rooms.find('tea')).toEqual(tea);
    expect(await stored(stores)).toEqual(['tea']);
  },
};
