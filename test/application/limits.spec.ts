import { limits } from '../../src/application/limits.js';
import { LOBBY } from '../../src/domain/room.js';
import type { Caller } from '../../src/application/use-cases/caller.js';
import { ChatError } from '../../src/domain/chat-error.js';
import { changed, memoryWorld } from '../support/memory-world.js';

describe('Limits', () => {
  it('hold for the messages of one user, say how long to wait, and let go', async () => {
    const world = await memoryWorld(undefined, { limited: true });
    const [ann, bob] = [await world.guest('Ann'), await world.guest('Bob')];
    let count = 0;
    const say = (caller = ann) =>
      world.sendMessage.execute({ caller, room: LOBBY, id: `m${(count += 1)}`, text: 'hello' });

    for (let n = 0; n < limits.messages.burst; n += 1) await say();
    const refusal = await say().catch((error: unknown) => error as { code: string; retryAfterMs: number });
    expect(refusal).toMatchObject({ code: 'rate_limited', retryable: true });
    await say(bob);

    await world.clock.advance((refusal as { retryAfterMs: number }).retryAfterMs);
    expect(await say()).toMatchObject({ duplicate: false });
  });

  it('hold for rooms created, rooms entered, and newcomers from one address', async () => {
    const world = await memoryWorld(undefined, { limited: true });
    const ann = await world.guest('Ann');
    const until = async (act: (n: number) => Promise<unknown>): Promise<number> => {
      for (let n = 0; ; n += 1) {
        const failure = await act(n).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (!failure) continue;
        expect(failure).toMatchObject({ code: 'rate_limited' });
        return n;
      }
    };
    expect(
      await until((n) => world.createRoom.execute({ caller: ann, id: `r${n}`, name: `Room ${n}` })),
    ).toBe(limits.rooms.burst);
    expect(await until(() => world.joinRoom.execute({ caller: ann, room: LOBBY }))).toBe(limits.joins.burst);
    // One came before.
    expect(await until(() => world.guest('Newcomer'))).toBe(limits.sessions.burst - 1);
    await world.startSession.execute({ nickname: 'Elsewhere', address: '192.0.2.2', device: '' });
  });

  it('let a class of sixty arrive at once from one address, and talk', async () => {
    const world = await memoryWorld(undefined, { limited: true });
    const pupils = await Promise.all(Array.from({ length: 60 }, (_, n) => world.guest(`Pupil ${n}`)));
    const sent = await Promise.all(
      pupils.map((caller, n) =>
        world.sendMessage.execute({ caller, room: LOBBY, id: `m${n}`, text: 'here' }),
      ),
    );
    expect(sent).toHaveLength(60);
  });
});

describe('Slow mode', () => {
  /** A room of Ann's with Ben in it, where members wait a minute. */
  async function slow(change?: Parameters<typeof memoryWorld>[0]) {
    const world = await memoryWorld(change, { limited: true });
    const [ann, ben] = [await world.guest('Ann'), await world.guest('Ben')];
    const { id: room } = await world.room(ann, 'Tea');
    await world.joinRoom.execute({ caller: ben, room });
    await world.updateRoom.execute({ caller: ann, room, slowMode: 60 });
    const send = (caller: Caller, id: string, text = id) =>
      world.sendMessage.execute({ caller, room, id, text });
    return { ...world, ann, ben, room, send };
  }

  const wait = (retryAfterMs: number) => expect.objectContaining({ code: 'rate_limited', retryAfterMs });

  it('lets a member wait between two messages, and no moderator', async () => {
    const { send, clock, ann, ben } = await slow();
    await send(ben, 'one');
    await clock.advance(20_000);
    await expect(send(ben, 'two')).rejects.toEqual(wait(40_000));
    await clock.advance(40_000);
    await send(ben, 'two');
    for (const id of ['three', 'four']) await send(ann, id);
  });

  it('answers a repeat at once, and counts it for nothing', async () => {
    const { send, clock, ben } = await slow();
    const first = await send(ben, 'one');
    expect(await send(ben, 'one')).toEqual({ ...first, duplicate: true });
    await expect(send(ben, 'one', 'another')).rejects.toMatchObject({ code: 'message.id_reused' });
    await clock.advance(60_000);
    const [again, second] = await Promise.all([send(ben, 'one'), send(ben, 'two')]);
    expect([again.duplicate, second.duplicate]).toEqual([true, false]);
  });

  it('counts nothing that was refused, or not stored', async () => {
    let broken = false;
    const { send, ben } = await slow(({ log }) => ({
      log: changed(log, {
        append: async (append) => {
          if (broken) throw new ChatError('unavailable');
          return log.append(append);
        },
      }),
    }));
    await expect(send(ben, 'blank', ' ')).rejects.toMatchObject({ code: 'message.blank' });
    broken = true;
    await expect(send(ben, 'one')).rejects.toMatchObject({ code: 'unavailable' });
    broken = false;
    await expect(send(ben, 'one')).resolves.toMatchObject({ duplicate: false });
  });

  it('lets one of two through that are sent at once', async () => {
    const { send, ben } = await slow();
    const [one, two] = await Promise.allSettled([send(ben, 'one'), send(ben, 'two')]);
    expect([one.status, two.status]).toEqual(['fulfilled', 'rejected']);
  });

  it('asks for no more than the room asks for now', async () => {
    const { send, updateRoom, clock, ann, ben, room } = await slow();
    await send(ben, 'one');
    await updateRoom.execute({ caller: ann, room, slowMode: 5 });
    await send(ben, 'two');
    await clock.advance(5000);
    await send(ben, 'three');
    await updateRoom.execute({ caller: ann, room, slowMode: 0 });
    await send(ben, 'four');
  });
});
