import type { Role } from '../../src/domain/membership.js';
import { changed, memoryWorld, type World } from '../support/memory-world.js';

/** A room of Ann's, with a moderator, two members, and somebody outside. */
async function run(world: World, kind: 'public' | 'private' = 'public') {
  const { guest, createRoom, ground } = world;
  const [ann, mod, ben, cem, eve] = await Promise.all(['Ann', 'Mod', 'Ben', 'Cem', 'Eve'].map(guest));
  const room = await createRoom.execute({ caller: ann!, id: 'c', name: 'Tea', kind });
  for (const { user } of [mod!, ben!, cem!]) await ground.memberships.join(room.id, user.id);
  await world.setRole.execute({ caller: ann!, room: room.id, user: mod!.user.id, role: 'moderator' });
  return { ...world, room: room.id, ann: ann!, mod: mod!, ben: ben!, cem: cem!, eve: eve! };
}

const tea = async (kind?: 'public' | 'private') => run(await memoryWorld(), kind);

type Tea = Awaited<ReturnType<typeof tea>>;

const roles = async ({ ground, room }: Tea): Promise<Record<string, Role>> => {
  const members = await ground.memberships.page(room, { after: 0, limit: 99 });
  return Object.fromEntries(members.map(({ nickname, role }) => [nickname, role]));
};

/** The last entry of the room. */
const last = async ({ ground, room }: Tea) => (await ground.log.window(room, { limit: 1 }))!.entries[0];

const refused = (code: string) => expect.objectContaining({ code });

describe('UpdateRoom', () => {
  it('tells the room what is new, and answers where', async () => {
    const world = await tea();
    const { updateRoom, ann, room, ground } = world;
    const { epoch } = (await ground.log.window(room, { limit: 0 }))!;
    expect(await updateRoom.execute({ caller: ann, room, topic: ' Green ', slowMode: 5 })).toEqual({
      epoch,
      seq: 2,
    });
    expect((await ground.rooms.find(room))?.settings).toMatchObject({
      name: 'Tea',
      topic: 'Green',
      slowMode: 5,
    });
    expect(await last(world)).toMatchObject({
      type: 'room.changed',
      actor: { nickname: 'Ann' },
      change: { topic: 'Green', slowMode: 5 },
    });
  });

  it('writes nothing where nothing is new, and answers the last entry', async () => {
    const { updateRoom, ann, room, ground } = await tea();
    const { epoch } = (await ground.log.window(room, { limit: 0 }))!;
    expect(await updateRoom.execute({ caller: ann, room, name: 'Tea' })).toEqual({ epoch, seq: 1 });
  });

  it('takes a name for one room only', async () => {
    const { updateRoom, createRoom, ann, room } = await tea();
    await createRoom.execute({ caller: ann, id: 'd', name: 'Coffee' });
    await expect(updateRoom.execute({ caller: ann, room, name: 'COFFEE' })).rejects.toEqual(
      refused('room.name_taken'),
    );
  });

  it('decides anew on settings that changed meanwhile, and keeps both changes', async () => {
    const world = await tea();
    const { updateRoom, ann, mod, room, ground } = world;
    await Promise.all([
      updateRoom.execute({ caller: ann, room, topic: 'Green' }),
      updateRoom.execute({ caller: mod, room, muted: true }),
    ]);
    expect((await ground.rooms.find(room))?.settings).toMatchObject({ topic: 'Green', muted: true });
  });

  it('gives up when that does not end', async () => {
    const world = await memoryWorld(({ log }) => ({
      log: changed(log, {
        append: async (append) =>
          append.entry.type === 'room.changed' ? { status: 'stale' } : log.append(append),
      }),
    }));
    const { updateRoom, ann, room } = await run(world);
    await expect(updateRoom.execute({ caller: ann, room, topic: 'Green' })).rejects.toEqual(
      refused('unavailable'),
    );
  });

  it('is for those who run the room', async () => {
    const { updateRoom, ben, eve, room } = await tea();
    await expect(updateRoom.execute({ caller: ben, room, topic: 'x' })).rejects.toEqual(
      refused('room.not_allowed'),
    );
    await expect(updateRoom.execute({ caller: eve, room, topic: 'x' })).rejects.toEqual(
      refused('room.not_member'),
    );
  });
});

