import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { PUSH } from '../../src/application/use-cases/push-news.js';
import type { RequestOutput } from '../../src/interface/protocol/requests.js';
import { LOBBY } from '../../src/domain/room.js';
import { messageOf } from '../support/message-of.js';
import { describeNats, NatsServer } from '../support/nats-server.js';
import { PUSH_KEYS } from '../support/push-keys.js';
import { openNatsAt, openRedisAt } from '../support/redis-backend.js';
import { describeRedis, RedisServer } from '../support/redis-server.js';
import { ask, newcomer, runServer, type RunningServer } from '../support/running-server.js';
import { RawSocket } from '../support/raw-socket.js';
import { connect, type ChatClient } from '../support/socket-client.js';
import { within } from '../support/within.js';

/** A process that dies takes no leave; so what is lost with it must be made good within this, in milliseconds. */
const RETURN = 2000;

const send = (chat: ChatClient, text: string, room = LOBBY) =>
  chat.request('message:send', { room, id: randomUUID(), text });

const heardText = async (chat: ChatClient): Promise<string> =>
  messageOf((await within(chat.next('room:entries'), 'entries')).entries[0]!).text;

describeRedis('Nodes on one Redis (needs apt-get install redis-server)', () => {
  let redis: RedisServer;
  const nodes: RunningServer[] = [];

  const start = async (): Promise<RunningServer> => {
    const node = await runServer({ open: () => openRedisAt(redis.url) });
    nodes.push(node);
    return node;
  };

  beforeEach(async () => {
    redis = await RedisServer.start('--appendonly', 'yes', '--appendfsync', 'always');
  });
  afterEach(async () => {
    await Promise.all(nodes.splice(0).map((node) => node.close()));
    await redis.stop();
  });

  it('let people talk who are connected to different ones', async () => {
    const [here, there] = [await start(), await start()];
    const [ann, bob] = [await newcomer(here.url, 'Ann'), await newcomer(there.url, 'Bob')];
    const hers = await connect(here.url, ann.token);
    const his = await connect(there.url, bob.token);
    const raw = await RawSocket.enter(there.url, bob.token);
    await his.request('room:join', { room: LOBBY });
    await send(hers, 'Over there?');
    expect(await heardText(his)).toBe('Over there?');
    expect(await raw.next((frame) => frame.includes('Over there?'))).toContain('"Ann"');
    await send(his, 'Yes!');
    expect([await heardText(hers), await heardText(hers)]).toEqual(['Over there?', 'Yes!']);
    for (const chat of [hers, his, raw]) chat.close();
  });

  it('let several change a message at once, and all see the same of it in the end', async () => {
    const [here, there] = [await start(), await start()];
    const [ann, bob] = [await newcomer(here.url, 'Ann'), await newcomer(there.url, 'Bob')];
    const [hers, his] = [await connect(here.url, ann.token), await connect(there.url, bob.token)];
    await his.request('room:join', { room: LOBBY });
    const { epoch, seq } = await send(hers, 'First');
    const message = { room: LOBBY, epoch, seq };
    const react = (chat: ChatClient, emoji: string) =>
      chat.request('message:react', { ...message, emoji, on: true });
    for (const chat of [hers, his]) expect(await heardText(chat)).toBe('First');

    await Promise.all([
      react(hers, '👍'),
      react(his, '👍'),
      hers.request('message:edit', { ...message, text: 'Second' }),
    ]);
    expect(await agreed(message, hers, his)).toMatchObject({
      text: 'Second',
      reactions: [{ emoji: '👍', count: 2 }],
    });

    const [recalled, ...late] = await Promise.allSettled([
      hers.request('message:recall', message),
      react(his, '🚀'),
      hers.request('message:edit', { ...message, text: 'Third' }),
    ]);
    expect(recalled).toMatchObject({ status: 'fulfilled' });
    for (const one of late) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'message.recalled' });
    }
    const left = await agreed(message, hers, his);
    expect(left).toMatchObject({ text: '', recalledBy: { nickname: 'Ann' } });
    expect(left).not.toHaveProperty('reactions');
    for (const chat of [hers, his]) chat.close();
  });

  it('let a connection hear a room that its user joins on another one', async () => {
    const [here, there] = [await start(), await start()];
    const [ann, bob] = [await newcomer(here.url, 'Ann'), await newcomer(there.url, 'Bob')];
    const [hers, desk, phone] = [
      await connect(here.url, ann.token),
      await connect(here.url, bob.token),
      await connect(there.url, bob.token),
    ];
    const { room } = await hers.request('room:create', { id: randomUUID(), name: 'Tea' });
    await desk.request('room:join', { room: room.id });
    expect(await within(phone.next('membership:changed'), 'the membership')).toMatchObject({ room: room.id });
    await phone.request('room:join', { room: room.id });
    await send(hers, 'Welcome', room.id);
    expect(await heardText(phone)).toBe('Welcome');
    for (const chat of [hers, desk, phone]) chat.close();
  });

  it('let who is cut off by the end of one go on at another, and miss nothing', async () => {
    const [here, there] = [await start(), await start()];
    const [ann, bob] = [await newcomer(here.url, 'Ann'), await newcomer(there.url, 'Bob')];
    const hers = await connect(here.url, ann.token);
    const his = await connect(there.url, bob.token);
    const { epoch } = await his.request('room:join', { room: LOBBY });
    const { seq } = await send(hers, 'Before');
    expect(await heardText(his)).toBe('Before');
    await there.close();
    for (const text of ['One', 'Two']) await send(hers, text);

    const again = await connect(here.url, bob.token);
    const synced = await again.request('room:sync', { room: LOBBY, epoch, after: seq });
    expect(synced.complete).toBe(true);
    expect(synced.entries.map((entry) => messageOf(entry).text)).toEqual(['One', 'Two']);
    await send(hers, 'Three');
    expect(await heardText(again)).toBe('Three');
    for (const chat of [hers, his, again]) chat.close();
  });

  it('have one job of telling who is away, wherever it was said and whoever listens', async () => {
    const puts = new EventEmitter();
    const [here, there] = [await start(), await start()];
    for (const { backend } of [here, there]) {
      const put = backend.queue.put.bind(backend.queue);
      backend.queue.put = (job) => put(job).then(() => void puts.emit('put'));
    }
    const [ann, bob] = [await newcomer(here.url, 'Ann'), await newcomer(there.url, 'Bob')];
    const subscription = { endpoint: 'https://push.example.org/bob', keys: PUSH_KEYS };
    await ask(there.url, 'PUT', '/api/push', { token: bob.token, body: subscription });
    for (const { url } of [here, there]) {
      const body = { id: randomUUID(), text: `Said at ${url}` };
      const put = once(puts, 'put');
      expect(
        await ask(url, 'POST', `/api/rooms/${LOBBY}/messages`, { token: ann.token, body }),
      ).toMatchObject({
        status: 201,
      });
      await within(put, 'the job');
    }
    const jobs = await here.backend.queue.take(PUSH, Date.now() + 60_000, 60_000, 10);
    expect(jobs.map(({ payload }) => JSON.parse(payload) as unknown)).toMatchObject([
      { room: LOBBY, after: 0 },
    ]);
  });

  it('end a session on all of them', async () => {
    const [here, there] = [await start(), await start()];
    const { token } = await newcomer(here.url, 'Ann');
    const chat = await connect(there.url, token);
    await ask(here.url, 'DELETE', '/api/session', { token });
    expect(await within(chat.next('session:ended'), 'the end')).toEqual({ code: 'session.signed_out' });
    await within(chat.ended, 'the disconnection');
  });

  it('tell what was said while Redis was gone, without a connection being made anew', async () => {
    const [here, there] = [await start(), await start()];
    const [ann, bob] = [await newcomer(here.url, 'Ann'), await newcomer(there.url, 'Bob')];
    const hers = await connect(here.url, ann.token);
    const his = await connect(there.url, bob.token);
    await his.request('room:join', { room: LOBBY });
    await send(hers, 'Before');
    expect(await heardText(his)).toBe('Before');

    await redis.kill();
    await expect(send(hers, 'Meanwhile')).rejects.toMatchObject({ code: 'unavailable' });
    expect((await ask(here.url, 'GET', '/health/ready')).status).toBe(503);
    await redis.up();
    await ready(here);
    await send(hers, 'After');
    expect(await within(heardText(his), 'what followed', RETURN)).toBe('After');
    for (const chat of [hers, his]) chat.close();
  });

  it('come up without Redis, and are ready when it is there', async () => {
    await redis.kill();
    const node = await start();
    expect((await ask(node.url, 'GET', '/health/live')).status).toBe(200);
    expect((await ask(node.url, 'GET', '/health/ready')).status).toBe(503);
    await redis.up();
    await ready(node);
    const { token } = await newcomer(node.url, 'Ann');
    const chat = await connect(node.url, token);
    await send(chat, 'There!');
    chat.close();
  });
});

