import { limits } from '../../src/application/limits.js';
import { LOBBY } from '../../src/domain/room.js';
import { memoryWorld } from '../support/memory-world.js';

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
