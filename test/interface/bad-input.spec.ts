import { LOBBY } from '../../src/domain/room.js';
import { requestTable } from '../../src/interface/protocol/requests.js';
import { ask, newcomer, runServer, type RunningServer } from '../support/running-server.js';
import { connect, type ChatClient } from '../support/socket-client.js';
import { messageOf } from '../support/message-of.js';

/** A good body for every request; each test spoils one. */
const good: Record<string, Record<string, unknown>> = {
  'room:list': {},
  'room:create': { id: '0191f2a4-0000-7000-8000-000000000001', name: 'Tea' },
  'direct:open': { users: [] },
  'room:update': { room: LOBBY },
  'room:join': { room: LOBBY },
  'room:leave': { room: LOBBY },
  'room:sync': { room: LOBBY, after: 0, epoch: 'e' },
  'room:history': { room: LOBBY },
  'room:members': { room: LOBBY },
  'room:read': { room: LOBBY, epoch: 'e', seq: 0 },
  'user:show': { user: 'nobody' },
  'user:find': { query: 'nobody' },
  'profile:update': {},
  'presence:set': { status: 'away' },
  'contact:set': { user: 'nobody', state: 'blocked' },
  'contact:list': {},
  'server:claim': { token: 'x' },
  'admin:users': {},
  'admin:rooms': {},
  'admin:ban': { user: 'nobody', on: true },
  'admin:appoint': { user: 'nobody', on: true },
  'admin:password': { user: 'nobody' },
  'session:list': {},
  'session:revoke': { session: 'nothing' },
  'account:password': { current: 'a', next: 'b' },
  'member:role': { room: LOBBY, user: 'ann', role: 'member' },
  'member:mute': { room: LOBBY, user: 'ann', seconds: 60 },
  'member:remove': { room: LOBBY, user: 'ann' },
  'member:nickname': { room: LOBBY, nickname: 'ann' },
  'ban:set': { room: LOBBY, user: 'ann', on: true },
  'ban:list': { room: LOBBY },
  'room:audit': { room: LOBBY },
  'member:add': { room: LOBBY, user: 'ann' },
  'invite:create': { room: LOBBY },
  'invite:list': { room: LOBBY },
  'invite:revoke': { room: LOBBY, invite: 'i' },
  'invite:show': { token: 't' },
  'invite:use': { token: 't' },
  'report:create': { room: LOBBY, epoch: 'e', seq: 1, reason: 'why' },
  'report:list': { room: LOBBY },
  'report:resolve': { room: LOBBY, report: 'r' },
  'admin:reports': {},
  'admin:report': { report: 'r' },
  'message:search': { query: 'hello' },
  'message:send': { room: LOBBY, id: '0191f2a4-0000-7000-8000-000000000001', text: 'hello' },
  'message:forward': {
    ...{ room: LOBBY, id: '0191f2a4-0000-7000-8000-000000000001' },
    from: { room: LOBBY, epoch: 'e', seq: 1 },
  },
  'message:edit': { room: LOBBY, epoch: 'e', seq: 1, text: 'hello' },
  'message:versions': { room: LOBBY, epoch: 'e', seq: 1 },
  'message:recall': { room: LOBBY, epoch: 'e', seq: 1 },
  'message:react': { room: LOBBY, epoch: 'e', seq: 1, emoji: '👍', on: true },
  'message:pin': { room: LOBBY, epoch: 'e', seq: 1, on: true },
  'room:pins': { room: LOBBY },
  'room:notify': { room: LOBBY, level: 'none' },
  'typing:start': { room: LOBBY },
  'user:nudge': { room: LOBBY, user: 'ann' },
  'member:recall': { room: LOBBY, user: 'ann', seconds: 60 },
  'push:key': {},
  'push:subscribe': {
    endpoint: 'https://push.example.org/a',
    keys: { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) },
  },
  'push:unsubscribe': {},
};

const names = [...requestTable.keys()];

/** Values that no field takes, whatever its type. */
const wrong: unknown[] = [null, true, [], {}, [['a']], -1, 1.5, 1e300, { toString: 'a' }];

/** An empty list is right where a list is, and a boolean where one is. */
const fits = (good: unknown, value: unknown): boolean =>
  typeof value === 'boolean'
    ? typeof good === 'boolean'
    : Array.isArray(good) && Array.isArray(value) && value.length === 0;

