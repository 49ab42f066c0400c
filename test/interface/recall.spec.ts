import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventBus } from '../../src/application/ports/event-bus.js';
import type { Backend } from '../../src/infrastructure/backend.js';
import { openMemory } from '../../src/infrastructure/memory/open-memory.js';
import { Database } from '../../src/infrastructure/sqlite/database.js';
import { openSqlite } from '../../src/infrastructure/sqlite/open-sqlite.js';
import { ask, newcomer, runServer } from '../support/running-server.js';
import { connect } from '../support/socket-client.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const folder = temporaryFolder();
afterAll(() => folder.remove());

const stores: [string, (bus: EventBus) => Promise<Backend>][] = [
  ['memory', (bus) => openMemory({}, bus)],
  ['SQLite', (bus) => openSqlite({ dataDir: folder.path }, bus)],
];

/** Words that stand nowhere else, as they were sent and as they became. */
const SECRETS = ['Quagmire', 'Zanzibar'];
const holding = (answers: readonly (readonly [string, unknown])[]): string[] =>
  answers
    .filter(([, answer]) => SECRETS.some((secret) => JSON.stringify(answer).includes(secret)))
    .map(([name]) => name);

describe.each(stores)('What was recalled, on %s,', (store, open) => {
  it('is in no answer, and in no file', async () => {
    const server = await runServer({ open });
    const { url } = server;
    const [ann, bob] = [await newcomer(url, 'Ann'), await newcomer(url, 'Bob')];
    const [hers, his] = [await connect(url, ann.token), await connect(url, bob.token)];
    const { id: room } = (await hers.request('room:create', { id: randomUUID(), name: 'Tea' })).room;
    await his.request('room:join', { room });
    const said = await his.request('message:send', {
      ...{ room, id: randomUUID(), text: `The ${SECRETS[0]}`, mentions: [ann.user.id] },
    });
    const { epoch, seq } = said;
    const message = { room, epoch, seq };
    await his.request('message:edit', { ...message, text: `The ${SECRETS[1]}` });
    await hers.request('message:react', { ...message, emoji: '👍', on: true });
    await hers.request('message:pin', { ...message, on: true });
    await hers.request('report:create', { ...message, reason: 'Why' });
    const replyTo = { epoch, seq };
    await hers.request('message:send', { room, id: randomUUID(), text: 'Really?', replyTo });

    const answers = async (): Promise<(readonly [string, unknown])[]> => {
      const all: (readonly [string, unknown])[] = [];
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
      ])
        all.push([path, (await ask(url, 'GET', path, { token: ann.token })).body]);
      return all;
    };
    // Nearly all of them show it before: they are looked at in the right way.
    expect(holding(await answers()).length).toBeGreaterThan(14);
    await his.request('message:recall', message);
    expect(holding(await answers())).toEqual([]);

    for (const chat of [hers, his]) chat.close();
    await server.close();
    if (store === 'SQLite') {
      const path = join(folder.path, 'parley.db');
      const db = new Database(path);
      const tables = db.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'");
      const rows = tables.map(({ name }) => [name, db.all(`SELECT * FROM "${name}"`)] as const);
      db.close();
      expect(holding(rows)).toEqual([]);
      const files = readdirSync(folder.path, { withFileTypes: true }).filter((file) => file.isFile());
      for (const { name } of files) {
        const bytes = readFileSync(join(folder.path, name));
        expect([name, SECRETS.filter((secret) => bytes.includes(secret))]).toEqual([name, []]);
      }
    }
  });
});
