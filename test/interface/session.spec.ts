import { LOBBY } from '../../src/domain/room.js';
import { ask, newcomer, runServer, type RunningServer } from '../support/running-server.js';
import { connect } from '../support/socket-client.js';
import { listenTo } from '../support/sse-client.js';
import { messageOf } from '../support/message-of.js';

describe('A session', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await runServer({ config: { trustProxy: 1 } });
  });
  afterAll(() => server.close());

  const introduce = (nickname: string, headers: Record<string, string> = {}) =>
    ask(server.url, 'POST', '/api/session', {
      body: { nickname },
      headers: { Origin: server.url, ...headers },
    });

  it('is handed to a page out of reach of its scripts', async () => {
    const { status, headers, body } = await introduce('Ann');
    expect(status).toBe(201);
    expect(body).toMatchObject({
      user: { id: expect.any(String) as string, nickname: 'Ann', kind: 'guest' },
      token: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
    const cookie = headers['set-cookie']![0]!;
    expect(cookie).toMatch(/^parley=[\w-]{43}; /);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure|Domain/);
  });

  it('has a cookie bound to its host behind a proxy with TLS', async () => {
    const secure = { 'X-Forwarded-Proto': 'https', Origin: `https://127.0.0.1:${server.port}` };
    const { headers } = await introduce('Ann', secure);
    const cookie = headers['set-cookie']![0]!;
    expect(cookie).toMatch(/^__Host-parley=[\w-]{43}; /);
    expect(cookie).toMatch(/; Path=\/; .*Secure/);

    const value = cookie.slice(0, cookie.indexOf(';'));
    const plain = value.replace('__Host-', '');
    const who = (Cookie: string) =>
      ask(server.url, 'GET', '/api/session', { headers: { ...secure, Cookie } });
    expect(await who(value)).toMatchObject({ status: 200 });
    expect(await who(plain)).toMatchObject({ status: 401 });
  });

  it('introduced again renames the same user', async () => {
    const first = await introduce('Ann');
    const Cookie = first.headers['set-cookie']![0]!.split(';')[0]!;
    const again = await introduce('Änn', { Cookie });
    expect(again).toMatchObject({ status: 200, body: { user: { nickname: 'Änn' } } });
    expect((again.body as { user: { id: string } }).user.id).toBe(
      (first.body as { user: { id: string } }).user.id,
    );
    expect(again.body).not.toHaveProperty('token');
  });

  it('renamed shows everybody the new name, in what is said next and in what was said before', async () => {
    const [ann, bob] = [await newcomer(server.url, 'Ann'), await newcomer(server.url, 'Bob')];
    const [speaker, hearer] = [await connect(server.url, ann.token), await connect(server.url, bob.token)];
    await speaker.request('message:send', { room: LOBBY, id: crypto.randomUUID(), text: 'before' });
    await ask(server.url, 'POST', '/api/session', { token: ann.token, body: { nickname: 'Anna' } });
    await speaker.request('message:send', { room: LOBBY, id: crypto.randomUUID(), text: 'after' });

    const { entries } = await hearer.request('room:history', { room: LOBBY, limit: 2 });
    expect(entries.map((entry) => messageOf(entry).author.nickname)).toEqual(['Anna', 'Anna']);
    let heard = await hearer.next('room:entries');
    if (messageOf(heard.entries.at(-1)!).text === 'before') heard = await hearer.next('room:entries');
    expect(messageOf(heard.entries.at(-1)!)).toMatchObject({ text: 'after', author: { nickname: 'Anna' } });
    let told = await hearer.next('presence:changed');
    while (!told.joined.some(({ nickname }) => nickname === 'Anna'))
      told = await hearer.next('presence:changed');
    speaker.close();
    hearer.close();
  });

  it('signed out closes every connection of it, tells why, and no other', async () => {
    const ann = await newcomer(server.url, 'Ann');
    const bob = await newcomer(server.url, 'Bob');
    const [chat, other] = [await connect(server.url, ann.token), await connect(server.url, bob.token)];
    const stream = await listenTo(server.url, { token: ann.token, room: LOBBY });

    const { status, headers } = await ask(server.url, 'DELETE', '/api/session', { token: ann.token });
    expect(status).toBe(204);
    expect(headers['set-cookie']![0]).toMatch(/^parley=; Max-Age=0/);
    expect(await chat.next('session:ended')).toEqual({ code: 'session.signed_out' });
    expect(await stream.nextOf('session:ended')).toEqual({ code: 'session.signed_out' });
    await Promise.all([chat.ended, stream.ended]);

    expect(await ask(server.url, 'GET', '/api/session', { token: ann.token })).toMatchObject({
      status: 401,
      body: { error: { code: 'unauthenticated' } },
    });
    await expect(connect(server.url, ann.token)).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
    expect((await other.send('room:list', {})).ok).toBe(true);
    other.close();
  });
});

