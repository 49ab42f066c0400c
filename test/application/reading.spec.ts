import type { Slice } from '../../src/application/ports/room-log.js';
import { limits } from '../../src/application/limits.js';
import { LOBBY } from '../../src/domain/room.js';
import { changed, memoryWorld, type Ground } from '../support/memory-world.js';
import { messageOf } from '../support/message-of.js';

/** A lobby in which so many messages were said. */
async function lobbyOf(
  count: number,
  change?: (ground: Ground) => Partial<Ground>,
  options?: { limited: boolean },
) {
  const world = await memoryWorld(change, options);
  const ann = await world.guest('Ann');
  for (let n = 0; n < count; n += 1) await world.say(ann, `text ${n}`);
  const { epoch } = (await world.ground.log.window(LOBBY, { limit: 1 }))!;
  return { ...world, ann, epoch };
}

/** A log that has forgotten everything below the seq. */
const forgotten =
  (oldest: number) =>
  ({ log }: Ground): Partial<Ground> => {
    const rest = <S extends Slice>(slice: S | undefined): S | undefined =>
      slice && { ...slice, oldest, entries: slice.entries.filter(({ seq }) => seq >= oldest) };
    return {
      log: changed(log, {
        after: async (room, seq, limit) => rest(await log.after(room, Math.max(seq, oldest - 1), limit)),
        window: async (room, window) => rest(await log.window(room, window)),
      }),
    };
  };

const seqs = ({ entries }: Pick<Slice, 'entries'>): number[] => entries.map(({ seq }) => seq);
const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

describe('SyncRoom', () => {
  it.each([
    { head: 0, after: 0, gives: [], more: false },
    { head: 3, after: 3, gives: [], more: false },
    { head: 3, after: 2, gives: [3], more: false },
    { head: 3, after: 0, gives: [1, 2, 3], more: false },
    { head: 500, after: 0, gives: range(1, 500), more: false },
    { head: 501, after: 0, gives: range(1, 500), more: true },
    { head: 501, after: 1, gives: range(2, 501), more: false },
  ])('continues after $after of $head, more: $more', async ({ head, after, gives, more }) => {
    const { ann, epoch, syncRoom } = await lobbyOf(head);
    const synced = await syncRoom.execute({ caller: ann, room: LOBBY, after, epoch });
    expect(synced).toMatchObject({ epoch, head, oldest: 1, complete: true, more });
    expect(seqs(synced)).toEqual(gives);
  });

  it('comes to the head by going on from the last entry', async () => {
    const { ann, epoch, syncRoom } = await lobbyOf(1001);
    const read: number[] = [];
    for (let more = true; more;) {
      const synced = await syncRoom.execute({ caller: ann, room: LOBBY, after: read.at(-1) ?? 0, epoch });
      read.push(...seqs(synced));
      ({ more } = synced);
    }
    expect(read).toEqual(range(1, 1001));
  });

  it.each([
    ['another epoch', { after: 2, epoch: 'another' }],
    ['no position', { after: undefined }],
    ['a position without an epoch', { after: 2, epoch: undefined }],
  ])('gives the newest fifty for %s', async (_, position) => {
    const { ann, epoch, syncRoom } = await lobbyOf(60);
    const synced = await syncRoom.execute({ caller: ann, room: LOBBY, epoch, ...position });
    expect(synced).toMatchObject({ epoch, head: 60, complete: false, more: false });
    expect(seqs(synced)).toEqual(range(11, 60));
  });

  it.each([
    { oldest: 4, after: 3, complete: true, gives: [4, 5] },
    { oldest: 4, after: 2, complete: false, gives: [4, 5] },
    { oldest: 6, after: 5, complete: true, gives: [] },
    { oldest: 6, after: 4, complete: false, gives: [] },
  ])(
    'where $oldest is the oldest, after $after is complete: $complete',
    async ({ oldest, after, complete, gives }) => {
      const { ann, epoch, syncRoom } = await lobbyOf(5, forgotten(oldest));
      const synced = await syncRoom.execute({ caller: ann, room: LOBBY, after, epoch });
      expect(synced).toMatchObject({ complete, more: false });
      expect(seqs(synced)).toEqual(gives);
    },
  );

  it('begins a new epoch for a position beyond the head, which all others notice', async () => {
    const world = await lobbyOf(3);
    const { ann, ben, epoch, syncRoom, say, turn } = { ...world, ben: await world.guest('Ben') };
    const ear = await world.connect(ben);
    const synced = await syncRoom.execute({ caller: ann, room: LOBBY, after: 5, epoch });
    expect(synced).toMatchObject({ head: 3, complete: false });
    expect(synced.epoch).not.toBe(epoch);
    expect(seqs(synced)).toEqual([1, 2, 3]);

    // Whoever knows less than the head cannot have seen what was lost, but learns of it all the same.
    const behind = await syncRoom.execute({ caller: ben, room: LOBBY, after: 2, epoch });
    expect(behind).toMatchObject({ epoch: synced.epoch, complete: false });
    await say(ann, 'next');
    await turn();
    expect(ear.runs).toMatchObject([{ epoch: synced.epoch, entries: [{ seq: 4 }] }]);
  });

  it('has a liar read the newest, and does not bother the others with it again and again', async () => {
    const world = await lobbyOf(3, undefined, { limited: true });
    const epochs = new Set<string>();
    for (let n = 0; n < 10; n += 1) {
      const { epoch } = (await world.ground.log.window(LOBBY, { limit: 1 }))!;
      const place = { caller: world.ann, room: LOBBY, after: 99, epoch };
      const synced = await world.syncRoom.execute(place);
      expect(synced).toMatchObject({ complete: false, head: 3 });
      expect(seqs(synced)).toEqual([1, 2, 3]);
      epochs.add(synced.epoch);
    }
    expect(epochs.size).toBe(limits.renewals.burst);
  });

  it('is for members of a room that is there', async () => {
    const { guest, room, syncRoom } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const tea = await room(ann, 'Tea');
    await expect(syncRoom.execute({ caller: ben, room: tea.id })).rejects.toMatchObject({
      code: 'room.not_member',
    });
    await expect(syncRoom.execute({ caller: ben, room: 'x' })).rejects.toMatchObject({
      code: 'room.not_found',
    });
  });
});

