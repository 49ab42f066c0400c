import { setImmediate } from 'node:timers/promises';
import type { Search } from '../../src/application/ports/search.js';
import type { Alteration } from '../../src/domain/entry.js';
import { parseQuery } from '../../src/domain/query.js';
import type { User } from '../../src/domain/user.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { openMemory } from '../../src/infrastructure/memory/open-memory.js';
import { roomKeys } from '../../src/infrastructure/redis/keys.js';
import { openLink } from '../../src/infrastructure/redis/open-link.js';
import { Redis } from '../../src/infrastructure/redis/redis.js';
import { candidates } from '../../src/infrastructure/redis/search/candidates.js';
import { noteOf, soughtIn, STEP } from '../../src/infrastructure/redis/search/notes.js';
import { redisPlace } from '../../src/infrastructure/redis-place.js';
import { ann, AT, bob, said, seat, type Stores, tea } from '../contract/stores.js';
import { openRedisAt } from '../support/redis-backend.js';
import { describeRedis, RedisServer } from '../support/redis-server.js';

/** Some blocks that are full, and one that is not, of which no half is. */
const COUNT = 5 * 2 * STEP + STEP - 1;
const BLOCKS = 5;

const HAN = Array.from('上海东边我家在的了不是');
const WORDS = ['tea', 'teapot', 'green', 'notification', 'https://parley.example', '🫖'];

/** Texts of which no two runs differ. */
function textOf(n: number): string {
  const at = (k: number): number => (n * 31 + k * k * 17 + (n >> k)) % 97;
  const han = Array.from({ length: 1 + (n % 7) }, (_, k) => HAN[at(k) % HAN.length]).join('');
  return n % 100 === 7
    ? 'a rare zebra'
    : `${han} ${WORDS[at(3) % WORDS.length]} ${WORDS[at(5) % WORDS.length]}`;
}

const QUERIES = [
  ...[
    '上海',
    '海',
    '上海东',
    '的 了',
    't',
    'tea',
    'teapot green',
    'notify',
    'notifications',
    'zebra',
    'rare te',
  ],
  ...['🫖', 'nothing', 'from:bob zebra', 'from:me 上海', 'from:nobody', 'has:link 海', 'after:2030'],
  ...['before:2030 zebra', 'before:2020', 'quagga', 'from:ann'],
];

type Opened = Awaited<ReturnType<typeof openRedisAt>>;

async function fill(stores: Stores): Promise<void> {
  await seat(stores, tea, ann, bob);
  for (let n = 1; n <= COUNT; n += 1) await say(stores, n, n % 5 === 0 ? ann : bob);
}

async function say(stores: Stores, n: number, by: User): Promise<void> {
  const { version } = (await stores.memberships.find('tea', by.id))!;
  const entry = { ...said(by, `m${n}`, textOf(n)), at: AT + n };
  await stores.log.append({ room: 'tea', entry, guard: { room: 1, member: version }, digest: '' });
}

async function become(stores: Stores, target: number, change: Alteration): Promise<void> {
  const { version } = (await stores.memberships.find('tea', 'bob'))!;
  const entry = {
    type: 'message.changed',
    at: AT + COUNT,
    by: { id: 'bob', nickname: 'Bob' },
    target,
  } as const;
  const guard = { room: 1, member: version };
  await stores.log.append({ room: 'tea', entry: { ...entry, change }, guard, rev: undefined });
}

/** All that Ann finds, page by page. */
async function all(search: Search, typed: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await search.find({ user: 'ann', query: parseQuery(typed), limit: 40, cursor });
    ids.push(...page.hits.map(({ message }) => message.id));
    ({ cursor } = page);
  } while (cursor !== undefined);
  return ids;
}

const allOf = async (search: Search) =>
  Object.fromEntries(
    await Promise.all(QUERIES.map(async (typed) => [typed, await all(search, typed)] as const)),
  );

describeRedis('the search of Redis (needs apt-get install redis-server)', () => {
  const memory = openMemory({}, new MemoryEventBus()).then((stores) => ({
    ...stores,
    bus: new MemoryEventBus(),
  }));
  let server: RedisServer;
  let stores: Opened;
  let redis: Redis;

  beforeAll(async () => {
    server = await RedisServer.start();
    stores = await openRedisAt(server.url);
    const link = openLink(redisPlace(server.url)!);
    await link.settled(1000);
    redis = new Redis(link);
    await fill(await memory);
    await fill(stores);
  });
  afterAll(async () => {
    await redis.close();
    await stores.close();
    await server.stop();
  });

  const noteAt = (block: number): Promise<Buffer | null> => redis.bytes('GET', roomKeys('tea').notes(block));
  const forget = async (): Promise<void> => {
    for (let block = 0; block <= BLOCKS; block += 1)
      await redis.command('UNLINK', roomKeys('tea').notes(block));
  };
  const noted = async (): Promise<void> => {
    for (let block = 0; block < BLOCKS; block += 1) while (!(await noteAt(block))) await setImmediate();
  };
  const may = async (typed: string): Promise<readonly number[]> => {
    const sought = soughtIn(parseQuery(typed));
    const place = { beyond: 0, below: COUNT + 1, most: COUNT };
    const asked = { sought, authors: undefined, after: 0, before: AT + COUNT + 1, ...place };
    return (await candidates(redis, 'tea', asked)).seqs;
  };

  it('finds by what is noted what it finds in all that is there', async () => {
    const expected = await allOf((await memory).search);
    expect(Object.values(expected).filter((ids) => ids.length > 0).length).toBeGreaterThan(12);
    await noted();
    expect(await allOf(stores.search)).toEqual(expected);
    await forget();
    expect(await allOf(stores.search)).toEqual(expected);
  });

  it('notes what it had to read, and then reads little else than what it finds', async () => {
    await forget();
    expect((await may('zebra')).length).toBe(COUNT);
    await all(stores.search, 'zebra');
    await noted();
    const tail = STEP - 1;
    for (const typed of ['zebra', '的了', 'nothing', 'teapot notification']) {
      const found = await all(stores.search, typed);
      expect((await may(typed)).length - found.length).toBeLessThan(tail + 0.1 * COUNT);
    }
  });

  it('finds an edited message by what it says now, and keeps no trace of what it said, nor of what was recalled', async () => {
    await noted();
    for (const each of [await memory, stores]) {
      await become(each, 7, { type: 'edited', text: 'a quagga' });
      await become(each, 107, { type: 'recalled' });
    }
    expect([await noteAt(0), await noteAt(1)]).toEqual([null, null]);
    const expected = await allOf((await memory).search);
    expect(await allOf(stores.search)).toEqual(expected);
    await noted();
    expect(await allOf(stores.search)).toEqual(expected);

    const first = await stores.log.after('tea', 0, 2 * STEP);
    const messages = first!.entries.flatMap((entry) => (entry.type === 'message.sent' ? [entry] : []));
    expect(await noteAt(0)).toEqual(noteOf(messages));
  });

  it('passes over notes of another version, and notes anew', async () => {
    const note = (await noteAt(0))!;
    await redis.command('SET', roomKeys('tea').notes(0), Buffer.concat([Buffer.from([0]), note.subarray(1)]));
    expect(await allOf(stores.search)).toEqual(await allOf((await memory).search));
    while (!(await noteAt(0))?.equals(note)) await setImmediate();
  });
});
