import { LOBBY } from '../../src/domain/room.js';
import type { PresenceChanged } from '../../src/application/ports/audience.js';
import { changed, memoryWorld } from '../support/memory-world.js';
import type { Ear } from '../support/memory-world-audience.js';

const said = (ear: Ear) =>
  ear.presence.map(({ joined, left, total, members }) => ({
    joined: joined.map(({ nickname }) => nickname),
    left,
    total,
    members,
  }));

describe('PresenceNews', () => {
  it('tells a second later who came', async () => {
    const { guest, connect, clock } = await memoryWorld();
    const ann = await connect(await guest('Ann'));
    await clock.advance(1000);
    ann.presence.length = 0;
    const { caller } = await connect(await guest('Ben'));
    await clock.advance(999);
    expect(ann.presence).toEqual([]);
    await clock.advance(1);
    expect(ann.presence).toEqual<PresenceChanged[]>([
      {
        room: LOBBY,
        joined: [{ id: caller.user.id, nickname: 'Ben', presence: 'online' }],
        left: [],
        total: 2,
        members: 2,
      },
    ]);
  });

  it('tells at most once a second and room, however many move', async () => {
    const { guest, connect, disconnect, clock } = await memoryWorld();
    const ann = await connect(await guest('Ann'));
    const guests = await Promise.all(Array.from({ length: 40 }, (_, n) => guest(`Guest ${n}`)));
    for (const caller of guests) {
      await disconnect(await connect(caller));
      await clock.advance(100);
    }
    await clock.advance(1000);
    expect(ann.presence.length).toBeLessThanOrEqual(5);
    expect(ann.presence.at(-1)).toMatchObject({ total: 1, members: 41 });
  });

  it('tells each room of its own', async () => {
    const { guest, connect, room, clock } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const tea = await room(ann, 'Tea');
    const [hers, his] = [await connect(ann), await connect(ben)];
    await clock.advance(1000);
    expect(hers.presence.map((changed) => [changed.room, changed.total])).toEqual([
      [LOBBY, 2],
      [tea.id, 1],
    ]);
    expect(his.presence.map((changed) => changed.room)).toEqual([LOBBY]);
  });

  it('is silent when nobody moves', async () => {
    const { guest, connect, clock } = await memoryWorld();
    const ann = await connect(await guest('Ann'));
    await clock.advance(1000);
    await clock.advance(60_000);
    expect(ann.presence).toHaveLength(1);
  });

  it('tells of someone who went and came back within a second as someone who is here', async () => {
    const { guest, connect, disconnect, clock } = await memoryWorld();
    const ann = await connect(await guest('Ann'));
    const ben = await connect(await guest('Ben'));
    await clock.advance(1000);
    await disconnect(ben);
    await connect(ben.caller);
    await clock.advance(1000);
    expect(said(ann).at(-1)).toEqual({ joined: ['Ben'], left: [], total: 2, members: 2 });
  });

  it('tells of someone who came and went within a second as someone who is gone', async () => {
    const { guest, connect, disconnect, clock } = await memoryWorld();
    const ann = await connect(await guest('Ann'));
    await clock.advance(1000);
    const ben = await connect(await guest('Ben'));
    await disconnect(ben);
    await clock.advance(1000);
    expect(said(ann).at(-1)).toEqual({ joined: [], left: [ben.caller.user.id], total: 1, members: 2 });
  });

  it('names a hundred each way, and counts all', async () => {
    const { guest, connect, disconnect, clock } = await memoryWorld();
    const ann = await connect(await guest('Ann'));
    const others: Ear[] = [];
    for (let n = 0; n < 130; n += 1) others.push(await connect(await guest(`Guest ${n}`)));
    await clock.advance(1000);
    expect(ann.presence.at(-1)).toMatchObject({ left: [], total: 131, members: 131 });
    expect(ann.presence.at(-1)?.joined).toHaveLength(100);
    for (const ear of others) await disconnect(ear);
    await clock.advance(1000);
    expect(ann.presence.at(-1)).toMatchObject({ joined: [], total: 1, members: 131 });
    expect(ann.presence.at(-1)?.left).toHaveLength(100);
  });

  it('tells of a user with two connections when the first comes and the last goes', async () => {
    const { guest, connect, disconnect, clock } = await memoryWorld();
    const ann = await connect(await guest('Ann'));
    const ben = await guest('Ben');
    await clock.advance(1000);
    ann.presence.length = 0;
    const desk = await connect(ben);
    await clock.advance(1000);
    const phone = await connect(ben);
    await clock.advance(1000);
    await disconnect(desk);
    await clock.advance(1000);
    expect(said(ann)).toEqual([{ joined: ['Ben'], left: [], total: 2, members: 2 }]);
    await disconnect(phone);
    await clock.advance(1000);
    expect(said(ann).slice(1)).toEqual([{ joined: [], left: [ben.user.id], total: 1, members: 2 }]);
  });

  it('tells of a connected user who joins or leaves, and of nobody who is not connected', async () => {
    const { guest, connect, room, joinRoom, leaveRoom, clock } = await memoryWorld();
    const [ann, ben, cleo] = [await guest('Ann'), await guest('Ben'), await guest('Cleo')];
    const tea = await room(ann, 'Tea');
    const [hers] = [await connect(ann), await connect(ben)];
    await clock.advance(1000);
    hers.presence.length = 0;
    await joinRoom.execute({ caller: ben, room: tea.id });
    await joinRoom.execute({ caller: cleo, room: tea.id });
    await clock.advance(1000);
    expect(said(hers)).toEqual([{ joined: ['Ben'], left: [], total: 2, members: 3 }]);
    await leaveRoom.execute({ caller: ben, room: tea.id });
    await leaveRoom.execute({ caller: ben, room: tea.id });
    await leaveRoom.execute({ caller: cleo, room: tea.id });
    await clock.advance(1000);
    expect(said(hers).slice(1)).toEqual([{ joined: [], left: [ben.user.id], total: 1, members: 1 }]);
  });

  it('tells nothing when it cannot count, and goes on when it can', async () => {
    let broken = true;
    const { guest, connect, disconnect, clock } = await memoryWorld(({ memberships }) => ({
      memberships: changed(memberships, {
        count: async (room) => {
          if (broken) throw new Error('the disk is gone');
          return memberships.count(room);
        },
      }),
    }));
    const ann = await connect(await guest('Ann'));
    await clock.advance(1000);
    expect(ann.presence).toEqual([]);
    broken = false;
    await disconnect(await connect(await guest('Ben')));
    await clock.advance(1000);
    expect(ann.presence).toHaveLength(1);
  });
});