describeNats('Nodes that tell each other by NATS (needs apt-get install redis-server nats-server)', () => {
  let redis: RedisServer;
  let nats: NatsServer;
  const nodes: RunningServer[] = [];

  beforeEach(async () => {
    [redis, nats] = await Promise.all([RedisServer.start(), NatsServer.start()]);
    for (let n = 0; n < 2; n += 1)
      nodes.push(await runServer({ open: () => openNatsAt(nats.url, redis.url) }));
  });
  afterEach(async () => {
    await Promise.all(nodes.splice(0).map((node) => node.close()));
    await Promise.all([redis.stop(), nats.kill()]);
  });

  it('let people talk who are connected to different ones, and lose nothing while it is away', async () => {
    const [here, there] = nodes as [RunningServer, RunningServer];
    const [ann, bob] = [await newcomer(here.url, 'Ann'), await newcomer(there.url, 'Bob')];
    const [hers, his] = [await connect(here.url, ann.token), await connect(there.url, bob.token)];
    for (const chat of [hers, his]) await chat.request('room:join', { room: LOBBY });
    await send(hers, 'Over there?');
    expect(await heardText(his)).toBe('Over there?');
    await send(his, 'Yes!');
    expect([await heardText(hers), await heardText(hers)]).toEqual(['Over there?', 'Yes!']);
    expect(await heardText(his)).toBe('Yes!');

    await nats.kill();
    await send(hers, 'Meanwhile');
    expect(await within(heardText(his), 'what the log tells', RETURN)).toBe('Meanwhile');
    expect(await ask(here.url, 'GET', '/health/ready')).toMatchObject({
      status: 200,
      body: { concern: expect.stringContaining('NATS') as string },
    });
    await nats.up();
    await send(hers, 'After');
    expect(await within(heardText(his), 'what followed', RETURN)).toBe('After');
    while ('concern' in ((await ask(there.url, 'GET', '/health/ready')).body as object));
    for (const chat of [hers, his]) chat.close();
  });

  it('end a session on all of them', async () => {
    const [here, there] = nodes as [RunningServer, RunningServer];
    const { token } = await newcomer(here.url, 'Ann');
    const chat = await connect(there.url, token);
    await ask(here.url, 'DELETE', '/api/session', { token });
    expect(await within(chat.next('session:ended'), 'the end')).toEqual({ code: 'session.signed_out' });
    await within(chat.ended, 'the disconnection');
  });
});