describe('SetRole', () => {
  it('makes a moderator, and a member again, and tells the room', async () => {
    const world = await tea();
    const { setRole, ann, ben, room } = world;
    await setRole.execute({ caller: ann, room, user: ben.user.id, role: 'moderator' });
    expect(await last(world)).toMatchObject({
      type: 'member.changed',
      change: 'role',
      role: 'moderator',
      member: { nickname: 'Ben' },
      actor: { nickname: 'Ann' },
    });
    expect(await roles(world)).toMatchObject({ Ben: 'moderator' });
    await setRole.execute({ caller: ann, room, user: ben.user.id, role: 'member' });
    expect(await roles(world)).toMatchObject({ Ben: 'member' });
  });

  it('hands the room over in one entry, and leaves the former owner a moderator', async () => {
    const world = await tea();
    const { setRole, ann, ben, room } = world;
    const { seq } = await setRole.execute({ caller: ann, room, user: ben.user.id, role: 'owner' });
    expect(await last(world)).toMatchObject({
      seq,
      change: 'role',
      role: 'owner',
      member: { nickname: 'Ben' },
    });
    expect(await roles(world)).toEqual({ Ann: 'moderator', Mod: 'moderator', Ben: 'owner', Cem: 'member' });
    const back = setRole.execute({ caller: ann, room, user: ann.user.id, role: 'owner' });
    await expect(back).rejects.toEqual(refused('room.not_allowed'));
  });

  it('makes one owner of two who are handed the room at once', async () => {
    const world = await tea();
    const { setRole, ann, ben, cem, room } = world;
    await Promise.allSettled(
      [ben, cem].map(({ user }) => setRole.execute({ caller: ann, room, user: user.id, role: 'owner' })),
    );
    expect(Object.values(await roles(world)).filter((role) => role === 'owner')).toHaveLength(1);
  });

  it('writes nothing for the role that the member has', async () => {
    const { setRole, ann, mod, room } = await tea();
    const again = await setRole.execute({ caller: ann, room, user: mod.user.id, role: 'moderator' });
    expect(again).toMatchObject({ seq: 1 });
  });

  it('is the owner’s to give, to members, and not to himself', async () => {
    const { setRole, ann, mod, ben, eve, room } = await tea();
    const asked = (caller: typeof ann, user: string) =>
      setRole.execute({ caller, room, user, role: 'member' });
    await expect(asked(mod, ben.user.id)).rejects.toEqual(refused('room.not_allowed'));
    await expect(asked(ann, ann.user.id)).rejects.toEqual(refused('room.not_allowed'));
    await expect(asked(ann, eve.user.id)).rejects.toEqual(refused('member.not_found'));
    await expect(asked(ann, 'nobody')).rejects.toEqual(refused('member.not_found'));
  });

  it('lets the administrator of the server hand over a public room, and no private one', async () => {
    const world = await tea();
    const { setRole, eve, ben, ann, mod, room } = world;
    const admin = { ...eve, user: { ...eve.user, admin: true } };
    await expect(setRole.execute({ caller: admin, room, user: ann.user.id, role: 'member' })).rejects.toEqual(
      refused('room.not_allowed'),
    );
    await setRole.execute({ caller: admin, room, user: ben.user.id, role: 'owner' });
    expect(await roles(world)).toMatchObject({ Ann: 'moderator', Ben: 'owner' });
    await setRole.execute({ caller: admin, room, user: mod.user.id, role: 'member' });
    expect(await last(world)).toMatchObject({ actor: { nickname: 'Eve' } });

    const hidden = await tea('private');
    const stranger = { ...hidden.eve, user: { ...hidden.eve.user, admin: true } };
    const asked = { caller: stranger, room: hidden.room, user: hidden.ben.user.id, role: 'owner' as const };
    await expect(hidden.setRole.execute(asked)).rejects.toEqual(refused('room.not_found'));
  });
});
