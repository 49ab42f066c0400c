import { parseArgs } from 'node:util';
import { peers } from './fan-out/peers.js';
import { scenarios, type Measured } from './fan-out/scenarios.js';
import { table, type Result } from './fan-out/table.js';

// npm run bench. This server beside plain ws, plain Socket.IO and plain NestJS, all in one go and taking turns.
// -- --json for the numbers of every run, --runs N, --only NAME for one scenario.
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    runs: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});
const runs = Number(values.runs);
const chosen = scenarios.filter(({ name }) => values.only === undefined || name === values.only);
if (!(runs >= 1) || chosen.length === 0) {
  console.error(`--runs takes a number, --only one of ${scenarios.map(({ name }) => name).join(', ')}`);
  process.exit(1);
}

const all: Result[] = [];
for (const scenario of chosen) {
  const { name, about } = scenario;
  const measured = new Map<string, Measured[]>(peers.map((peer) => [peer.name, []]));
  for (let n = 1; n <= runs; n += 1) {
    for (const peer of peers) {
      if (process.stderr.isTTY) process.stderr.write(`\r${name} ${n}/${runs}: ${peer.name}`.padEnd(60));
      measured.get(peer.name)!.push(await scenario.run(peer));
    }
  }
  if (process.stderr.isTTY) process.stderr.write(`\r${' '.repeat(60)}\r`);
  const results = Array.from(measured, ([peer, of]) => ({ scenario: name, about, peer, runs: of }));
  all.push(...results);
  if (!values.json) console.log(`${table(results)}\n`);
}
if (values.json) console.log(JSON.stringify(all, null, 2));
else
  console.log(
    'CPU is the server’s, for each delivery or connection: median (range). The ratios are of it, each run to the same\n' +
      'run of the other. Faults: deliveries lost / repeated / out of order. The others store nothing and ask nobody.',
  );