type Message = RequestOutput<'room:pins'>['messages'][number];

/** The message as all of them see it who go by what they heard, and as the log has it. */
async function agreed(
  { room, seq }: { readonly room: string; readonly seq: number },
  ...chats: ChatClient[]
): Promise<Message> {
  const { head, entries } = await chats[0]!.request('room:history', { room, around: seq });
  const kept = plain(entries.map(messageOf).find((message) => message.seq === seq)!);
  for (const chat of chats) {
    let seen: Message | undefined;
    for (let last = 0; last < head;) {
      const run = await within(chat.next('room:entries'), 'entries');
      for (const message of run.entries.map(messageOf)) {
        if (message.seq === seq && message.rev > (seen?.rev ?? 0)) seen = message;
      }
      last = run.entries.at(-1)!.seq;
    }
    expect(plain(seen!)).toEqual(kept);
  }
  return kept;
}

/** As everybody is told it. */
const plain = ({ reactions, ...rest }: Message): Message => ({
  ...rest,
  ...(reactions && { reactions: reactions.map(({ mine: _mine, ...one }) => one) }),
});

/** Asks until the server is ready: what it waits for tells nobody else. */
async function ready(node: RunningServer): Promise<void> {
  while ((await ask(node.url, 'GET', '/health/ready')).status !== 200);
}
