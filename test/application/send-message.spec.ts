import fc from 'fast-check';
import type { Append, RoomLog } from '../../src/application/ports/room-log.js';
import { LOBBY } from '../../src/domain/room.js';
import { settled } from '../support/manual-clock.js';
import { changed, memoryWorld } from '../support/memory-world.js';
import { messageOf } from '../support/message-of.js';

/** A log whose guard does not hold the first times; `between` happens each time, as someone else's doing. */
const staleFor = (times: number, log: RoomLog, between = async (): Promise<unknown> => undefined) => {
  const seen: Append[] = [];
  return {
    seen,
    log: changed(log, {
      append: async (append) => {
        seen.push(append);
        if (seen.length > times) return log.append(append);
        await between();
        return { status: 'stale' };
      },
    }),
  };
};

describe('SendMessage', () => {
  it('answers where and when the message landed', async () => {
    const { guest, sendMessage, clock, ground } = await memoryWorld();
    const ann = await guest('Ann');
    const first = await sendMessage.execute({ caller: ann, room: LOBBY, id: 'a', text: 'One' });
    await clock.advance(5);
    const second = await sendMessage.execute({ caller: ann, room: LOBBY, id: 'b', text: 'Two' });
    const kept = await ground.log.after(LOBBY, 0, 10);
    expect(first).toEqual({ epoch: kept?.epoch, seq: 1, sentAt: clock.now() - 5, duplicate: false });
    expect(second).toEqual({ epoch: kept?.epoch, seq: 2, sentAt: clock.now(), duplicate: false });
    expect(kept?.entries.map(messageOf).map(({ id, text, author }) => [id, text, author])).toEqual([
      ['a', 'One', { id: ann.user.id, nickname: 'Ann' }],
      ['b', 'Two', { id: ann.user.id, nickname: 'Ann' }],
    ]);
  });

  it('answers a repeat as it answered the first time, and tells nobody again', async () => {
    const { guest, connect, sendMessage, clock, turn } = await memoryWorld();
    const ann = await guest('Ann');
    const ear = await connect(await guest('Ben'));
    const message = { caller: ann, room: LOBBY, id: 'a', text: 'One' };
    const first = await sendMessage.execute(message);
    await clock.advance(60_000);
    expect(await sendMessage.execute(message)).toEqual({ ...first, duplicate: true });
    await turn();
    expect(ear.texts).toEqual(['One']);
  });

  it('stores one of many that are sent under one id at once', async () => {
    const { guest, sendMessage, ground } = await memoryWorld();
    const ann = await guest('Ann');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        sendMessage.execute({ caller: ann, room: LOBBY, id: 'a', text: 'One' }),
      ),
    );
    expect(new Set(answers.map(({ seq }) => seq))).toEqual(new Set([1]));
    expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect((await ground.log.after(LOBBY, 0, 10))?.head).toBe(1);
  });

  it('refuses another text under the same id, and keeps the first', async () => {
    const { guest, sendMessage, ground } = await memoryWorld();
    const ann = await guest('Ann');
    await sendMessage.execute({ caller: ann, room: LOBBY, id: 'a', text: 'One' });
    await expect(
      sendMessage.execute({ caller: ann, room: LOBBY, id: 'a', text: 'Two' }),
    ).rejects.toMatchObject({
      code: 'message.id_reused',
      retryable: false,
    });
    expect((await ground.log.after(LOBBY, 0, 10))?.entries.map((entry) => messageOf(entry).text)).toEqual([
      'One',
    ]);
  });

  it('lets two people, and one person in two rooms, use one id', async () => {
    const { guest, room, joinRoom, sendMessage } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const tea = await room(ann, 'Tea');
    await joinRoom.execute({ caller: ben, room: tea.id });
    for (const [caller, where] of [
      [ann, LOBBY],
      [ben, LOBBY],
      [ann, tea.id],
      [ben, tea.id],
    ] as const) {
      const sent = await sendMessage.execute({
        caller,
        room: where,
        id: 'a',
        text: `by ${caller.user.nickname}`,
      });
      expect(sent.duplicate).toBe(false);
    }
  });

  it('lets nobody write who is no member, nor into a room that is not there', async () => {
    const { guest, room, say, ground } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const tea = await room(ann, 'Tea');
    await expect(say(ben, 'Hello', tea.id)).rejects.toMatchObject({ code: 'room.not_member' });
    await expect(say(ben, 'Hello', 'nowhere')).rejects.toMatchObject({ code: 'room.not_found' });
    await expect(say(ben, 'Hello', '__proto__')).rejects.toMatchObject({ code: 'room.not_found' });
    expect((await ground.log.after(tea.id, 0, 10))?.head).toBe(0);
  });

  it('answers a repeat as at first to someone who has left since, and writes nothing more', async () => {
    const { guest, leaveRoom, sendMessage, ground } = await memoryWorld();
    const ann = await guest('Ann');
    const said = { caller: ann, room: LOBBY, id: 'a', text: 'Hello' };
    const first = await sendMessage.execute(said);
    await leaveRoom.execute({ caller: ann, room: LOBBY });
    expect(await sendMessage.execute(said)).toEqual({ ...first, duplicate: true });
    await expect(sendMessage.execute({ ...said, text: 'Bye' })).rejects.toMatchObject({
      code: 'message.id_reused',
    });
    await expect(sendMessage.execute({ ...said, id: 'b' })).rejects.toMatchObject({
      code: 'room.not_member',
    });
    expect((await ground.log.after(LOBBY, 0, 10))?.head).toBe(1);
  });

  it('names those whom a message mentions, each once', async () => {
    const { guest, sendMessage, markRead, ground } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const mentions = [ben.user.id, ann.user.id, ben.user.id];
    const said = { caller: ann, room: LOBBY, id: 'a', text: 'You', mentions };
    const { epoch, seq } = await sendMessage.execute(said);
    const { entries } = (await ground.log.after(LOBBY, 0, 10))!;
    expect(messageOf(entries[0]!).mentions).toEqual([ben.user.id, ann.user.id]);
    const read = { caller: ben, room: LOBBY, epoch, seq: seq - 1 };
    expect(await markRead.execute(read)).toMatchObject({ unread: 1, mentions: 1 });
  });

  it('mentions nobody who is no member, but answers a repeat when they have left since', async () => {
    const { guest, sendMessage, leaveRoom } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const said = { caller: ann, room: LOBBY, text: 'You', mentions: [ann.user.id, ben.user.id] };
    const first = await sendMessage.execute({ ...said, id: 'a' });
    await leaveRoom.execute({ caller: ben, room: LOBBY });
    await expect(sendMessage.execute({ ...said, id: 'b' })).rejects.toMatchObject({
      code: 'message.mention_unknown',
    });
    expect(await sendMessage.execute({ ...said, id: 'a' })).toEqual({ ...first, duplicate: true });
  });

  it('takes other mentions under the same id for another message', async () => {
    const { guest, sendMessage } = await memoryWorld();
    const ann = await guest('Ann');
    const said = { caller: ann, room: LOBBY, id: 'a', text: 'Me' };
    await sendMessage.execute({ ...said, mentions: [ann.user.id] });
    await expect(sendMessage.execute(said)).rejects.toMatchObject({ code: 'message.id_reused' });
  });

  it('stores nothing of a text that is no message', async () => {
    const { guest, say, ground } = await memoryWorld();
    const ann = await guest('Ann');
    await expect(say(ann, ' ')).rejects.toMatchObject({ code: 'message.blank' });
    await expect(say(ann, 'a'.repeat(4001))).rejects.toMatchObject({ code: 'message.too_long' });
    await expect(say(ann, '\uD800')).rejects.toMatchObject({ code: 'message.malformed' });
    expect((await ground.log.after(LOBBY, 0, 10))?.head).toBe(0);
  });

  it('decides anew when what it decided on has changed, and writes then', async () => {
    let rejoin = async (): Promise<unknown> => undefined;
    let seen: Append[] = [];
    const { guest, leaveRoom, joinRoom, say } = await memoryWorld(({ log }) => {
      const stale = staleFor(1, log, () => rejoin());
      seen = stale.seen;
      return { log: stale.log };
    });
    const ann = await guest('Ann');
    rejoin = async () => {
      await leaveRoom.execute({ caller: ann, room: LOBBY });
      await joinRoom.execute({ caller: ann, room: LOBBY });
    };
    expect(await say(ann, 'Hello')).toMatchObject({ seq: 1, duplicate: false });
    expect(seen.map(({ guard }) => guard.member)).toEqual([1, 2]);
  });

  it('refuses when it decides anew for someone who has left meanwhile', async () => {
    let leave = async (): Promise<unknown> => undefined;
    const { guest, leaveRoom, say } = await memoryWorld(({ log }) => ({
      log: staleFor(1, log, () => leave()).log,
    }));
    const ann = await guest('Ann');
    leave = () => leaveRoom.execute({ caller: ann, room: LOBBY });
    await expect(say(ann, 'Hello')).rejects.toMatchObject({ code: 'room.not_member' });
  });

  it('gives up after three tries, and says that one may try again', async () => {
    let seen: Append[] = [];
    const { guest, say } = await memoryWorld(({ log }) => {
      const stale = staleFor(Infinity, log);
      seen = stale.seen;
      return { log: stale.log };
    });
    await expect(say(await guest('Ann'), 'Hello')).rejects.toMatchObject({
      code: 'unavailable',
      retryable: true,
    });
    expect(seen).toHaveLength(3);
  });

  it('writes on the third try', async () => {
    const { guest, say } = await memoryWorld(({ log }) => ({ log: staleFor(2, log).log }));
    expect(await say(await guest('Ann'), 'Hello')).toMatchObject({ seq: 1 });
  });

  it('hands on what the log throws', async () => {
    const { guest, say } = await memoryWorld(({ log }) => ({
      log: staleFor(1, log, async () => {
        throw new Error('the disk is gone');
      }).log,
    }));
    await expect(say(await guest('Ann'), 'Hello')).rejects.toThrow('the disk is gone');
  });
});