describe('Bad input', () => {
  let server: RunningServer;
  let token: string;
  let chat: ChatClient;

  beforeAll(async () => {
    server = await runServer();
    ({ token } = await newcomer(server.url, 'Ann'));
    chat = await connect(server.url, token);
  });
  afterAll(async () => {
    chat.close();
    await server.close();
  });
  afterEach(async () => {
    // Whatever was refused has left nothing behind.
    const { entries } = await chat.request('room:history', { room: LOBBY });
    expect(entries).toEqual([]);
    const { rooms } = await chat.request('room:list', {});
    expect(rooms.map(({ id, joined }) => [id, joined])).toEqual([[LOBBY, true]]);
  });

  it('is tried on every request', () => {
    expect(Object.keys(good).toSorted()).toEqual(names.toSorted());
  });

  it.each(names)('is refused by %s whatever its shape', async (name) => {
    const body = good[name]!;
    const bodies: unknown[][] = [
      [],
      [null],
      ['text'],
      [7],
      [[]],
      [[body]],
      [body, body],
      [{ ...body, unknown: 1 }],
      [{ ...body, event: 'pwn', data: {} }],
      [JSON.parse(`{"__proto__":{"room":"lobby"},${JSON.stringify(body).slice(1)}`.replace(',}', '}'))],
      [{ ...body, constructor: 1 }],
      ...Object.keys(body).flatMap((field) => [
        [Object.fromEntries(Object.entries(body).filter(([key]) => key !== field))],
        ...wrong.filter((value) => !fits(body[field], value)).map((value) => [{ ...body, [field]: value }]),
      ]),
    ];
    for (const args of bodies) {
      const ack = await chat.send(name, ...args);
      expect({ args, ack }).toMatchObject({
        ack: { ok: false, error: { code: 'request.invalid', retryable: false } },
      });
    }
  });

  it.each(names.filter((name) => requestTable.get(name)!.http.method !== 'GET'))(
    'is refused by the HTTP twin of %s',
    async (name) => {
      const { method, path } = requestTable.get(name)!.http;
      const inPath = (field: string): boolean => path.includes(`:${field}`);
      const body = Object.fromEntries(Object.entries(good[name]!).filter(([field]) => !inPath(field)));
      const url = path.replaceAll(/:(\w+)/g, (_, field: string) => String(good[name]![field]));
      const bodies = [
        [],
        { ...body, unknown: 1 },
        '{"half":',
        '"text"',
        '[[[',
        ...Object.keys(body).map((f) => ({ ...body, [f]: {} })),
      ];
      for (const bad of bodies) {
        const answered = await ask(server.url, method, url, { token, body: bad });
        expect({ bad, answered }).toMatchObject({
          answered: { status: 400, body: { error: { code: 'request.invalid' } } },
        });
      }
      const large = await ask(server.url, method, url, { token, body: { text: 'a'.repeat(70_000) } });
      expect(large).toMatchObject({ status: 413, body: { error: { code: 'request.too_large' } } });
    },
  );

  it.each([
    '/api/rooms/lobby/entries?after=x&epoch=e',
    '/api/rooms/lobby/entries?after=1',
    '/api/rooms/lobby/entries?after=1&after=2&epoch=e',
    '/api/rooms/lobby/history?before=1&after=2',
    '/api/rooms/lobby/history?limit=101',
    '/api/rooms/lobby/history?limit=-1',
    '/api/rooms/lobby/members?cursor=made-up',
    '/api/rooms/lobby/members?unknown=1',
    '/api/rooms/no%20such%20id/members',
    '/api/events?room=a&room=b',
    '/api/events?unknown=1',
  ])('is refused in %s', async (path) => {
    expect(await ask(server.url, 'GET', path, { token })).toMatchObject({
      status: 400,
      body: { error: { code: 'request.invalid' } },
    });
  });

  it.each([
    '/api/nothing',
    '/api/rooms/lobby',
    '/api/rooms/lobby/nothing',
    '/socket.iox',
    '/../etc/passwd',
    '/api/%ff',
  ])('is not found at %s', async (path) => {
    const { status, body } = await ask(server.url, 'GET', path, { token });
    expect([400, 404]).toContain(status);
    expect(JSON.stringify(body)).not.toContain('node_modules');
  });

  const id = '0191f2a4-0000-7000-8000-000000000002';
  it.each([
    ['nothing visible', ' \n\t ', 'message.blank'],
    ['nothing at all', '', 'message.blank'],
    ['only what renderers skip', '\u200b\u2060\ufeff', 'message.blank'],
    ['a code point too many', 'a'.repeat(4001), 'message.too_long'],
    ['bytes too many', '😀'.repeat(4000) + 'a', 'message.too_long'],
    ['half a character', 'a\ud83d', 'message.malformed'],
    ['a bell', 'a\u0007', 'message.malformed'],
    ['a NUL', 'a\u0000', 'message.malformed'],
    ['a carriage return', 'a\r\n', 'message.malformed'],
  ])('a text with %s is refused', async (_what, text, code) => {
    expect(await chat.send('message:send', { room: LOBBY, id, text })).toMatchObject({ error: { code } });
  });

  it.each([' ', 'a\nb', '\u202egnp', 'a\u200b', 'x'.repeat(51), 'a\ud800'])(
    'a room called %j is refused',
    async (name) => {
      expect(await chat.send('room:create', { id, name })).toMatchObject({
        error: { code: 'room.name_invalid' },
      });
    },
  );

  it.each([' ', 'a\nb', '\u202egnp', '\u3164', 'x'.repeat(25)])(
    'a nickname %j is refused',
    async (nickname) => {
      const answered = await ask(server.url, 'POST', '/api/session', { body: { nickname } });
      expect(answered).toMatchObject({ status: 400, body: { error: { code: 'nickname.invalid' } } });
    },
  );

  it.each([undefined, {}, { nickname: 7 }, { nickname: 'a', more: 1 }, [], '{'])(
    'no session comes of %j',
    async (body) => {
      const answered = await ask(server.url, 'POST', '/api/session', { ...(body !== undefined && { body }) });
      expect(answered).toMatchObject({ status: 400, body: { error: { code: 'request.invalid' } } });
    },
  );
});

describe('The longest text', () => {
  it('is kept exactly as sent', async () => {
    const server = await runServer();
    const chat = await connect(server.url, (await newcomer(server.url, 'Ann')).token);
    const texts = ['😀'.repeat(4000), ` ${'长'.repeat(3998)}\n`, '\t<b>e\u0301 é\u202e\n\n'];
    for (const text of texts)
      await chat.request('message:send', { room: LOBBY, id: crypto.randomUUID(), text });
    const { entries } = await chat.request('room:history', { room: LOBBY });
    expect(entries.map((entry) => messageOf(entry).text)).toEqual(texts);
    chat.close();
    await server.close();
  });
});
