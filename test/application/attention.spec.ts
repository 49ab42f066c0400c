import type { Typing } from '../../src/application/ports/audience.js';
import { TYPING_NAMED, TypingNews } from '../../src/application/use-cases/typing-news.js';
import { LOBBY } from '../../src/domain/room.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { ManualClock } from '../support/manual-clock.js';
import { changed, memoryWorld } from '../support/memory-world.js';

const refused = (code: string) => expect.objectContaining({ code });

/** The nicknames of each notice. */
const named = (typing: readonly Typing[]) => typing.map(({ users }) => users.map(({ nickname }) => nickname));

describe('StartTyping', () => {
  it('tells the room at once who writes, by the name that the room knows', async () => {
    const { guest, connect, room, joinRoom, setRoomNickname, startTyping } = await memoryWorld();
    const [ann, ben, cem] = [await guest('Ann'), await guest('Ben'), await guest('Cem')];
    const tea = await room(ann, 'Tea');
    await joinRoom.execute({ caller: ben, room: tea.id });
    const [hers, others] = [await connect(ann), await connect(cem)];
    await setRoomNickname.execute({ caller: ben, room: tea.id, nickname: 'Benny' });
    await startTyping.execute({ caller: ben, room: tea.id });
    expect(hers.typing).toEqual([{ room: tea.id, users: [{ id: ben.user.id, nickname: 'Benny' }] }]);
    expect(others.typing).toEqual([]);
  });

  it('tells at most once a second, and then of all who began', async () => {
    const { guest, connect, startTyping, clock } = await memoryWorld();
    const people = await Promise.all(['Ann', 'Ben', 'Cem'].map((name) => guest(name)));
    const ear = await connect(await guest('Dan'));
    for (const caller of [...people, people[1]!]) await startTyping.execute({ caller, room: LOBBY });
    expect(named(ear.typing)).toEqual([['Ann']]);
    await clock.advance(999);
    expect(ear.typing).toHaveLength(1);
    await clock.advance(1);
    expect(named(ear.typing)).toEqual([['Ann'], ['Ben', 'Cem']]);
    await clock.advance(60_000);
    expect(ear.typing).toHaveLength(2);
  });

  it('tells nobody of who is invisible, or types faster than anybody can', async () => {
    const { guest, connect, setAvailability, startTyping, clock } = await memoryWorld(undefined, {
      limited: true,
    });
    const [ann, ben] = [await connect(await guest('Ann')), await connect(await guest('Ben'))];
    await setAvailability.execute({ caller: ann.caller, status: 'invisible' });
    await startTyping.execute({ caller: ann.caller, room: LOBBY });
    for (let n = 0; n < 100; n += 1) {
      await startTyping.execute({ caller: ben.caller, room: LOBBY });
    }
    await clock.advance(60_000);
    expect(named(ann.typing)).toEqual([['Ben'], ['Ben']]);
  });

  it('is for those who could write there now', async () => {
    const { guest, room, joinRoom, muteMember, openDirect, setContact, updateRoom, startTyping } =
      await memoryWorld();
    const [ann, ben, cem] = [await guest('Ann'), await guest('Ben'), await guest('Cem')];
    const tea = await room(ann, 'Tea');
    await expect(startTyping.execute({ caller: ben, room: tea.id })).rejects.toEqual(
      refused('room.not_member'),
    );
    await joinRoom.execute({ caller: ben, room: tea.id });
    await joinRoom.execute({ caller: cem, room: tea.id });
    await muteMember.execute({ caller: ann, room: tea.id, user: ben.user.id, seconds: 60 });
    await expect(startTyping.execute({ caller: ben, room: tea.id })).rejects.toEqual(refused('member.muted'));
    await updateRoom.execute({ caller: ann, room: tea.id, muted: true });
    await expect(startTyping.execute({ caller: cem, room: tea.id })).rejects.toEqual(refused('room.muted'));
    const talk = await openDirect.execute({ caller: ben, users: [ann.user.id] });
    await setContact.execute({ caller: ann, user: ben.user.id, state: 'blocked' });
    await expect(startTyping.execute({ caller: ben, room: talk.id })).rejects.toEqual(
      refused('user.unavailable'),
    );
  });
});