describe('Connections', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await runServer();
  });
  afterAll(() => server.close());

  it('by polling do all that a WebSocket does', async () => {
    const { token, user } = await newcomer(server.url, 'Ann');
    const chat = await connect(server.url, token, { transports: ['polling'] });
    await chat.request('message:send', { room: LOBBY, id: crypto.randomUUID(), text: 'by polling' });
    expect((await chat.next('room:entries')).entries[0]).toMatchObject({ by: user.id });
    expect(chat.socket.io.engine.transport.name).toBe('polling');
    chat.close();
  });

  it('of one user hear alike how far the user has read', async () => {
    const [ann, bob] = [await newcomer(server.url, 'Ann'), await newcomer(server.url, 'Bob')];
    const [phone, desk, other] = await Promise.all([
      connect(server.url, ann.token),
      connect(server.url, ann.token),
      connect(server.url, bob.token),
    ]);
    const sent = await other.request('message:send', {
      room: LOBBY,
      id: crypto.randomUUID(),
      text: 'unread',
    });
    const unread = async () => (await desk.request('room:list', {})).rooms[0]!.unread;
    expect(await unread()).toBe(1);

    const { epoch, seq } = sent;
    expect(await phone.request('room:read', { room: LOBBY, epoch, seq })).toEqual({
      marker: seq,
      unread: 0,
      mentions: 0,
    });
    expect(await desk.next('marker:moved')).toEqual({
      room: LOBBY,
      epoch,
      seq,
      unread: 0,
      mentions: 0,
    });
    expect(await unread()).toBe(0);
    expect(await phone.request('room:read', { room: LOBBY, epoch, seq: 0 })).toEqual({
      marker: seq,
      unread: 0,
      mentions: 0,
    });
    expect(other.heard('marker:moved')).toEqual([]);
    await expect(phone.request('room:read', { room: LOBBY, epoch: 'other', seq })).rejects.toMatchObject({
      code: 'room.epoch_changed',
    });
    for (const chat of [phone, desk, other]) chat.close();
  });

  it('come and go in the list of who is here', async () => {
    const [ann, bob] = [await newcomer(server.url, 'Ann'), await newcomer(server.url, 'Bob')];
    const watcher = await connect(server.url, ann.token);
    const told = async (side: 'joined' | 'left'): Promise<void> => {
      for (;;) {
        const changed = await watcher.next('presence:changed');
        const ids = changed[side].map((who) => (typeof who === 'string' ? who : who.id));
        if (ids.includes(bob.user.id)) return;
      }
    };
    const presence = async (): Promise<string | undefined> =>
      (await watcher.request('room:members', { room: LOBBY })).members.find(({ id }) => id === bob.user.id)
        ?.presence;

    const [first, second] = [await connect(server.url, bob.token), await connect(server.url, bob.token)];
    await told('joined');
    expect(await presence()).toBe('online');
    first.close();
    await first.ended;
    expect(await presence()).toBe('online');
    second.close();
    await told('left');
    expect(await presence()).toBe('offline');
    watcher.close();
  });
});

describe('A reader of a stream', () => {
  it('who goes while the stream opens is not here', async () => {
    let roomsRead: () => void = () => undefined;
    let asked: () => void = () => undefined;
    const reading = new Promise<void>((resolve) => (roomsRead = resolve));
    const begun = new Promise<void>((resolve) => (asked = resolve));
    let slow = true;
    const server = await runServer({
      open: async (bus) => {
        const { openMemory } = await import('../../src/infrastructure/memory/open-memory.js');
        const backend = await openMemory({}, bus);
        const roomsOf = backend.memberships.roomsOf.bind(backend.memberships);
        return Object.assign(backend, {
          memberships: Object.assign(Object.create(backend.memberships) as typeof backend.memberships, {
            roomsOf: async (user: string) => {
              asked();
              if (slow) await reading;
              return roomsOf(user);
            },
          }),
        });
      },
    });
    const [ann, bob] = [await newcomer(server.url, 'Ann'), await newcomer(server.url, 'Bob')];
    const leaving = new AbortController();
    const headers = { Authorization: `Bearer ${bob.token}` };
    const stream = fetch(`${server.url}/api/events?room=lobby`, { headers, signal: leaving.signal });
    await begun;
    leaving.abort();
    await expect(stream).rejects.toThrow('aborted');
    slow = false;
    const watcher = await connect(server.url, ann.token);
    roomsRead();
    for (;;) {
      const { left } = await watcher.next('presence:changed');
      if (left.includes(bob.user.id)) break;
    }
    const { members } = await watcher.request('room:members', { room: LOBBY });
    expect(members.find(({ id }) => id === bob.user.id)).toMatchObject({ presence: 'offline' });
    watcher.close();
    await server.close();
  });
});

describe('The HTTP side', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await runServer();
  });
  afterAll(() => server.close());

  it.each(['/health/live', '/api/session', '/nothing', '/socket.io/?EIO=4&transport=polling'])(
    'tells browsers at %s to be strict',
    async (path) => {
      const { headers } = await ask(server.url, 'GET', path);
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'self'") as string,
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['content-security-policy']).not.toMatch(/unsafe|upgrade-insecure/);
      expect(headers).not.toHaveProperty('strict-transport-security');
      expect(headers).not.toHaveProperty('x-powered-by');
    },
  );

  it('is alive, and ready', async () => {
    expect(await ask(server.url, 'GET', '/health/live')).toMatchObject({ status: 200 });
    expect(await ask(server.url, 'GET', '/health/ready')).toMatchObject({
      status: 200,
      body: { status: 'ready' },
    });
  });

  it('is not ready while its store is in trouble, and says which', async () => {
    const { openMemory } = await import('../../src/infrastructure/memory/open-memory.js');
    const ill = await runServer({
      open: async (bus) => ({
        ...(await openMemory({}, bus)),
        health: { trouble: async () => 'The disk is full.', concern: () => undefined },
      }),
    });
    expect(await ask(ill.url, 'GET', '/health/ready')).toMatchObject({
      status: 503,
      body: { trouble: 'The disk is full.' },
    });
    await ill.close();
  });
});
