import { writeFileSync } from 'node:fs';
import { attachment } from '../../src/application/ports/files.js';
import { parseQuery } from '../../src/domain/query.js';
import type { Search } from '../../src/application/ports/search.js';
import type { Room } from '../../src/domain/room.js';
import type { User } from '../../src/domain/user.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { openMemory } from '../../src/infrastructure/memory/open-memory.js';
import { Database } from '../../src/infrastructure/sqlite/database.js';
import { files } from '../../src/infrastructure/sqlite/data-dir.js';
import { openSqlite } from '../../src/infrastructure/sqlite/open-sqlite.js';
import { CHUNK } from '../../src/infrastructure/sqlite/search/notes.js';
import { Searcher } from '../../src/infrastructure/sqlite/search/searcher.js';
import { uploaded } from '../contract/files.contract.js';
import { ann, bob, said, seat, type Stores, tea, zoo } from '../contract/stores.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Two chunks that are full, and some of a third. */
const COUNT = 2 * CHUNK + 500;

const HAN = Array.from('上海东边我家在的了不是');
const WORDS = ['tea', 'teapot', 'green', 'x', 'https://parley.example', '🫖'];

/** Texts of which no two runs differ. */
function textOf(n: number): string {
  const at = (k: number): number => (n * 31 + k * k * 17 + (n >> k)) % 97;
  const han = Array.from({ length: 1 + (n % 7) }, (_, k) => HAN[at(k) % HAN.length]).join('');
  return n % 1000 === 7
    ? 'a rare zebra'
    : `${han} ${WORDS[at(3) % WORDS.length]} ${WORDS[at(5) % WORDS.length]}`;
}

const QUERIES = [
  ...[
    '上海',
    '海',
    '上海东',
    '的 了',
    '了不',
    'te',
    'tea',
    'teapot green',
    'zebra',
    'rare te',
    '🫖',
    'x 海',
    'nothing',
  ],
  ...[
    'from:bob zebra',
    'from:me 上海',
    'from:nobody',
    'in:zoo te',
    'in:tea zebra',
    'has:link 海',
    'has:file',
    'has:image from:bob',
    'after:2030',
    'before:2030 zebra',
  ],
];

/** All that is found, page by page. */
async function all(search: Search, typed: string, user = 'ann'): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await search.find({ user, query: parseQuery(typed), limit: 400, cursor });
    ids.push(...page.hits.map(({ message }) => message.id));
    ({ cursor } = page);
  } while (cursor !== undefined);
  return ids;
}

/** A few messages come with a file, half of these with a picture. */
const fileOf = (n: number, room: Room, by: User) =>
  n % 400 === 2
    ? uploaded(`f${n}`, by.id, { room: room.id, type: n % 800 === 2 ? 'image/png' : 'audio/mpeg' })
    : undefined;

async function fill(stores: Stores): Promise<void> {
  await seat(stores, tea, ann, bob);
  await seat(stores, zoo, bob);
  const guard = async (room: Room, user: User) => ({
    room: room.version,
    member: (await stores.memberships.find(room.id, user.id))!.version,
  });
  const [inTea, bobs, inZoo] = [await guard(tea, ann), await guard(tea, bob), await guard(zoo, bob)];
  const posts = Array.from({ length: COUNT }, (_, n) => {
    const [room, by, guarded] =
      n % 3 === 0 ? [zoo, bob, inZoo] : n % 5 === 0 ? [tea, ann, inTea] : [tea, bob, bobs];
    return { room, by, guarded, text: textOf(n), id: `m${n}`, file: fileOf(n, room, by) };
  });
  for (const { file } of posts) if (file) await stores.files.add(file, Infinity);
  await Promise.all(
    posts.map(({ room, by, guarded, text, id, file }) => {
      const words = said(by, id, text);
      return stores.log.append({
        room: room.id,
        entry: {
          ...words,
          message: { ...words.message, ...(file && { attachments: [attachment(file)] }) },
        },
        guard: guarded,
        digest: '',
      });
    }),
  );
}

/** It takes its time to note, and more where others want the processor, too. */
const LONG = 60_000;

