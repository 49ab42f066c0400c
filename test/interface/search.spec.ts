import { randomUUID } from 'node:crypto';
import type { Backend } from '../../src/infrastructure/backend.js';
import { openMemory } from '../../src/infrastructure/memory/open-memory.js';
import { ask, newcomer, runServer, type Newcomer, type RunningServer } from '../support/running-server.js';
import { connect, type ChatClient } from '../support/socket-client.js';

describe('Search', () => {
  let server: RunningServer;
  let ann: Newcomer;
  let chat: ChatClient;
  let bob: ChatClient;
  /** What the store was asked. */
  const work: string[] = [];

  const watched = ({ search, ...backend }: Backend): Backend => ({
    ...backend,
    search: {
      find(wanted) {
        work.push('find');
        return search.find(wanted);
      },
    },
  });

  beforeAll(async () => {
    server = await runServer({ open: async (bus) => watched(await openMemory({}, bus)) });
    ann = await newcomer(server.url, 'Ann');
    chat = await connect(server.url, ann.token);
    bob = await connect(server.url, (await newcomer(server.url, 'Bob')).token);
  });
  afterAll(async () => {
    for (const one of [chat, bob]) one.close();
    await server.close();
  });

  const say = (text: string, room = 'lobby') => bob.request('message:send', { room, id: randomUUID(), text });
  const get = (query: Record<string, string>) =>
    ask(server.url, 'GET', `/api/search?${new URLSearchParams(query).toString()}`, { token: ann.token });

  it('answers over Socket.IO and HTTP alike, page by page', async () => {
    for (const n of [1, 2, 3]) await say(`我家在上海东边 ${n}`);
    const first = await chat.request('message:search', { query: '上海', limit: 2 });
    expect(first.hits.map(({ room, message }) => [room, message.text])).toEqual([
      ['lobby', '我家在上海东边 3'],
      ['lobby', '我家在上海东边 2'],
    ]);
    expect(await get({ query: '上海', limit: '2' })).toMatchObject({ status: 200, body: first });
    const second = await get({ query: '上海', limit: '2', cursor: first.cursor! });
    expect(second.body).toMatchObject({ hits: [{ message: { text: '我家在上海东边 1' } }] });
    expect(second.body).not.toHaveProperty('cursor');
  });

  it('takes days where they are', async () => {
    const now = new Date();
    const [filter, minutesEast, days] = now.getUTCHours() < 12 ? ['before', '-840', 0] : ['after', '840', 1];
    const day = new Date(now.getTime() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    const query = `${filter}:${day} 上海`;
    expect((await get({ query })).body).toMatchObject({ hits: [] });
    expect((await get({ query, minutesEast })).body).toMatchObject({ hits: [{}, {}, {}] });
  });

  it('finds in a room that one may not see what it finds in none: nothing, and in the same way', async () => {
    const { room } = await bob.request('room:create', { id: randomUUID(), name: 'Den', kind: 'private' });
    await say('psst 上海', room.id);
    const answers = [];
    for (const id of [room.id, 'nowhere']) {
      work.length = 0;
      const bySocket = await chat.send('message:search', { query: '上海', room: id });
      const { status, body } = await get({ query: '上海', room: id });
      answers.push(JSON.stringify([bySocket, status, body, work]));
    }
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).toContain('"hits":[]');
    for (const query of ['psst', '上海 psst', 'in:den', 'from:bob psst']) {
      expect(await chat.request('message:search', { query })).toEqual({ hits: [] });
    }
    const { hits } = await chat.request('message:search', { query: '上海' });
    expect(hits.map(({ room }) => room)).not.toContain(room.id);
    const [hidden] = (await bob.request('message:search', { query: 'psst' })).hits;
    const cursor = `${room.id}:${hidden!.message.seq + 1}`;
    expect(await chat.request('message:search', { query: '上海', cursor })).toEqual({ hits: [] });
  });

  it.each(['"', '*', '"*"', ' ', '', '\0', '\n', '()', '\u202e', '+'])(
    'has nothing to look for by %j',
    async (query) => {
      expect(await chat.send('message:search', { query })).toMatchObject({
        ok: false,
        error: { code: 'search.blank', retryable: false },
      });
    },
  );

  it.each([
    "'; DROP TABLE message; --",
    '" OR 1=1',
    'a NEAR b',
    'text:*',
    '%',
    '上海"',
    '\ud800上',
    '(上海',
    '^上海',
  ])('takes %j for words', async (query) => {
    const ack = await chat.send('message:search', { query: `${query} x` });
    expect(ack).toMatchObject({ ok: true, data: { hits: [] } });
  });

  it('refuses a query of 10 kB, and one that is no text', async () => {
    for (const query of ['x'.repeat(10_000), 7, ['a'], null]) {
      expect(await chat.send('message:search', { query } as never)).toMatchObject({
        ok: false,
        error: { code: 'request.invalid' },
      });
    }
  });
});
