import { median, report, type Row } from './report.js';
import { measureStore, SENDERS } from './senders.js';
import { sendsToASync } from './syncs.js';
import { measureServer } from './whole-server.js';

// npm run bench:store. Ratios of one run, whose halves take turns: what slows the machine meanwhile slows both.
const ROUNDS = 5;
const MS = 2000;

const rounds = async <T>(measure: () => Promise<T>): Promise<T[]> => {
  const all: T[] = [];
  while (all.length < ROUNDS) all.push(await measure());
  return all;
};

const store = await rounds(() => measureStore(MS));
const syncs = sendsToASync();
const servers = await rounds(async () => ({
  sqlite: await measureServer('sqlite', MS),
  memory: await measureServer('memory', MS),
}));

const rows: Row[] = [
  {
    what: 'the store: sends a second, commits shared : a commit each',
    measured: median(store.map(({ atOnce, oneByOne }) => atOnce / oneByOne)),
    promised: 'at least 5',
    kept: (ratio) => ratio >= 5,
  },
  {
    what: 'the store: sends to a sync of the disk',
    measured: syncs,
    promised: 'at least 20',
    kept: (ratio) => ratio >= 20,
  },
  {
    what: 'the server: acks a second, sqlite : memory',
    measured: median(servers.map(({ sqlite, memory }) => sqlite.acksPerSecond / memory.acksPerSecond)),
    promised: 'at least 0.8',
    kept: (ratio) => ratio >= 0.8,
  },
  {
    what: 'the server: delay of its event loop at p99, sqlite : 50 ms',
    measured: median(servers.map(({ sqlite }) => sqlite.loopDelayP99)) / 50,
    promised: 'less than 1',
    kept: (ratio) => ratio < 1,
  },
];

console.log(`${SENDERS} senders, each again as soon as acked; median of ${ROUNDS} rounds\n`);
report(rows);
