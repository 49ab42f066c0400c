import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { MemoryEventBus } from '../src/infrastructure/memory/memory-event-bus.js';
import { files } from '../src/infrastructure/sqlite/data-dir.js';
import { Database } from '../src/infrastructure/sqlite/database.js';
import { openSqlite } from '../src/infrastructure/sqlite/open-sqlite.js';
import { CHUNK } from '../src/infrastructure/sqlite/search/notes.js';
import { openRedisAt } from '../test/support/redis-backend.js';
import { RedisServer } from '../test/support/redis-server.js';
import { MeasuredServer } from './measured-server.js';
import { median, report } from './report.js';
import { character, fill, HIDDEN, RARE, word } from './search/fill.js';
import { settled } from './settled.js';

// npm run bench:search. With `-- 1000000`, on so many messages; history, joining and starting are held against few.
// With `-- --redis`, on a Redis of its own.
const { values, positionals } = parseArgs({
  options: { redis: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const COUNT = Number(positionals[0] ?? 200_000);
const FEW = 10_000;
const ROUNDS = 40;

const [english, chinese, single] = HIDDEN.split(' ');

const QUERIES: Readonly<Record<string, string>> = {
  'a rare word': RARE.text.split(' ')[0]!,
  'a rare word of Chinese': RARE.text.split(' ')[1]!,
  'a common word': word(1),
  'the beginning of many words': word(1).slice(0, 1),
  'a common character': character(1),
  'two common characters apart': `${character(1)} ${character(2)}`,
  'a common word and a seldom one': `${word(1)} ${word(3000)}`,
  'a common word only where one may not look': english!,
  'the same in Chinese': chinese!,
  'the same of one character': single!,
  'the same beside a common word': `${english} ${word(1)}`,
  'what is nowhere': 'nowhere',
  'all of one person': 'from:person4',
  'before all': 'before:2020',
};

interface Measured {
  /** Milliseconds. */
  readonly start: number;
  readonly join: number;
  readonly history: number;
  readonly searches: Readonly<Record<string, readonly number[]>>;
  readonly loopDelayP99: number;
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

async function repeat(rounds: number, run: () => Promise<unknown>): Promise<number[]> {
  const all: number[] = [];
  while (all.length < rounds) all.push(await timed(run));
  return all;
}

/** Resolves when every full chunk of messages is noted. */
async function settle(dataDir: string, count: number): Promise<void> {
  const notes = new Database(files(dataDir).search, { readOnly: true });
  const noted = () => notes.get<{ chunks: number }>('SELECT count(*) AS chunks FROM chunk')!.chunks;
  while (noted() < Math.floor(count / CHUNK)) await pause(500);
  notes.close();
}

/** The same for every full block: what was not noted when it was said, is noted when it is looked for. */
const settleRedis = (redis: RedisServer, search: (query: string) => Promise<unknown>): Promise<void> =>
  settled(async () => {
    await search('nowhere');
    return redis.say('DBSIZE');
  });

async function measure(count: number): Promise<Measured> {
  const redis = values.redis ? await RedisServer.start() : undefined;
  const server = await MeasuredServer.start(redis?.url ?? 'sqlite');
  const { dataDir } = server;
  const open = () => (redis ? openRedisAt(redis.url) : openSqlite({ dataDir }, new MemoryEventBus()));
  try {
    const token = await server.guest('Reader');
    const ask = async (path: string, method = 'GET'): Promise<unknown> => {
      const answer = await fetch(server.url + path, {
        method,
        headers: { Authorization: `Bearer ${token}` },
      });
      return answer.json();
    };
    const search = (query: string) => ask(`/api/search?${new URLSearchParams({ query }).toString()}`);
    const { user } = (await ask('/api/session')) as { user: { id: string } };
    await server.kill();
    await fill(await open(), user.id, count);
    const starts = [];
    while (starts.length < 5) {
      starts.push(await timed(() => server.up()));
      if (starts.length < 5) await server.kill();
    }
    const join = median(await repeat(5 * ROUNDS, () => ask('/api/rooms/room-0/join', 'POST')));
    const history = median(await repeat(5 * ROUNDS, () => ask('/api/rooms/room-0/history?before=150')));
    const searches: Record<string, readonly number[]> = {};
    if (count > FEW) {
      await search('nowhere');
      await (redis ? settleRedis(redis, search) : settle(dataDir, count));
      await server.loopDelay();
      for (const [what, query] of Object.entries(QUERIES)) {
        searches[what] = await repeat(ROUNDS, () => search(query));
      }
    }
    const loopDelayP99 = await server.loopDelay();
    return { start: median(starts), join, history, searches, loopDelayP99 };
  } finally {
    await server.remove();
    await redis?.stop();
  }
}

const p95 = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(0.95 * all.length)]!;

const few = await measure(FEW);
const many = await measure(COUNT);

console.log(`${COUNT} messages in all, ${ROUNDS} searches each for\n`);
console.log(`${''.padEnd(44)}     p50      p95   in milliseconds`);
for (const [what, all] of Object.entries(many.searches)) {
  console.log(`${what.padEnd(44)}${median(all).toFixed(1).padStart(8)} ${p95(all).toFixed(1).padStart(8)}`);
}
console.log();

const growth = (what: string, field: 'start' | 'join' | 'history') => ({
  what: `${what}: ${COUNT} messages to ${FEW}`,
  measured: many[field] / few[field],
  promised: 'at most 1.3',
  kept: (ratio: number) => ratio <= 1.3,
});
report([
  {
    what: 'the slowest search at p95, to 50 ms',
    measured: Math.max(...Object.values(many.searches).map(p95)) / 50,
    promised: 'at most 1',
    kept: (ratio) => ratio <= 1,
  },
  {
    what: 'delay of the event loop at p99 meanwhile, to 50 ms',
    measured: many.loopDelayP99 / 50,
    promised: 'less than 1',
    kept: (ratio) => ratio < 1,
  },
  growth('starting', 'start'),
  growth('joining a room', 'join'),
  growth('a page of history', 'history'),
]);
