import type { EventBus, Notice } from '../../src/application/ports/event-bus.js';
import type { Caller } from '../../src/application/use-cases/caller.js';
import { FollowRooms } from '../../src/application/use-cases/follow-rooms.js';
import { RelayNotices } from '../../src/application/use-cases/relay-notices.js';
import { LOBBY } from '../../src/domain/room.js';
import { ManualClock } from '../support/manual-clock.js';
import { changed, memoryWorld } from '../support/memory-world.js';
import { Ear, EarAudience } from '../support/memory-world-audience.js';

/** The bus, which loses all notices of the type. */
const losing = (type: Notice['type'], bus: EventBus): EventBus =>
  changed(bus, { publish: (notice) => void (notice.type === type || bus.publish(notice)) });

/** A connection of the user to a process that hears of this one by the bus alone. */
function elsewhere(caller: Caller, bus: EventBus): Ear {
  const ears = new EarAudience();
  const ear = new Ear('elsewhere', caller);
  ears.ears.add(ear);
  new RelayNotices(bus, ears, new FollowRooms(bus, ears, new ManualClock())).execute();
  return ear;
}

describe('OpenLobby', () => {
  it('finds the lobby as it is', async () => {
    const { ground } = await memoryWorld();
    expect(await ground.rooms.find(LOBBY)).toMatchObject({ id: LOBBY, name: 'Lobby', kind: 'public' });
  });
});