describe('reading while one is put out', () => {
  /** A private room where Ben reads, and while his reading is under way `happens`. */
  async function den() {
    let meanwhile = async (): Promise<unknown> => undefined;
    const world = await memoryWorld(({ log, memberships }) => ({
      memberships: changed(memberships, {
        async count(...asked) {
          await meanwhile();
          return memberships.count(...asked);
        },
      }),
      log: changed(log, {
        async after(...asked) {
          await meanwhile();
          return log.after(...asked);
        },
        async window(...asked) {
          await meanwhile();
          return log.window(...asked);
        },
      }),
    }));
    const [ann, ben] = [await world.guest('Ann'), await world.guest('Ben')];
    const { id: room } = await world.createRoom.execute({
      caller: ann,
      id: 'c',
      name: 'Den',
      kind: 'private',
    });
    await world.addMember.execute({ caller: ann, room, user: ben.user.id });
    const { epoch } = (await world.ground.log.window(room, { limit: 1 }))!;
    const during = (happens: () => Promise<unknown>): void => {
      meanwhile = async () => {
        meanwhile = async () => undefined;
        await happens();
      };
    };
    const onBen = { caller: ann, room, user: ben.user.id };
    return { ...world, ann, ben, room, epoch, onBen, during };
  }

  it.each(['syncRoom', 'joinRoom', 'readHistory', 'listMembers'] as const)(
    'answers nothing to %s',
    async (name) => {
      const { ben, room, epoch, during, removeMember, onBen, say, ann, ...world } = await den();
      during(async () => {
        await removeMember.execute(onBen);
        await say(ann, 'Now that Ben is gone', room);
      });
      const at = name === 'syncRoom' || name === 'joinRoom' ? { after: 1, epoch } : {};
      const input = { caller: ben, room, ...at };
      await expect(world[name].execute(input)).rejects.toMatchObject({ code: 'room.not_found' });
    },
  );

  it('answers who came back what one sees who comes', async () => {
    const { ben, room, epoch, during, removeMember, addMember, onBen, say, ann, syncRoom } = await den();
    during(async () => {
      await removeMember.execute(onBen);
      await say(ann, 'Now that Ben is gone', room);
      await addMember.execute(onBen);
    });
    const synced = await syncRoom.execute({ caller: ben, room, after: 1, epoch });
    expect(synced.entries).toMatchObject([{ type: 'member.changed', change: 'added' }]);
  });
});