describe('OpenConnection', () => {
  it('answers the rooms that the user belongs to', async () => {
    const { guest, room, openConnection } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const tea = await room(ann, 'Tea');
    expect(await openConnection.execute({ caller: ann, connection: 'c1' })).toEqual([LOBBY, tea.id]);
    expect(await openConnection.execute({ caller: ben, connection: 'c2' })).toEqual([LOBBY]);
  });
});

describe('CloseConnection', () => {
  it('is safe to repeat, and for a connection that never was', async () => {
    const { guest, connect, disconnect, closeConnection, ground } = await memoryWorld();
    const ann = await connect(await guest('Ann'));
    await connect(ann.caller);
    await disconnect(ann);
    await disconnect(ann);
    await closeConnection.execute({ user: ann.caller.user.id, connection: 'unheard of' });
    expect([...(await ground.presence.here(LOBBY)).keys()]).toEqual([ann.caller.user.id]);
  });

  it('ends no membership', async () => {
    const { guest, connect, disconnect, say } = await memoryWorld();
    const ann = await connect(await guest('Ann'));
    await disconnect(ann);
    expect(await say(ann.caller, 'Still a member')).toMatchObject({ seq: 1 });
  });
});

describe('SetAvailability', () => {
  it('lets a room see the caller otherwise, and the caller’s own connections know', async () => {
    const { guest, connect, setAvailability, clock, ground, listMembers } = await memoryWorld();
    const [ann, ben] = [await connect(await guest('Ann')), await connect(await guest('Ben'))];
    await clock.advance(1000);
    ben.presence.length = 0;
    await setAvailability.execute({ caller: ann.caller, status: 'busy' });
    await clock.advance(1000);
    const { id } = ann.caller.user;
    expect(ben.presence).toMatchObject([{ joined: [{ id, presence: 'busy' }], left: [], total: 2 }]);
    expect(ann.changes).toMatchObject([{ availability: 'busy' }]);
    expect(await ground.users.find(id)).toMatchObject({ availability: 'busy' });
    const { members } = await listMembers.execute({ caller: ben.caller, room: LOBBY });
    expect(members.map(({ nickname, presence }) => [nickname, presence])).toEqual([
      ['Ann', 'busy'],
      ['Ben', 'online'],
    ]);
  });

  it('lets the invisible vanish: no notice, no list and no total tells of them', async () => {
    const { guest, connect, disconnect, setAvailability, updateProfile, clock, listMembers, room, joinRoom } =
      await memoryWorld();
    const [ann, ben] = [await connect(await guest('Ann')), await connect(await guest('Ben'))];
    await clock.advance(1000);
    ben.presence.length = 0;
    await setAvailability.execute({ caller: ann.caller, status: 'invisible' });
    await clock.advance(1000);
    const { id } = ann.caller.user;
    expect(said(ben)).toEqual([{ joined: [], left: [id], total: 1, members: 2 }]);

    // From here on nothing that she does about it is told.
    ben.presence.length = 0;
    await updateProfile.execute({ caller: ann.caller, nickname: 'Anna' });
    await disconnect(ann);
    await clock.advance(1000);
    const back = await connect(ann.caller);
    await clock.advance(1000);
    const tea = await room(ben.caller, 'Tea');
    await clock.advance(1000);
    ben.presence.length = 0;
    await joinRoom.execute({ caller: back.caller, room: tea.id });
    await clock.advance(1000);
    expect(ben.presence).toEqual([]);
    for (const at of [LOBBY, tea.id]) {
      const { members } = await listMembers.execute({ caller: ben.caller, room: at });
      expect(members.find((member) => member.id === id)).toMatchObject({ presence: 'offline' });
      expect(members[0]).toMatchObject({ nickname: 'Ben' });
    }
  });

  it('brings the invisible back', async () => {
    const { guest, connect, setAvailability, clock } = await memoryWorld();
    const [ann, ben] = [await connect(await guest('Ann')), await connect(await guest('Ben'))];
    await setAvailability.execute({ caller: ann.caller, status: 'invisible' });
    await clock.advance(1000);
    ben.presence.length = 0;
    await setAvailability.execute({ caller: ann.caller, status: 'away' });
    await clock.advance(1000);
    expect(ben.presence).toMatchObject([{ joined: [{ nickname: 'Ann', presence: 'away' }], total: 2 }]);
  });

  it('lasts until it is changed', async () => {
    const { guest, connect, setAvailability, resumeSession, clock } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await connect(await guest('Ben'))];
    await setAvailability.execute({ caller: ann, status: 'busy' });
    await connect(await resumeSession.execute(ann));
    await clock.advance(1000);
    expect(ben.presence.at(-1)?.joined).toContainEqual({
      id: ann.user.id,
      nickname: 'Ann',
      presence: 'busy',
    });
  });
});