describe('the search of SQLite', () => {
  const folder = temporaryFolder();
  const bus = new MemoryEventBus();
  const { search: path, database } = files(folder.path);
  let expected: Map<string, string[]>;

  beforeAll(async () => {
    const memory = { ...(await openMemory({}, bus)), bus };
    const sqlite = { ...(await openSqlite({ dataDir: folder.path }, bus)), bus };
    await Promise.all([fill(memory), fill(sqlite)]);
    await sqlite.close();
    expected = new Map(
      await Promise.all(
        QUERIES.flatMap((typed) =>
          ['ann', 'bob'].map(
            async (user) => [`${user} ${typed}`, await all(memory.search, typed, user)] as const,
          ),
        ),
      ),
    );
  }, LONG);
  afterAll(() => folder.remove());

  /** The searcher, when it has noted so many chunks. */
  async function noted(chunks: number): Promise<Searcher> {
    const searcher = new Searcher(folder.path, Infinity);
    while (searcher.file.chunks.size < chunks) await new Promise((resolve) => setTimeout(resolve, 5));
    return searcher;
  }

  const asPort = (searcher: Searcher): Search => ({
    async find(wanted) {
      const [outcome] = searcher.run([['find', wanted]]);
      if (!outcome || 'failure' in outcome) throw new Error(outcome?.failure.message);
      return outcome.value as never;
    },
  });

  async function findsAll(searcher: Searcher): Promise<void> {
    for (const [key, ids] of expected) {
      const [user, ...typed] = key.split(' ');
      expect([key, await all(asPort(searcher), typed.join(' '), user)]).toEqual([key, ids]);
    }
  }

  it(
    'finds before anything is noted what it finds when all is',
    async () => {
      expect([...expected.values()].filter((ids) => ids.length > 0).length).toBeGreaterThan(20);
      const fresh = new Searcher(folder.path, Infinity);
      await findsAll(fresh);
      fresh.close();
      const searcher = await noted(2);
      await findsAll(searcher);
      searcher.close();
    },
    LONG,
  );

  it(
    'finds by what was noted before it was opened',
    async () => {
      const searcher = new Searcher(folder.path, Infinity);
      expect(new Set(searcher.file.chunks.keys())).toEqual(new Set([0, 1]));
      await findsAll(searcher);
      searcher.close();
    },
    LONG,
  );

  it(
    'finds a text that became another, and keeps nothing of what it was',
    async () => {
      const searcher = await noted(2);
      const rare = expected.get('bob zebra')!;
      const db = new Database(database);
      db.run("UPDATE message SET text = '' WHERE id = ?", rare.at(-1)!);
      db.run("UPDATE message SET text = 'a quagga' WHERE id = ?", rare.at(-2)!);
      expect(await all(asPort(searcher), 'zebra', 'bob')).toEqual(rare.slice(0, -2));
      expect(await all(asPort(searcher), 'quagga', 'bob')).toEqual(rare.slice(-2, -1));
      while (searcher.file.chunks.size < 2) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(await all(asPort(searcher), 'quagga', 'bob')).toEqual(rare.slice(-2, -1));
      searcher.close();
      const notes = new Database(path, { readOnly: true });
      const left = notes.all<{ chunk: number }>("SELECT chunk FROM note WHERE note = 'zebra'");
      expect(left.map(({ chunk }) => chunk)).toEqual([0, 0, 1, 1].slice(0, left.length));
      notes.close();
      for (const id of rare.slice(-2)) db.run("UPDATE message SET text = 'a rare zebra' WHERE id = ?", id);
      db.close();
    },
    LONG,
  );

  it.each([
    ['is damaged', () => writeFileSync(path, 'x'.repeat(10_000))],
    [
      'is of another version',
      () => {
        const db = new Database(path);
        db.exec('PRAGMA user_version = 99');
        db.close();
      },
    ],
  ])(
    'makes its file anew where that %s',
    async (_, spoil) => {
      spoil();
      const searcher = await noted(2);
      await findsAll(searcher);
      searcher.close();
    },
    LONG,
  );
});