describe('ReadHistory', () => {
  it.each([
    { head: 5, ask: {}, gives: [1, 2, 3, 4, 5], before: false, after: false },
    { head: 5, ask: { limit: 5 }, gives: [1, 2, 3, 4, 5], before: false, after: false },
    { head: 5, ask: { limit: 4 }, gives: [2, 3, 4, 5], before: true, after: false },
    { head: 5, ask: { before: 6 }, gives: [1, 2, 3, 4, 5], before: false, after: false },
    { head: 5, ask: { before: 99 }, gives: [1, 2, 3, 4, 5], before: false, after: false },
    { head: 5, ask: { before: 5 }, gives: [1, 2, 3, 4], before: false, after: true },
    { head: 5, ask: { before: 4, limit: 2 }, gives: [2, 3], before: true, after: true },
    { head: 5, ask: { before: 3, limit: 2 }, gives: [1, 2], before: false, after: true },
    { head: 5, ask: { before: 1 }, gives: [], before: false, after: true },
    { head: 5, ask: { before: 0 }, gives: [], before: false, after: true },
    { head: 5, ask: { after: 0 }, gives: [1, 2, 3, 4, 5], before: false, after: false },
    { head: 5, ask: { after: 0, limit: 4 }, gives: [1, 2, 3, 4], before: false, after: true },
    { head: 5, ask: { after: 1, limit: 4 }, gives: [2, 3, 4, 5], before: true, after: false },
    { head: 5, ask: { after: 4 }, gives: [5], before: true, after: false },
    { head: 5, ask: { after: 5 }, gives: [], before: true, after: false },
    { head: 5, ask: { after: 99 }, gives: [], before: true, after: false },
    { head: 9, ask: { around: 5, limit: 3 }, gives: [4, 5, 6], before: true, after: true },
    { head: 9, ask: { around: 1, limit: 3 }, gives: [1, 2, 3], before: false, after: true },
    { head: 9, ask: { around: 9, limit: 3 }, gives: [7, 8, 9], before: true, after: false },
    { head: 0, ask: {}, gives: [], before: false, after: false },
    { head: 0, ask: { before: 0 }, gives: [], before: false, after: false },
    { head: 0, ask: { before: 1 }, gives: [], before: false, after: false },
    { head: 0, ask: { after: 0 }, gives: [], before: false, after: false },
    { head: 0, ask: { around: 1 }, gives: [], before: false, after: false },
  ])(
    'of $head messages, $ask gives $gives, before: $before, after: $after',
    async ({ head, ask, gives, ...flags }) => {
      const { ann, epoch, readHistory } = await lobbyOf(head);
      const page = await readHistory.execute({ caller: ann, room: LOBBY, ...ask });
      expect(page).toMatchObject({ epoch, head, ...flags });
      expect(seqs(page)).toEqual(gives);
    },
  );

  it.each([
    { oldest: 4, ask: {}, gives: [4, 5], before: false, after: false },
    { oldest: 4, ask: { before: 4 }, gives: [], before: false, after: true },
    { oldest: 6, ask: {}, gives: [], before: false, after: false },
    { oldest: 6, ask: { before: 3 }, gives: [], before: false, after: false },
    { oldest: 6, ask: { after: 3 }, gives: [], before: false, after: false },
  ])('where $oldest is the oldest of 5, $ask gives $gives', async ({ oldest, ask, gives, ...flags }) => {
    const { ann, readHistory } = await lobbyOf(5, forgotten(oldest));
    const page = await readHistory.execute({ caller: ann, room: LOBBY, ...ask });
    expect(page).toMatchObject(flags);
    expect(seqs(page)).toEqual(gives);
  });

  it('gives fifty unless asked for more, and never more than a hundred', async () => {
    const { ann, readHistory } = await lobbyOf(120);
    expect(seqs(await readHistory.execute({ caller: ann, room: LOBBY }))).toHaveLength(50);
    expect(seqs(await readHistory.execute({ caller: ann, room: LOBBY, limit: 1000 }))).toHaveLength(100);
  });

  it('shows everyone under today’s nickname', async () => {
    const { ann, updateProfile, readHistory } = await lobbyOf(1);
    await updateProfile.execute({ caller: ann, nickname: 'Anna' });
    const { entries } = await readHistory.execute({ caller: ann, room: LOBBY });
    expect(messageOf(entries[0]!).author.nickname).toBe('Anna');
  });

  it('is for members of a room that is there', async () => {
    const { guest, room, readHistory } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const tea = await room(ann, 'Tea');
    await expect(readHistory.execute({ caller: ben, room: tea.id })).rejects.toMatchObject({
      code: 'room.not_member',
    });
    await expect(readHistory.execute({ caller: ben, room: 'x' })).rejects.toMatchObject({
      code: 'room.not_found',
    });
  });
});

