import { setImmediate as turn } from 'node:timers/promises';
import type { EventBus } from '../../src/application/ports/event-bus.js';
import { LOBBY } from '../../src/domain/room.js';
import type { Backend } from '../../src/infrastructure/backend.js';
import { openMemory } from '../../src/infrastructure/memory/open-memory.js';
import { IN_FLIGHT } from '../../src/interface/socket-io/lanes.js';
import { RawSocket } from '../support/raw-socket.js';
import { ask, newcomer, runServer, type RunningServer } from '../support/running-server.js';
import { client, connect } from '../support/socket-client.js';
import { messageOf } from '../support/message-of.js';

const ID = '0191f2a4-0000-7000-8000-000000000001';

/** A backend whose stores fail where they are told to. */
const failing = (broken: (backend: Backend) => Partial<Backend>) => async (bus: EventBus) => {
  const backend = await openMemory({}, bus);
  return { ...backend, ...broken(backend) };
};

/** The store with one method that does something else. */
function instead<Store extends object>(store: Store, methods: Partial<Store>): Store {
  return new Proxy(store, {
    get: (target, name) => {
      const value: unknown = Reflect.get({ ...methods }, name) ?? Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

const disaster = (): Promise<never> => Promise.reject(new Error('planted: secret of the store'));

async function with_(
  server: Promise<RunningServer>,
  test: (server: RunningServer) => Promise<void>,
): Promise<void> {
  const running = await server;
  try {
    await test(running);
  } finally {
    await running.close();
  }
}

describe('A server under odd traffic', () => {
  let server: RunningServer;
  let token: string;

  beforeAll(async () => {
    server = await runServer();
    ({ token } = await newcomer(server.url, 'Ann'));
  });
  afterAll(() => server.close());

  it('answers a packet nested 5,000 deep with a refusal, and lives', async () => {
    const raw = await RawSocket.enter(server.url, token);
    const deep = '['.repeat(5000) + ']'.repeat(5000);
    raw.send(`420["message:send",{"room":"lobby","id":"${ID}","text":${deep}}]`);
    raw.send(`421["message:send",{"room":"lobby","id":"${ID}","text":"a","meta":${deep}}]`);
    raw.send(`422["message:send",${deep}]`);
    raw.send(`423["room:list",{}]`);
    for (const id of [0, 1, 2]) expect((await raw.answer(id)).error?.code).toBe('request.invalid');
    expect((await raw.answer(3)).ok).toBe(true);
    raw.close();
  });

  it('handles nothing before the session is known', async () => {
    const early = await RawSocket.open(server.url);
    early.send('420["room:list",{}]');
    await early.closed();
    expect(early.frames.some((frame) => frame.startsWith('43'))).toBe(false);

    const hasty = await RawSocket.open(server.url);
    hasty.send('40{"token":"guessed"}');
    hasty.send('420["room:list",{}]');
    await hasty.closed();
    expect(hasty.frames.some((frame) => frame.startsWith('43'))).toBe(false);
  });

  it('tells a stranger so, and hangs up', async () => {
    const stranger = await RawSocket.open(server.url);
    stranger.send('40{"token":"guessed"}');
    const refusal = await stranger.next((frame) => frame.startsWith('44'));
    expect(JSON.parse(refusal.slice(2))).toMatchObject({
      data: { code: 'unauthenticated', retryable: false },
    });
    await stranger.closed();
  });

  it.each([{}, { token: '' }, { token: 7 }, { token: { deep: [[]] } }, undefined])(
    'refuses a connection with %j before it is answered',
    async (auth) => {
      const chat = client(server.url, undefined, { auth: auth as object });
      const error = await new Promise((resolve) => {
        chat.socket.once('connect_error', resolve);
        chat.socket.connect();
      });
      expect(error).toMatchObject({ data: { code: 'unauthenticated' } });
      chat.close();
    },
  );

  it('answers an object that has an `event` key with an ack, and emits nothing', async () => {
    const raw = await RawSocket.enter(server.url, token);
    raw.send('420["room:list",{"event":"pwn","data":1}]');
    expect((await raw.answer(0)).error?.code).toBe('request.invalid');
    expect(raw.frames.some((frame) => frame.includes('pwn'))).toBe(false);
    raw.close();
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'takes %s for a name like any other',
    async (name) => {
      const chat = await connect(server.url, token);
      const { room } = await chat.request('room:create', { id: crypto.randomUUID(), name });
      await chat.request('message:send', { room: room.id, id: crypto.randomUUID(), text: name });
      const { entries } = await chat.request('room:history', { room: room.id });
      expect(entries.map((entry) => messageOf(entry).text)).toEqual([name]);
      await expect(chat.request('room:join', { room: name })).rejects.toMatchObject({
        code: 'room.not_found',
      });
      expect((await chat.send(name, {})).ok).toBe(false);
      const { user } = await newcomer(server.url, name);
      expect(user.nickname).toBe(name);
      expect(Object.keys(Object.prototype)).toEqual([]);
      chat.close();
    },
  );

  it('carries out a request that asks for no answer, and answers nothing', async () => {
    const raw = await RawSocket.enter(server.url, token);
    raw.send(`42["message:send",{"room":"lobby","id":"${crypto.randomUUID()}","text":"no ack asked"}]`);
    await raw.next((frame) => frame.startsWith('42["room:entries"') && frame.includes('no ack asked'));
    raw.send('42["message:send",{"room":"lobby"}]');
    raw.send('420["room:list",{}]');
    expect((await raw.answer(0)).ok).toBe(true);
    expect(raw.frames.filter((frame) => frame.startsWith('43'))).toHaveLength(1);
    expect(raw.frames.some((frame) => frame.includes('exception'))).toBe(false);
    raw.close();
  });

  it('answers the same ack id as often as it is asked, and an absurd one too', async () => {
    const raw = await RawSocket.enter(server.url, token);
    raw.send('427["room:list",{}]');
    raw.send('427["room:list",{}]');
    raw.send('4299999999999999999999["room:list",{}]');
    raw.send('428["room:list",{}]');
    await raw.answer(8);
    expect(raw.frames.filter((frame) => frame.startsWith('437['))).toHaveLength(2);
    raw.close();
  });

  it.each(['error', 'newListener_', 'message', 'disconnected', ''])(
    'survives an event named %j',
    async (name) => {
      const raw = await RawSocket.enter(server.url, token);
      raw.send(`420${JSON.stringify([name, { message: 'planted' }])}`);
      expect((await raw.answer(0)).error?.code).toBe('request.unknown');
      raw.close();
    },
  );

  it.each([
    '4',
    '40',
    '42',
    '42{}',
    '42[]',
    '42[1]',
    '42["connect"]',
    '42["disconnect"]',
    '43',
    '430[]',
    '4399["late"]',
    '44',
    '45',
    '451-["room:list",{"_placeholder":true,"num":0}]',
    '4511-["x"]',
    '49',
    '4999999',
    '9',
    'x',
    '42["room:list"',
    '40/other,',
    `42/${'n'.repeat(9000)},["room:list"]`,
  ])('survives the frame %j', async (frame) => {
    const raw = await RawSocket.enter(server.url, token);
    raw.send(frame);
    raw.send(Buffer.from([0xff, 0x00, 0x01]));
    raw.close();
    const other = await RawSocket.enter(server.url, token);
    other.send('420["room:list",{}]');
    expect((await other.answer(0)).ok).toBe(true);
    other.close();
  });

  it('takes no bytes for a text', async () => {
    const raw = await RawSocket.enter(server.url, token);
    raw.send(`451-0["message:send",{"room":"lobby","id":"${ID}","text":{"_placeholder":true,"num":0}}]`);
    raw.send(Buffer.from('bytes'));
    expect((await raw.answer(0)).error?.code).toBe('request.invalid');
    raw.close();
  });

  it('closes a connection that sends more than 64 KiB at once, and no other', async () => {
    const [rude, other] = [
      await RawSocket.enter(server.url, token),
      await RawSocket.enter(server.url, token),
    ];
    rude.send(`420["message:send",{"text":"${'a'.repeat(70_000)}"}]`);
    await rude.closed();
    other.send('420["room:list",{}]');
    expect((await other.answer(0)).ok).toBe(true);
    other.close();
  });

  it('keeps the requests of one connection to one room in order of arrival', async () => {
    const raw = await RawSocket.enter(server.url, token);
    for (let n = 0; n < 50; n += 1) {
      raw.send(`42${n}["message:send",{"room":"lobby","id":"${crypto.randomUUID()}","text":"${n}"}]`);
    }
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => raw.answer(n)));
    const seqs = answers.map(({ data }) => (data as { seq: number }).seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    raw.close();
  });
});

describe('A server whose disk takes its time', () => {
  it('begins to store a message while those before it are being stored, and what comes behind waits', async () => {
    const begun: string[] = [];
    let stored = (): void => undefined;
    const disk = new Promise<void>((resolve) => (stored = resolve));
    const slow = failing(({ log }) => ({
      log: instead(log, {
        append: async (append) => {
          if ('digest' in append) begun.push(append.entry.message.text);
          await disk;
          return log.append(append);
        },
      }),
    }));
    await with_(runServer({ open: slow }), async ({ url }) => {
      const { token } = await newcomer(url, 'Ann');
      const raw = await RawSocket.enter(url, token);
      const send = (n: number) =>
        `42${n}["message:send",{"room":"lobby","id":"${crypto.randomUUID()}","text":"${n}"}]`;
      for (const n of [0, 1, 2]) raw.send(send(n));
      raw.send('423["room:leave",{"room":"lobby"}]');
      raw.send(send(4));
      while (begun.length < 3) await turn();
      stored();
      expect((await raw.answer(4)).error?.code).toBe('room.not_member');
      for (const n of [0, 1, 2]) expect((await raw.answer(n)).data).toMatchObject({ seq: n + 1 });
      // Of what may not be written, only the id is looked for.
      expect([(await raw.answer(3)).ok, begun]).toEqual([true, ['0', '1', '2', '']]);
      raw.close();
    });
  });
});

describe('A page of another origin', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await runServer({ config: { origins: ['https://friend.example'] } });
  });
  afterAll(() => server.close());

  const polling = '/socket.io/?EIO=4&transport=polling';
  const foreign = ['https://evil.example', 'null', 'http://127.0.0.1', 'https://friend.example.evil.example'];

  it.each(foreign)('from %s gets no WebSocket', async (origin) => {
    await expect(RawSocket.open(server.url, { Origin: origin })).rejects.toThrow('refused with 403');
  });

  it.each(foreign)('from %s gets no polling session', async (origin) => {
    expect(await ask(server.url, 'GET', polling, { headers: { Origin: origin } })).toMatchObject({
      status: 403,
    });
  });

  it.each(foreign)('from %s cannot use a polling session that exists', async (origin) => {
    const { body } = await ask(server.url, 'GET', polling);
    const { sid } = JSON.parse(String(body).slice(1)) as { sid: string };
    const headers = { Origin: origin, 'Content-Type': 'text/plain' };
    expect(await ask(server.url, 'POST', `${polling}&sid=${sid}`, { headers, body: '40' })).toMatchObject({
      status: 403,
    });
    expect(await ask(server.url, 'GET', `${polling}&sid=${sid}`, { headers })).toMatchObject({ status: 403 });
  });

  it.each(foreign)('from %s can ask and change nothing over HTTP', async (origin) => {
    const headers = { Origin: origin };
    const { token } = await newcomer(server.url, 'Ann');
    for (const [method, path] of [
      ['POST', '/api/session'],
      ['GET', '/api/session'],
      ['DELETE', '/api/session'],
      ['GET', '/api/rooms'],
      ['GET', '/api/events'],
    ] as const) {
      const body = method === 'POST' ? { nickname: 'Eve' } : undefined;
      const answered = await ask(server.url, method, path, { headers, token, body });
      expect(answered).toMatchObject({ status: 403, body: { error: { code: 'origin.refused' } } });
    }
  });

  it('is let in when ORIGINS names it, and when it is our own', async () => {
    for (const origin of ['https://friend.example', server.url]) {
      const raw = await RawSocket.open(server.url, { Origin: origin });
      raw.close();
    }
  });

  it('cannot lend its cookie to an upgrade that says no origin', async () => {
    const { token } = await newcomer(server.url, 'Ann');
    const raw = await RawSocket.open(server.url, { Cookie: `parley=${token}` });
    raw.send('40');
    expect(await raw.next((frame) => frame.startsWith('44'))).toContain('unauthenticated');

    const ours = await RawSocket.open(server.url, { Cookie: `parley=${token}`, Origin: server.url });
    ours.send('40');
    await ours.next((frame) => frame.startsWith('40'));
    ours.close();
  });

  it('cannot make a change with a cookie alone', async () => {
    const { token } = await newcomer(server.url, 'Ann');
    const headers = { Cookie: `parley=${token}` };
    expect(await ask(server.url, 'DELETE', '/api/session', { headers })).toMatchObject({ status: 401 });
    expect(await ask(server.url, 'GET', '/api/session', { headers })).toMatchObject({ status: 200 });
    const ours = { ...headers, Origin: server.url };
    expect(await ask(server.url, 'DELETE', '/api/session', { headers: ours })).toMatchObject({ status: 204 });
  });
});

describe('A store that is slow', () => {
  it('lets no connection queue without end', async () => {
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    const open = failing(({ directory }) => ({
      directory: instead(directory, { mine: (user) => held.then(() => directory.mine(user)) }),
    }));
    await with_(runServer({ open }), async ({ url }) => {
      const { token } = await newcomer(url, 'Ann');
      const raw = await RawSocket.enter(url, token);
      for (let n = 0; n <= IN_FLIGHT; n += 1) raw.send(`42${n}["room:list",{}]`);
      expect((await raw.answer(IN_FLIGHT)).error?.code).toBe('rate_limited');
      answer();
      expect((await raw.answer(IN_FLIGHT - 1)).ok).toBe(true);
      raw.close();
    });
  });
});

describe('A store that fails', () => {
  const say = { room: LOBBY, id: ID, text: 'planted: the words' };

  it('fails a request with one answer that tells nothing of it, with an ack id and without', async () => {
    const open = failing(({ log }) => ({ log: instead(log, { append: disaster }) }));
    await with_(runServer({ open }), async ({ url }) => {
      const { token } = await newcomer(url, 'Ann');
      const raw = await RawSocket.enter(url, token);
      raw.send(`42${JSON.stringify(['message:send', say])}`);
      raw.send(`421${JSON.stringify(['message:send', say])}`);
      expect((await raw.answer(1)).error?.code).toBe('internal');
      expect(raw.frames.join()).not.toContain('planted');

      const answered = await ask(url, 'POST', '/api/rooms/lobby/messages', {
        token,
        body: { id: ID, text: 'a' },
      });
      expect(answered).toMatchObject({ status: 500, body: { error: { code: 'internal' } } });
      expect(JSON.stringify(answered.body)).not.toContain('planted');
      raw.close();
    });
  });

  it('while a connection opens ends that connection, and nothing else', async () => {
    let broken = true;
    const open = failing(({ memberships }) => ({
      memberships: instead(memberships, {
        roomsOf: (user) => (broken ? disaster() : memberships.roomsOf(user)),
      }),
    }));
    await with_(runServer({ open }), async ({ url }) => {
      const { token } = await newcomer(url, 'Ann');
      const chat = await connect(url, token);
      await chat.ended;
      chat.close();

      broken = false;
      const again = await connect(url, token);
      expect((await again.send('room:list', {})).ok).toBe(true);
      again.close();
    });
  });

  it('while a session is looked up refuses the connection, and says so', async () => {
    const open = failing(({ sessions }) => ({ sessions: instead(sessions, { findByToken: disaster }) }));
    await with_(runServer({ open }), async ({ url }) => {
      const { token } = await newcomer(url, 'Ann');
      await expect(connect(url, token)).rejects.toMatchObject({ data: { code: 'internal' } });
      expect(await ask(url, 'GET', '/api/session', { token })).toMatchObject({ status: 500 });
    });
  });

  it('while a connection closes harms nobody', async () => {
    const open = failing(({ memberships }) => ({ memberships: instead(memberships, { count: disaster }) }));
    await with_(runServer({ open }), async ({ url }) => {
      const { token } = await newcomer(url, 'Ann');
      const chat = await connect(url, token);
      await chat.send('room:list', {});
      chat.close();
      const other = await connect(url, token);
      expect((await other.send('room:list', {})).ok).toBe(true);
      other.close();
    });
  });
});