describe('SendMessage, to one who does not wait for answers,', () => {
  /** A log that takes appends in their order and stores them when it is told to, as a disk of its own does. */
  async function unhurried() {
    const queue: (() => void)[] = [];
    const world = await memoryWorld(({ log }) => ({
      log: changed(log, {
        append: (append) => new Promise((resolve) => queue.push(() => resolve(log.append(append)))),
      }),
    }));
    const store = async (): Promise<void> => {
      queue.shift()?.();
      await settled();
    };
    const texts = async (): Promise<string[]> =>
      (await world.ground.log.after(LOBBY, 0, 100))!.entries.map((entry) => messageOf(entry).text);
    return { ...world, ann: await world.guest('Ann'), queue, store, texts };
  }

  it('begins to store a message while those before it are being stored', async () => {
    const { ann, say, queue, store } = await unhurried();
    const sent = ['one', 'two', 'three'].map((text) => say(ann, text));
    await settled();
    expect(queue).toHaveLength(3);
    while (queue.length > 0) await store();
    expect((await Promise.all(sent)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('keeps the order, whatever has to be decided anew meanwhile', async () => {
    const step = fc.constantFrom('say', 'say', 'say', 'say nothing', 'come back', 'store', 'store', 'turn');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), async (steps) => {
        const { ann, say, leaveRoom, joinRoom, queue, store, texts } = await unhurried();
        const sent: Promise<unknown>[] = [];
        const landed: string[] = [];
        const send = async (text: string): Promise<void> => {
          const { seq } = await say(ann, text);
          landed[seq - 1] = text;
        };
        for (const [n, kind] of steps.entries()) {
          if (kind === 'say') sent.push(send(`${n}`).catch(() => undefined));
          if (kind === 'say nothing') sent.push(send(' ').catch(() => undefined));
          if (kind === 'store') await store();
          if (kind === 'turn') await settled();
          if (kind === 'come back') {
            await leaveRoom.execute({ caller: ann, room: LOBBY });
            await joinRoom.execute({ caller: ann, room: LOBBY });
          }
        }
        for (await settled(); queue.length > 0;) await store();
        await Promise.all(sent);
        const stored = await texts();
        expect(stored).toEqual(landed);
        expect(stored).toEqual(stored.toSorted((a, b) => Number(a) - Number(b)));
      }),
      { numRuns: 300 },
    );
  });
});