describe('MarkRead', () => {
  it('moves the marker forward and counts what others said behind it', async () => {
    const { ann, epoch, guest, say, markRead } = await lobbyOf(5);
    const ben = await guest('Ben');
    await say(ben, 'mine');
    await say(ann, 'hers');
    expect(await markRead.execute({ caller: ben, room: LOBBY, epoch, seq: 6 })).toEqual({
      epoch,
      marker: 6,
      unread: 1,
      mentions: 0,
    });
    expect(await markRead.execute({ caller: ben, room: LOBBY, epoch, seq: 7 })).toMatchObject({
      marker: 7,
      unread: 0,
    });
  });

  it('never moves the marker back, nor past the head', async () => {
    const { guest, say, markRead } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const { epoch } = await say(ann, 'one');
    await say(ann, 'two');
    expect(await markRead.execute({ caller: ben, room: LOBBY, epoch, seq: 99 })).toMatchObject({ marker: 2 });
    expect(await markRead.execute({ caller: ben, room: LOBBY, epoch, seq: 1 })).toMatchObject({
      marker: 2,
      unread: 0,
    });
  });

  it('tells every connection of the user, and nobody else, when the marker has moved', async () => {
    const { guest, connect, say, markRead, turn } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const [desk, phone, hers] = [await connect(ben), await connect(ben), await connect(ann)];
    const { epoch } = await say(ann, 'one');
    await markRead.execute({ caller: ben, room: LOBBY, epoch, seq: 1 });
    await markRead.execute({ caller: ben, room: LOBBY, epoch, seq: 1 });
    await markRead.execute({ caller: ben, room: LOBBY, epoch, seq: 0 });
    await turn();
    const moved = { room: LOBBY, epoch, seq: 1, unread: 0, mentions: 0 };
    expect([desk.markers, phone.markers, hers.markers]).toEqual([[moved], [moved], []]);
  });

  it('refuses a position of another epoch', async () => {
    const { ann, markRead } = await lobbyOf(1);
    const marked = markRead.execute({ caller: ann, room: LOBBY, epoch: 'another', seq: 1 });
    await expect(marked).rejects.toMatchObject({ code: 'room.epoch_changed' });
  });

  it('refuses when the member leaves meanwhile', async () => {
    const { ann, epoch, markRead } = await lobbyOf(1, ({ memberships }) => ({
      memberships: changed(memberships, { mark: async () => undefined }),
    }));
    const marked = markRead.execute({ caller: ann, room: LOBBY, epoch, seq: 1 });
    await expect(marked).rejects.toMatchObject({ code: 'room.not_member' });
  });

  it('is for members of a room that is there', async () => {
    const { guest, room, markRead } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const at = { caller: ben, epoch: 'e', seq: 0 };
    const tea = await room(ann, 'Tea');
    await expect(markRead.execute({ ...at, room: tea.id })).rejects.toMatchObject({
      code: 'room.not_member',
    });
    await expect(markRead.execute({ ...at, room: 'x' })).rejects.toMatchObject({ code: 'room.not_found' });
  });
});
