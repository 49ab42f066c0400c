import type { Role } from '../../src/domain/membership.js';
import { changed, memoryWorld, type World } from '../support/memory-world.js';

/** A room of Ann's, with a moderator, two members, and somebody outside. */
async function run(world: World, kind: 'public' | 'private' = 'public') {
  const { guest, createRoom, ground } = world;
  const [ann, mod, ben, cem, eve] = await Promise.all(['Ann', 'Mod', 'Ben', 'Cem', 'Eve'].map(guest));
  const room = await createRoom.execute({ caller: ann!, id: 'c', name: 'Tea', kind });
  for (const { user } of [mod!, ben!, cem!]) await ground.memberships.join(room.id, user.id, 0);
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
    await expect(asked(ann, 'nobody')).rejects.toEqual(refused('user.not_found'));
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

describe('RemoveMember', () => {
  it('ends the membership, and tells the room who did it', async () => {
    const world = await tea();
    const { removeMember, mod, ben, room } = world;
    const { seq } = await removeMember.execute({ caller: mod, room, user: ben.user.id });
    expect(await last(world)).toMatchObject({
      seq,
      type: 'member.changed',
      change: 'removed',
      member: { nickname: 'Ben' },
      actor: { nickname: 'Mod' },
    });
    expect(Object.keys(await roles(world))).toEqual(['Ann', 'Mod', 'Cem']);
  });

  it('lets the removed hear nothing from then on, on any device, and tells them why', async () => {
    const { removeMember, say, connect, turn, mod, ben, cem, room } = await tea();
    const ears = [await connect(ben), await connect(ben)];
    const other = await connect(cem);
    await say(mod, 'before', room);
    await turn();
    const removing = removeMember.execute({ caller: mod, room, user: ben.user.id });
    await Promise.all([removing, say(mod, 'after', room)]);
    const { seq } = await removing;
    await turn();
    expect(other.seqs(room)).toEqual([2, 3, 4]);
    for (const ear of ears) {
      expect(ear.seqs(room).filter((heard) => heard > seq)).toEqual([]);
      expect(ear.memberships).toEqual([[room, 'removed']]);
    }
    await expect(say(ben, 'Still here?', room)).rejects.toEqual(refused('room.not_member'));
  });

  it('shows the room that they are gone', async () => {
    const { removeMember, connect, clock, mod, ben, room, ground } = await tea();
    const [hers] = [await connect(mod), await connect(ben)];
    await clock.advance(1000);
    await removeMember.execute({ caller: mod, room, user: ben.user.id });
    await clock.advance(1000);
    expect(hers.presence.findLast((told) => told.room === room)).toMatchObject({
      left: [ben.user.id],
      members: 3,
    });
    expect(await ground.presence.here(room)).not.toContain(ben.user.id);
  });

  it('lets them come back into a public room', async () => {
    const { removeMember, joinRoom, mod, ben, room } = await tea();
    await removeMember.execute({ caller: mod, room, user: ben.user.id });
    await expect(joinRoom.execute({ caller: ben, room })).resolves.toMatchObject({ members: { total: 4 } });
  });

  it('lets nobody listen who was put out while coming back', async () => {
    let meanwhile = async (): Promise<unknown> => undefined;
    // What is followed is followed after the membership was found, and before its holder listens.
    const world = await memoryWorld(({ bus }) => ({
      bus: changed(bus, { follow: async () => void (await meanwhile()) }),
    }));
    const { removeMember, joinRoom, connect, mod, ben, room } = await run(world, 'private');
    const ear = await connect(ben);
    meanwhile = () => removeMember.execute({ caller: mod, room, user: ben.user.id });
    await expect(joinRoom.execute({ caller: ben, room })).rejects.toEqual(refused('room.not_found'));
    expect(ear.rooms).not.toContain(room);
  });

  it('is for those who stand above', async () => {
    const { removeMember, ann, mod, ben, cem, eve, room } = await tea();
    const asked = (caller: typeof ann, { user }: typeof ann) =>
      removeMember.execute({ caller, room, user: user.id });
    await expect(asked(ben, cem)).rejects.toEqual(refused('room.not_allowed'));
    await expect(asked(mod, ann)).rejects.toEqual(refused('room.not_allowed'));
    await expect(asked(mod, mod)).rejects.toEqual(refused('room.not_allowed'));
    await expect(asked(mod, eve)).rejects.toEqual(refused('member.not_found'));
    await expect(asked(ann, mod)).resolves.toBeDefined();
  });

  it('removes once who is removed twice at once', async () => {
    const world = await tea();
    const { removeMember, ann, mod, ben, room } = world;
    const outcomes = await Promise.allSettled(
      [ann, mod].map((caller) => removeMember.execute({ caller, room, user: ben.user.id })),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await last(world)).toMatchObject({ seq: 2, change: 'removed' });
  });
});

describe('SetBan', () => {
  it('removes a member who cannot come back, until let in again', async () => {
    const world = await tea();
    const { setBan, joinRoom, connect, mod, ben, room } = world;
    const ear = await connect(ben);
    await setBan.execute({ caller: mod, room, user: ben.user.id, on: true });
    expect(await last(world)).toMatchObject({ change: 'banned', member: { nickname: 'Ben' } });
    expect(ear.memberships).toEqual([[room, 'banned']]);
    await expect(joinRoom.execute({ caller: ben, room })).rejects.toEqual(refused('room.banned'));

    await setBan.execute({ caller: mod, room, user: ben.user.id, on: false });
    expect(await last(world)).toMatchObject({ change: 'unbanned' });
    await expect(joinRoom.execute({ caller: ben, room })).resolves.toBeDefined();
    expect(ear.memberships.slice(1)).toEqual([[room, 'joined']]);
  });

  it('keeps out who never was a member, and tells the room of nobody who went', async () => {
    const { setBan, joinRoom, connect, clock, mod, eve, room } = await tea();
    const [his] = [await connect(mod), await connect(eve)];
    await clock.advance(1000);
    his.presence.length = 0;
    await setBan.execute({ caller: mod, room, user: eve.user.id, on: true });
    await expect(joinRoom.execute({ caller: eve, room })).rejects.toEqual(refused('room.banned'));
    await clock.advance(1000);
    expect(his.presence).toEqual([]);
  });

  it('catches who joins at the same time', async () => {
    const world = await tea();
    const { setBan, joinRoom, mod, eve, room, ground } = world;
    await Promise.allSettled([
      setBan.execute({ caller: mod, room, user: eve.user.id, on: true }),
      joinRoom.execute({ caller: eve, room }),
    ]);
    expect(await ground.memberships.find(room, eve.user.id)).toBeUndefined();
  });

  it('writes nothing where nothing changes', async () => {
    const { setBan, mod, ben, room } = await tea();
    const set = (on: boolean) => setBan.execute({ caller: mod, room, user: ben.user.id, on });
    expect(await set(false)).toMatchObject({ seq: 1 });
    expect(await set(true)).toMatchObject({ seq: 2 });
    expect(await set(true)).toMatchObject({ seq: 2 });
  });

  it('spares an administrator of the server where everybody may be', async () => {
    const { setBan, ann, eve, room, ground } = await tea();
    await ground.users.update(eve.user.id, { admin: true });
    const ban = setBan.execute({ caller: ann, room, user: eve.user.id, on: true });
    await expect(ban).rejects.toEqual(refused('room.not_allowed'));
  });

  it('is listed for those who run the room, a hundred at a time', async () => {
    const { setBan, listBans, guest, ann, mod, ben, room } = await tea();
    const banned: string[] = [];
    for (let n = 0; n < 101; n += 1) {
      const { user } = await guest(`Guest ${n}`);
      banned.push(user.id);
      await setBan.execute({ caller: ann, room, user: user.id, on: true });
    }
    const first = await listBans.execute({ caller: mod, room });
    expect(first.users).toHaveLength(100);
    const { users, cursor } = await listBans.execute({ caller: mod, room, cursor: first.cursor });
    expect([...first.users, ...users].map(({ id }) => id)).toEqual(banned.toSorted());
    expect(cursor).toBeUndefined();
    await expect(listBans.execute({ caller: ben, room })).rejects.toEqual(refused('room.not_allowed'));
  });
});

describe('MuteMember', () => {
  it('lets a member not speak until then, and says how long', async () => {
    const world = await tea();
    const { muteMember, say, clock, mod, ben, room } = world;
    await muteMember.execute({ caller: mod, room, user: ben.user.id, seconds: 60 });
    expect(await last(world)).toMatchObject({ change: 'muted', until: clock.now() + 60_000 });
    await clock.advance(1000);
    await expect(say(ben, 'x', room)).rejects.toMatchObject({ code: 'member.muted', retryAfterMs: 59_000 });
    await clock.advance(59_000);
    await expect(say(ben, 'x', room)).resolves.toBeDefined();
  });

  it('lets the member speak again', async () => {
    const world = await tea();
    const { muteMember, say, mod, ben, room } = world;
    const mute = (seconds: number) => muteMember.execute({ caller: mod, room, user: ben.user.id, seconds });
    await mute(60);
    await mute(0);
    expect(await last(world)).toMatchObject({ seq: 3, change: 'unmuted' });
    await expect(say(ben, 'x', room)).resolves.toBeDefined();
    expect(await mute(0)).toMatchObject({ seq: 4 });
  });

  it('ends with a role that has more to say', async () => {
    const { muteMember, setRole, say, ann, ben, room } = await tea();
    await muteMember.execute({ caller: ann, room, user: ben.user.id, seconds: 60 });
    await setRole.execute({ caller: ann, room, user: ben.user.id, role: 'moderator' });
    await expect(say(ben, 'x', room)).resolves.toBeDefined();
  });
});

describe('SetRoomNickname', () => {
  it('shows everywhere in the room, and nowhere else', async () => {
    const world = await tea();
    const { setRoomNickname, say, turn, connect, clock, listMembers, readHistory, mod, ben, room } = world;
    const [ear] = [await connect(mod), await connect(ben)];
    await say(ben, 'before', room);
    await turn();
    expect(await setRoomNickname.execute({ caller: ben, room, nickname: ' Teapot ' })).toBe('Teapot');
    await say(ben, 'after', room);
    await clock.advance(1000);

    const author = { id: ben.user.id, nickname: 'Teapot' };
    expect(ear.presence.findLast((told) => told.room === room)?.joined).toContainEqual({
      ...author,
      presence: 'online',
    });
    expect(ear.runs.at(-1)?.entries).toMatchObject([{ message: { author } }]);
    const { entries } = await readHistory.execute({ caller: mod, room });
    expect(entries.slice(-2)).toMatchObject([{ message: { author } }, { message: { author } }]);
    const { members } = await listMembers.execute({ caller: mod, room, query: 'teap' });
    expect(members).toMatchObject([author]);

    await say(ben, 'elsewhere');
    await turn();
    expect(ear.runs.at(-1)?.entries).toMatchObject([{ message: { author: { nickname: 'Ben' } } }]);
  });

  it('is still the one shown to the room after a new nickname everywhere, and after coming back', async () => {
    const { setRoomNickname, updateProfile, connect, disconnect, clock, mod, ben, room } = await tea();
    const [ear, his] = [await connect(mod), await connect(ben)];
    await setRoomNickname.execute({ caller: ben, room, nickname: 'Teapot' });
    await updateProfile.execute({ caller: ben, nickname: 'Benjamin' });
    await disconnect(his);
    await connect(ben);
    await clock.advance(1000);
    const shown = ear.presence.flatMap((told) =>
      told.joined.map(({ nickname }) => [told.room === room, nickname]),
    );
    expect(shown).toContainEqual([true, 'Teapot']);
    expect(shown).toContainEqual([false, 'Benjamin']);
    expect(shown).not.toContainEqual([true, 'Benjamin']);
  });

  it('gives way to the nickname of everywhere when it is empty', async () => {
    const { setRoomNickname, listMembers, ben, room } = await tea();
    await setRoomNickname.execute({ caller: ben, room, nickname: 'Teapot' });
    await setRoomNickname.execute({ caller: ben, room, nickname: '' });
    const { members } = await listMembers.execute({ caller: ben, room, query: 'ben' });
    expect(members).toMatchObject([{ nickname: 'Ben' }]);
  });

  it('is a name that can be read, of a member', async () => {
    const { setRoomNickname, ben, eve, room } = await tea();
    const asked = (caller: typeof ben, nickname: string) =>
      setRoomNickname.execute({ caller, room, nickname });
    await expect(asked(ben, ' ')).rejects.toEqual(refused('nickname.invalid'));
    await expect(asked(eve, 'Eve')).rejects.toEqual(refused('room.not_member'));
    const admin = { ...eve, user: { ...eve.user, admin: true } };
    await expect(asked(admin, 'Eve')).rejects.toEqual(refused('room.not_member'));
  });
});

describe('ReadAudit', () => {
  it('answers what was done, without what was said, the newest first to be read', async () => {
    const { readAudit, updateRoom, say, ann, mod, ben, room } = await tea();
    for (const topic of ['a', 'b', 'c']) {
      await say(ben, topic, room);
      await updateRoom.execute({ caller: ann, room, topic });
    }
    const read = async (wanted: object) => {
      const { entries, before } = await readAudit.execute({ caller: mod, room, ...wanted });
      return [entries.map(({ seq, type }) => [seq, type]), before];
    };
    const changed = [3, 5, 7].map((seq) => [seq, 'room.changed']);
    expect(await read({})).toEqual([[[1, 'member.changed'], ...changed], false]);
    expect(await read({ limit: 2 })).toEqual([changed.slice(1), true]);
    expect(await read({ limit: 2, before: 5 })).toEqual([[[1, 'member.changed'], changed[0]], false]);
    expect(await read({ before: 1 })).toEqual([[], false]);
  });

  it('hides from a moderator what was done before the moderator came', async () => {
    const { readAudit, ground, guest, updateRoom, ann, room } = await tea('private');
    await updateRoom.execute({ caller: ann, room, topic: 'secret' });
    const late = await guest('Late');
    const member = { id: late.user.id, nickname: 'Late' };
    const guard = { room: 2, member: 1 };
    await ground.log.append({
      room,
      guard,
      entry: { type: 'member.changed', at: 0, by: ann.user, member, change: 'added' },
      seats: [{ user: member.id, version: 0, seat: { role: 'moderator', mutedUntil: 0 }, history: 'joined' }],
    });
    const { entries } = await readAudit.execute({ caller: late, room });
    expect(entries).toMatchObject([{ change: 'added' }]);
  });
});