describe('TypingNews', () => {
  it('names so many, and is silent where the loop has more to do than time', async () => {
    const [bus, clock, told] = [new MemoryEventBus(), new ManualClock(), [] as Typing[]];
    bus.subscribe((notice) => notice.type === 'typing' && told.push(notice.typing));
    let late = 0;
    const news = new TypingNews(bus, changed(clock, { steady: () => clock.now() + late }));
    const begin = (): void => {
      for (let n = 0; n < 100; n += 1) news.began('tea', { id: `user-${n}`, nickname: `N${n}` });
    };
    begin();
    await clock.advance(1000);
    expect(told.map(({ users }) => users.length)).toEqual([1, TYPING_NAMED]);
    begin();
    late = 250;
    await clock.advance(1000);
    expect(told).toHaveLength(2);
    begin();
    expect(told).toHaveLength(3);
  });
});

describe('NudgeUser', () => {
  it('is seen by all in the room, and once in ten seconds by the same to the same', async () => {
    const { guest, connect, nudgeUser, clock } = await memoryWorld(undefined, { limited: true });
    const [ann, ben, cem] = [await guest('Ann'), await guest('Ben'), await connect(await guest('Cem'))];
    const nudge = (user: string) => nudgeUser.execute({ caller: ann, room: LOBBY, user });
    await nudge(ben.user.id);
    expect(cem.nudges).toEqual([
      {
        room: LOBBY,
        by: { id: ann.user.id, nickname: 'Ann' },
        user: { id: ben.user.id, nickname: 'Ben' },
      },
    ]);
    await clock.advance(9_999);
    await expect(nudge(ben.user.id)).rejects.toEqual(refused('rate_limited'));
    await nudge(cem.caller.user.id);
    await clock.advance(1);
    await nudge(ben.user.id);
    expect(cem.nudges).toHaveLength(3);
  });

  it('reaches members, and nobody who turned it off or blocked the caller', async () => {
    const { guest, connect, room, updateProfile, setContact, nudgeUser } = await memoryWorld();
    const [ann, ben, cem, dan] = await Promise.all(['Ann', 'Ben', 'Cem', 'Dan'].map((name) => guest(name)));
    const ear = await connect(dan!);
    const nudge = (user: string, where = LOBBY) => nudgeUser.execute({ caller: ann!, room: where, user });
    await updateProfile.execute({ caller: ben!, nudges: false });
    await setContact.execute({ caller: cem!, user: ann!.user.id, state: 'blocked' });
    for (const { user } of [ben!, cem!]) {
      await expect(nudge(user.id)).rejects.toEqual(refused('user.nudges_off'));
    }
    const tea = await room(ann!, 'Tea');
    for (const [user, where] of [
      [ann!.user.id, LOBBY],
      ['nobody', LOBBY],
      [dan!.user.id, tea.id],
    ] as const) {
      await expect(nudge(user, where)).rejects.toEqual(refused('member.not_found'));
    }
    expect(ear.nudges).toEqual([]);
  });
});

describe('SetNotifyLevel', () => {
  it('is kept, shown in the list, and told to the caller’s own connections', async () => {
    const { guest, connect, setNotifyLevel, listRooms } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await connect(await guest('Ben'))];
    const [desk, phone] = [await connect(ann), await connect(ann)];
    await setNotifyLevel.execute({ caller: ann, room: LOBBY, level: 'mentions' });
    await setNotifyLevel.execute({ caller: ann, room: LOBBY, level: 'mentions' });
    for (const ear of [desk, phone]) expect(ear.levels).toEqual([{ room: LOBBY, level: 'mentions' }]);
    expect(ben.levels).toEqual([]);
    const { rooms } = await listRooms.execute({ caller: ann });
    expect(rooms[0]!.reading).toMatchObject({ notify: 'mentions' });
  });
});