describe('CreateRoom', () => {
  it('opens a room in which the creator sits and listens', async () => {
    const { guest, connect, createRoom, say, turn } = await memoryWorld();
    const ear = await connect(await guest('Ann'));
    const room = await createRoom.execute({
      caller: ear.caller,
      id: 'c',
      name: ' Tea\u3000room ',
      topic: 'All about tea',
    });
    expect(room).toMatchObject({ name: 'Tea room', topic: 'All about tea', kind: 'public' });
    await say(ear.caller, 'Hello', room.id);
    await turn();
    expect(ear.texts).toEqual(['Hello']);
  });

  it('answers a repeat with the first room', async () => {
    const { guest, createRoom, listRooms } = await memoryWorld();
    const ann = await guest('Ann');
    const creation = { caller: ann, id: 'c', name: 'Tea' };
    const first = await createRoom.execute(creation);
    expect(await createRoom.execute(creation)).toEqual(first);
    expect((await listRooms.execute({ caller: ann })).rooms).toHaveLength(2);
  });

  it('does not bring back a creator who has left since', async () => {
    const { guest, createRoom, leaveRoom, ground } = await memoryWorld();
    const ann = await guest('Ann');
    const creation = { caller: ann, id: 'c', name: 'Tea' };
    const { id } = await createRoom.execute(creation);
    await leaveRoom.execute({ caller: ann, room: id });
    await createRoom.execute(creation);
    expect(await ground.memberships.find(id, ann.user.id)).toBeUndefined();
  });

  it('refuses an id that created another room', async () => {
    const { guest, createRoom } = await memoryWorld();
    const ann = await guest('Ann');
    await createRoom.execute({ caller: ann, id: 'c', name: 'Tea' });
    const refusal = { code: 'room.id_reused' };
    await expect(createRoom.execute({ caller: ann, id: 'c', name: 'Coffee' })).rejects.toMatchObject(refusal);
    await expect(
      createRoom.execute({ caller: ann, id: 'c', name: 'Tea', topic: 'Green' }),
    ).rejects.toMatchObject(refusal);
  });

  it.each(['Tea', 'TEA', 'Теа', 'Ｔｅａ', 'Теa'])(
    'refuses the name %s where a room of this name is',
    async (name) => {
      const { guest, room, createRoom } = await memoryWorld();
      await room(await guest('Ann'), 'Tea');
      const again = createRoom.execute({ caller: await guest('Ben'), id: 'c', name });
      await expect(again).rejects.toMatchObject({ code: 'room.name_taken' });
    },
  );

  it('opens a room called __proto__ like any other', async () => {
    const { guest, room, listRooms } = await memoryWorld();
    const ann = await guest('Ann');
    await room(ann, '__proto__');
    const { rooms } = await listRooms.execute({ caller: ann });
    expect(rooms.map(({ room: { name } }) => name)).toContain('__proto__');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('JoinRoom', () => {
  it('makes a member, who has read everything so far, and answers what the room looks like', async () => {
    const { guest, room, say, joinRoom } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const tea = await room(ann, 'Tea');
    const { epoch } = await say(ann, 'Hello', tea.id);
    expect(await joinRoom.execute({ caller: ben, room: tea.id })).toMatchObject({
      room: tea,
      epoch,
      head: 1,
      marker: 1,
      complete: false,
      more: false,
      entries: [{ seq: 1, message: { text: 'Hello' } }],
      members: {
        total: 2,
        members: [
          { id: ann.user.id, nickname: 'Ann', presence: 'offline' },
          { id: ben.user.id, nickname: 'Ben', presence: 'offline' },
        ],
        cursor: undefined,
      },
    });
  });

  it('answers a member who comes back with what follows the position given', async () => {
    const { guest, say, joinRoom } = await memoryWorld();
    const ann = await guest('Ann');
    const { epoch } = await say(ann, 'one');
    await say(ann, 'two');
    expect(await joinRoom.execute({ caller: ann, room: LOBBY, after: 1, epoch })).toMatchObject({
      complete: true,
      more: false,
      entries: [{ seq: 2 }],
    });
  });

  it('keeps a member’s marker', async () => {
    const { guest, say, joinRoom } = await memoryWorld();
    const ann = await guest('Ann');
    await say(await guest('Ben'), 'Hello');
    expect(await joinRoom.execute({ caller: ann, room: LOBBY })).toMatchObject({ head: 1, marker: 0 });
  });

  it('lets every connection of the user listen, before it reads', async () => {
    const { guest, connect, room, say, joinRoom, turn } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const tea = await room(ann, 'Tea');
    const [desk, phone] = [await connect(ben), await connect(ben)];
    const [opened] = await Promise.all([
      joinRoom.execute({ caller: ben, room: tea.id }),
      ...Array.from({ length: 5 }, (_, n) => say(ann, `text ${n}`, tea.id)),
    ]);
    await turn();
    for (const ear of [desk, phone]) {
      const fresh = ear.seqs(tea.id).filter((seq) => seq > opened.head);
      expect([...opened.entries.map(({ seq }) => seq), ...fresh]).toEqual([1, 2, 3, 4, 5]);
    }
  });

  it('tells all devices of the user once', async () => {
    const { guest, connect, room, joinRoom } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const tea = await room(ann, 'Tea');
    const [desk, phone] = [await connect(ben), await connect(ben)];
    for (let time = 0; time < 2; time += 1) await joinRoom.execute({ caller: ben, room: tea.id });
    expect(desk.memberships).toEqual([[tea.id, 'joined']]);
    expect(phone.memberships).toEqual([[tea.id, 'joined']]);
  });

  it('needs no bus to let the user’s connections here listen', async () => {
    const { guest, connect, room, say, joinRoom, turn } = await memoryWorld(({ bus }) => ({
      bus: losing('admitted', bus),
    }));
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const tea = await room(ann, 'Tea');
    const ear = await connect(ben);
    await joinRoom.execute({ caller: ben, room: tea.id });
    await say(ann, 'Hello', tea.id);
    await turn();
    expect(ear.texts).toEqual(['Hello']);
  });

  it('lets the user’s connections to other processes listen', async () => {
    const { guest, room, joinRoom, ground } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const tea = await room(ann, 'Tea');
    const ear = elsewhere(ben, ground.bus);
    await joinRoom.execute({ caller: ben, room: tea.id });
    expect([...ear.rooms]).toEqual([tea.id]);
  });

  it('tells the room once that the user is here, however often it is opened', async () => {
    const { guest, connect, joinRoom, clock } = await memoryWorld();
    const ear = await connect(await guest('Ann'));
    await clock.advance(1000);
    await joinRoom.execute({ caller: ear.caller, room: LOBBY });
    await clock.advance(1000);
    expect(ear.presence).toHaveLength(1);
  });

  it('answers room.not_found for a room that is not there', async () => {
    const { guest, joinRoom } = await memoryWorld();
    const caller = await guest('Ann');
    for (const room of ['nowhere', '__proto__', 'constructor']) {
      await expect(joinRoom.execute({ caller, room })).rejects.toMatchObject({ code: 'room.not_found' });
    }
  });
});

describe('LeaveRoom', () => {
  it('ends the membership, and every connection hears no more', async () => {
    const { guest, connect, leaveRoom, say, turn } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const [desk, phone] = [await connect(ben), await connect(ben)];
    await leaveRoom.execute({ caller: ben, room: LOBBY });
    await say(ann, 'Hello');
    await turn();
    expect([...desk.texts, ...phone.texts]).toEqual([]);
    await expect(say(ben, 'Still here?')).rejects.toMatchObject({ code: 'room.not_member' });
  });

  it('needs no bus to silence the user’s connections here', async () => {
    const { guest, connect, leaveRoom } = await memoryWorld(({ bus }) => ({ bus: losing('evicted', bus) }));
    const ear = await connect(await guest('Ann'));
    await leaveRoom.execute({ caller: ear.caller, room: LOBBY });
    expect([...ear.rooms]).toEqual([]);
  });

  it('silences the user’s connections to other processes, also when it is repeated', async () => {
    const { guest, leaveRoom, ground } = await memoryWorld();
    const ann = await guest('Ann');
    const ear = elsewhere(ann, ground.bus);
    for (const time of ['first', 'again']) {
      ear.rooms.add(LOBBY);
      await leaveRoom.execute({ caller: ann, room: LOBBY });
      expect([time, ...ear.rooms]).toEqual([time]);
    }
  });

  it('tells the room nothing of someone who was no member', async () => {
    const { guest, connect, room, leaveRoom, clock } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const tea = await room(ann, 'Tea');
    const [hers, his] = [await connect(ann), await connect(ben)];
    await clock.advance(1000);
    hers.presence.length = 0;
    await leaveRoom.execute({ caller: his.caller, room: tea.id });
    await clock.advance(1000);
    expect(hers.presence).toEqual([]);
  });

  it('is safe to repeat, also for someone who never was a member', async () => {
    const { guest, room, leaveRoom } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const tea = await room(ann, 'Tea');
    for (const caller of [ann, ann, ben]) {
      await expect(leaveRoom.execute({ caller, room: tea.id })).resolves.toBeUndefined();
    }
  });

  it('finishes on a repeat what a failure left undone', async () => {
    let broken = true;
    const { guest, connect, leaveRoom, ground } = await memoryWorld(({ presence }) => ({
      presence: changed(presence, {
        left: async (...asked) => {
          if (broken) throw new Error('out of reach');
          return presence.left(...asked);
        },
      }),
    }));
    const ear = await connect(await guest('Ann'));
    await expect(leaveRoom.execute({ caller: ear.caller, room: LOBBY })).rejects.toThrow('out of reach');
    broken = false;
    await leaveRoom.execute({ caller: ear.caller, room: LOBBY });
    expect((await ground.presence.here(LOBBY)).size).toBe(0);
    expect(ear.rooms).not.toContain(LOBBY);
  });

  it('answers room.not_found for a room that is not there', async () => {
    const { guest, leaveRoom } = await memoryWorld();
    const caller = await guest('Ann');
    await expect(leaveRoom.execute({ caller, room: 'nowhere' })).rejects.toMatchObject({
      code: 'room.not_found',
    });
  });

  it('keeps an owner while others are there', async () => {
    const { guest, room, joinRoom, leaveRoom, ground } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const tea = await room(ann, 'Tea');
    await joinRoom.execute({ caller: ben, room: tea.id });
    const leaving = leaveRoom.execute({ caller: ann, room: tea.id });
    await expect(leaving).rejects.toMatchObject({ code: 'room.owner_needed' });
    await leaveRoom.execute({ caller: ben, room: tea.id });
    await leaveRoom.execute({ caller: ann, room: tea.id });
    expect(await ground.memberships.count(tea.id)).toBe(0);
  });

  it('gives a room that all have left to whoever comes next, but not the lobby', async () => {
    const { guest, room, joinRoom, leaveRoom, ground } = await memoryWorld();
    const [ann, ben, cem] = [await guest('Ann'), await guest('Ben'), await guest('Cem')];
    const tea = await room(ann, 'Tea');
    await leaveRoom.execute({ caller: ann, room: tea.id });
    for (const caller of [ben, cem]) await joinRoom.execute({ caller, room: tea.id });
    expect(await ground.memberships.owner(tea.id)).toMatchObject({ user: ben.user.id });
    for (const caller of [ann, ben, cem]) await leaveRoom.execute({ caller, room: LOBBY });
    await joinRoom.execute({ caller: cem, room: LOBBY });
    expect(await ground.memberships.owner(LOBBY)).toBeUndefined();
  });

  it('closes a private room that the last one leaves, also to who has a link', async () => {
    const { guest, createRoom, createInvite, leaveRoom, useInvite, ground } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const { id } = await createRoom.execute({ caller: ann, id: 'c', name: 'Den', kind: 'private' });
    const { token } = await createInvite.execute({ caller: ann, room: id });
    await leaveRoom.execute({ caller: ann, room: id });
    expect((await ground.rooms.find(id))!.settings.archived).toBe(true);
    await expect(useInvite.execute({ caller: ben, token })).rejects.toMatchObject({ code: 'invite.invalid' });
    expect(await ground.memberships.count(id)).toBe(0);
  });

  it('leaves nobody in a private room alone who comes while its owner goes', async () => {
    const { guest, createRoom, createInvite, leaveRoom, useInvite, ground } = await memoryWorld((parts) => ({
      memberships: changed(parts.memberships, {
        async count(room) {
          const count = await parts.memberships.count(room);
          await meanwhile();
          return count;
        },
      }),
    }));
    let meanwhile = async (): Promise<unknown> => undefined;
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const { id } = await createRoom.execute({ caller: ann, id: 'c', name: 'Den', kind: 'private' });
    const { token } = await createInvite.execute({ caller: ann, room: id });
    meanwhile = async () => {
      meanwhile = async () => undefined;
      await useInvite.execute({ caller: ben, token });
    };
    const leaving = leaveRoom.execute({ caller: ann, room: id });
    await expect(leaving).rejects.toMatchObject({ code: 'room.owner_needed' });
    expect(await ground.memberships.owner(id)).toMatchObject({ user: ann.user.id });
  });

  it('tells a private room, and shows it to the one who left no more', async () => {
    const { guest, createRoom, connect, leaveRoom, ground, turn } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const { id } = await createRoom.execute({ caller: ann, id: 'c', name: 'Den', kind: 'private' });
    await ground.memberships.join(id, ben.user.id, 0);
    const [hers, his] = [await connect(ann), await connect(ben)];
    await leaveRoom.execute({ caller: ben, room: id });
    await turn();
    expect(hers.runs.flatMap(({ entries }) => entries)).toMatchObject([
      { type: 'member.changed', change: 'left', member: { nickname: 'Ben' }, by: ben.user.id },
    ]);
    expect(his.memberships).toEqual([[id, 'left']]);
    expect(await ground.memberships.find(id, ben.user.id)).toBeUndefined();
    const again = leaveRoom.execute({ caller: ben, room: id });
    await expect(again).rejects.toMatchObject({ code: 'room.not_found' });
  });

  it('writes nothing into a public room', async () => {
    const { guest, leaveRoom, ground } = await memoryWorld();
    await leaveRoom.execute({ caller: await guest('Ann'), room: LOBBY });
    expect(await ground.log.window(LOBBY, { limit: 1 })).toMatchObject({ head: 0 });
  });

  it('leaves a user who joins again at once as a member who listens', async () => {
    const { guest, connect, leaveRoom, joinRoom, say, turn } = await memoryWorld();
    const ear = await connect(await guest('Ann'));
    const { caller } = ear;
    await Promise.all([
      leaveRoom.execute({ caller, room: LOBBY }),
      joinRoom.execute({ caller, room: LOBBY }),
    ]);
    await say(caller, 'Back');
    await turn();
    expect(ear.texts).toEqual(['Back']);
  });
});

describe('ListRooms', () => {
  it('lists the caller’s rooms first, with what is unread, and then the others', async () => {
    const { guest, room, say, listRooms } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const attic = await room(ben, 'Attic');
    const zoo = await room(ann, 'Zoo');
    await say(ben, 'one');
    await say(ben, 'two');
    await say(ben, 'three', attic.id);
    const { rooms, cursor } = await listRooms.execute({ caller: ann });
    expect(cursor).toBeUndefined();
    expect(
      rooms.map(({ room: { id }, reading, head, memberCount, last }) => [
        id,
        reading,
        head,
        memberCount,
        last?.text,
      ]),
    ).toMatchObject([
      [LOBBY, { marker: 0, unread: 2 }, 2, 2, 'two'],
      [zoo.id, { marker: 0, unread: 0 }, 0, 1, undefined],
      [attic.id, undefined, 1, 1, 'three'],
    ]);
  });

  it('lists others a hundred at a time, each once', async () => {
    const { guest, room, listRooms } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    for (let n = 0; n < 250; n += 1) await room(ben, `Room ${n}`);
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await listRooms.execute({ caller: ann, cursor });
      pages.push(page.rooms.map(({ room: { id } }) => id));
      ({ cursor } = page);
    } while (cursor !== undefined);
    expect(pages.map(({ length }) => length)).toEqual([101, 100, 50]);
    expect(new Set(pages.flat()).size).toBe(251);
  });

  it('has no next page when exactly a hundred others are there', async () => {
    const { guest, room, listRooms } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    for (let n = 0; n < 100; n += 1) await room(ben, `Room ${n}`);
    expect(await listRooms.execute({ caller: ann })).toMatchObject({ cursor: undefined });
  });
});
