import { createClient } from '@redis/client';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventBus } from '../../src/application/ports/event-bus.js';
import type { Backend } from '../../src/infrastructure/backend.js';
import { openMemory } from '../../src/infrastructure/memory/open-memory.js';
import { Database } from '../../src/infrastructure/sqlite/database.js';
import { openSqlite } from '../../src/infrastructure/sqlite/open-sqlite.js';
import { openRedisAt } from '../support/redis-backend.js';
import { describeRedis, RedisServer } from '../support/redis-server.js';
import { ask, newcomer, runServer } from '../support/running-server.js';
import { connect } from '../support/socket-client.js';
import { temporaryFolder } from '../support/temporary-folder.js';

type Found = readonly (readonly [string, unknown])[];

/** Words that stand nowhere else, as they were sent and as they became. */
const SECRETS = ['Quagmire', 'Zanzibar'];
const holding = (answers: Found): string[] =>
  answers.filter(([, answer]) => holdsSecret(JSON.stringify(answer))).map(([name]) => name);
const holdsSecret = (text: string): boolean => SECRETS.some((secret) => new RegExp(secret, 'i').test(text));

const openClient = (url: string) => createClient({ url }).connect();
type Client = Awaited<ReturnType<typeof openClient>>;

/** How all of a key is read, by its type. */
const READS: Record<string, (client: Client, key: string) => Promise<unknown>> = {
  string: (client, key) => client.get(key),
  hash: (client, key) => client.hGetAll(key),
  set: (client, key) => client.sMembers(key),
  zset: (client, key) => client.zRange(key, 0, -1),
  list: (client, key) => client.lRange(key, 0, -1),
  stream: (client, key) => client.xRange(key, '-', '+'),
};

/** @param left reads all that the store holds, once the server has ended. */
function isGone(open: (bus: EventBus) => Promise<Backend>, left: () => Promise<Found>): void {
  it('is in no answer, and nowhere in the store', async () => {
    const server = await runServer({ open });
    const { url } = server;
    const [ann, bob] = [await newcomer(url, 'Ann'), await newcomer(url, 'Bob')];
    const [hers, his] = [await connect(url, ann.token), await connect(url, bob.token)];
    const { id: room } = (await hers.request('room:create', { id: randomUUID(), name: 'Tea' })).room;
    await his.request('room:join', { room });
    const uploaded = await ask(url, 'POST', `/api/rooms/${room}/files?name=${SECRETS[0]}.txt`, {
      ...{ token: bob.token, body: `All about the ${SECRETS[0]}` },
      headers: { 'Content-Type': 'text/plain' },
    });
    const file = (uploaded.body as { file: { id: string } }).file.id;
    const said = await his.request('message:send', {
      ...{ room, id: randomUUID(), text: `The ${SECRETS[0]}`, mentions: [ann.user.id], attachments: [file] },
    });
    const { epoch, seq } = said;
    const message = { room, epoch, seq };
    await his.request('message:edit', { ...message, text: `The ${SECRETS[1]}` });
    await hers.request('message:react', { ...message, emoji: '👍', on: true });
    await hers.request('message:pin', { ...message, on: true });
    await hers.request('report:create', { ...message, reason: 'Why' });
    const replyTo = { epoch, seq };
    await hers.request('message:send', { room, id: randomUUID(), text: 'Really?', replyTo });

    const answers = async (): Promise<Found> => {
      const all: Found[number][] = [];
      const socket = async (name: Parameters<typeof hers.send>[0], input: object): Promise<void> => {
        all.push([name, await hers.send(name, input)]);
      };
      await socket('room:list', {});
      await socket('room:join', { room });
      await socket('room:join', { room, after: 0, epoch });
      await socket('room:sync', { room, after: 0, epoch });
      for (const part of [{}, { around: seq }, { after: 0 }, { before: 99 }])
        await socket('room:history', { room, ...part });
      await socket('room:pins', { room });
      await socket('room:audit', { room });
      await socket('report:list', { room });
      await socket('message:versions', message);
      for (const query of [...SECRETS, 'from:Bob', 'The']) await socket('message:search', { query });
      for (const path of [
        '/api/rooms',
        `/api/rooms/${room}/history`,
        `/api/rooms/${room}/entries?after=0&epoch=${epoch}`,
        `/api/rooms/${room}/pins`,
        `/api/rooms/${room}/reports`,
        `/api/rooms/${room}/messages/${seq}/versions?epoch=${epoch}`,
        `/api/search?query=${SECRETS[1]}`,
      ]) {
        const { body, headers } = await ask(url, 'GET', path, { token: ann.token });
        expect(headers['cache-control']).toBe('no-store');
        all.push([path, body]);
      }
      all.push(['the file', (await ask(url, 'GET', `/api/files/${file}`, { token: ann.token })).body]);
      return all;
    };
    // Nearly all of them show it before: they are looked at in the right way.
    expect(holding(await answers()).length).toBeGreaterThan(14);
    await his.request('message:recall', message);
    expect(holding(await answers())).toEqual([]);

    const { files, blobs } = server.backend;
    await blobs.sweep((digests) => files.unused(digests));
    for (const chat of [hers, his]) chat.close();
    await server.close();
    expect(holding(await left())).toEqual([]);
  });
}

describe('What was recalled, in memory,', () => {
  isGone(
    (bus) => openMemory({}, bus),
    async () => [],
  );
});

describe('What was recalled, on SQLite,', () => {
  const folder = temporaryFolder();
  afterAll(() => folder.remove());

  isGone(
    (bus) => openSqlite({ dataDir: folder.path }, bus),
    async () => {
      const db = new Database(join(folder.path, 'parley.db'));
      const tables = db.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'");
      const rows = tables.map(({ name }) => [name, db.all(`SELECT * FROM "${name}"`)] as const);
      db.close();
      const files = readdirSync(folder.path, { withFileTypes: true, recursive: true });
      const bytes = files
        .filter((file) => file.isFile())
        .map(({ name, parentPath }) => [name, readFileSync(join(parentPath, name), 'latin1')] as const);
      return [...rows, ...bytes];
    },
  );
});

describeRedis('What was recalled, on Redis (needs apt-get install redis-server),', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await RedisServer.start();
  });
  afterAll(() => redis.stop());

  isGone(
    () => openRedisAt(redis.url),
    async () => {
      const client = await openClient(redis.url);
      const keys = await client.keys('*');
      const kept = keys.map(async (key) => [key, await READS[await client.type(key)]!(client, key)] as const);
      const found = await Promise.all(kept);
      await client.close();
      return found;
    },
  );
});
