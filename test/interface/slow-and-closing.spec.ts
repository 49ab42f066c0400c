import { once } from 'node:events';
import { Clock } from '../../src/application/ports/clock.js';
import { LOBBY } from '../../src/domain/room.js';
import { openMemory } from '../../src/infrastructure/memory/open-memory.js';
import { RawSocket } from '../support/raw-socket.js';
import { ask, newcomer, runServer } from '../support/running-server.js';
import { listenTo } from '../support/sse-client.js';
import { connect } from '../support/socket-client.js';
import { changed } from '../support/memory-world.js';

describe('A reader that stops', () => {
  it('is closed with a code, harms nobody, and misses nothing on return', async () => {
    const server = await runServer();
    const [ann, bob] = [await newcomer(server.url, 'Ann'), await newcomer(server.url, 'Bob')];
    const speaker = await connect(server.url, ann.token);
    const slow = await RawSocket.enter(server.url, bob.token);
    slow.socket.pause();

    const text = '慢'.repeat(4000);
    const closed = once(slow.socket, 'close') as Promise<[code: number, reason: Buffer]>;
    const state = { sent: 0, done: false };
    const flood = (async () => {
      while (!state.done) {
        await speaker.request('message:send', { room: LOBBY, id: crypto.randomUUID(), text });
        state.sent += 1;
      }
    })();
    // The kernel takes some megabytes; what exceeds them waits in the server, and is cut off there.
    const isHere = async (): Promise<boolean | undefined> =>
      (await speaker.request('room:members', { room: LOBBY })).members.find(({ id }) => id === bob.user.id)
        ?.presence !== 'offline';
    while (await isHere());
    state.done = true;
    await flood;

    slow.socket.resume();
    const [code, reason] = await closed;
    expect([code, String(reason)]).toEqual([4008, 'connection.slow']);

    const again = await connect(server.url, bob.token);
    const seqs: number[] = [];
    let at = await again.request('room:join', { room: LOBBY });
    const { epoch } = at;
    for (let after = 0, more = true; more;) {
      const page = await again.request('room:sync', { room: LOBBY, epoch, after });
      seqs.push(...page.entries.map(({ seq }) => seq));
      ({ more } = page);
      after = seqs.at(-1)!;
    }
    at = await again.request('room:join', { room: LOBBY, epoch, after: state.sent });
    expect(at).toMatchObject({ complete: true, head: state.sent, entries: [] });
    expect(seqs).toEqual(Array.from({ length: state.sent }, (_, i) => i + 1));
    for (const chat of [speaker, again]) chat.close();
    await server.close();
  }, 60_000);
});

describe('A server that goes down', () => {
  it('answers what was begun and lets it be heard, refuses what was not, and says when to come back', async () => {
    let stored: () => void = () => undefined;
    const disk = new Promise<void>((resolve) => (stored = resolve));
    let reached: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (reached = resolve));
    const server = await runServer({
      open: async (bus) => {
        const backend = await openMemory({}, bus);
        const append: typeof backend.log.append = async (entry) => {
          reached();
          await disk;
          return backend.log.append(entry);
        };
        const { log } = backend;
        return {
          ...backend,
          log: changed(log, { append }),
        };
      },
    });
    const { token } = await newcomer(server.url, 'Ann');
    const chat = await connect(server.url, token);
    const stream = await listenTo(server.url, { token, room: LOBBY });
    const sent = chat.send('message:send', { room: LOBBY, id: crypto.randomUUID(), text: 'the last' });
    await begun;
    // From here on a room rests for longer than the server lives.
    server.app.get(Clock).after = () => () => undefined;

    const closed = server.close();
    const { retryAfterMs } = await chat.next('server:closing');
    expect(retryAfterMs).toBeGreaterThanOrEqual(1000);
    expect(retryAfterMs).toBeLessThanOrEqual(5000);
    expect(await stream.nextOf('server:closing')).toEqual({ retryAfterMs: expect.any(Number) as number });
    expect(await ask(server.url, 'GET', '/health/ready')).toMatchObject({ status: 503 });
    expect(await chat.send('room:list', {})).toMatchObject({
      error: { code: 'unavailable', retryable: true },
    });
    await expect(connect(server.url, token)).rejects.toMatchObject({ data: { code: 'unavailable' } });

    stored();
    expect(await sent).toMatchObject({ ok: true, data: { seq: 1 } });
    expect(await chat.next('room:entries')).toMatchObject({ entries: [{ seq: 1 }] });
    expect(await stream.nextOf('room:entries')).toMatchObject({ entries: [{ seq: 1 }] });
    await closed;
    chat.close();
  });

  it('says so also when it has nothing else to do', async () => {
    const server = await runServer();
    const { token } = await newcomer(server.url, 'Ann');
    const chat = await connect(server.url, token);
    const streams = await Promise.all(
      Array.from({ length: 20 }, () => listenTo(server.url, { token, room: LOBBY })),
    );
    await server.close();
    await Promise.all([chat.ended, ...streams.map(({ ended }) => ended)]);
    expect(chat.heard('server:closing')).toHaveLength(1);
    for (const stream of streams) expect(stream.heard().at(-1)).toMatchObject({ event: 'server:closing' });
  });
});
