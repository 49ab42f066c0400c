import { measureMemory } from './nodes/memory.js';
import { talk, type Ground } from './nodes/talk.js';
import { tell } from './nodes/tell.js';

// npm run bench:nodes. What messages cost on nodes that share a Redis, in time of processors rather than of the clock,
// so that it counts beyond the machine on which all of them run; and what Redis keeps.
const grounds: readonly Ground[] = [
  { nodes: 1, spread: 1, members: 10, rate: 800 },
  { nodes: 1, spread: 1, members: 40, rate: 800 },
  { nodes: 1, spread: 1, members: 10, rate: 200 },
  { nodes: 2, spread: 1, members: 10, rate: 200 },
  { nodes: 4, spread: 1, members: 10, rate: 200 },
  { nodes: 4, spread: 2, members: 10, rate: 200 },
  { nodes: 4, spread: 4, members: 10, rate: 200 },
];

const row = (...cells: readonly (string | number)[]): void => {
  const shown = cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(1) : cell).padStart(12));
  console.log(shown.join(''));
};

row(
  'nodes',
  'with a room',
  'members',
  'a second',
  'nodes µs',
  'a delivery',
  'Redis µs',
  'Redis bytes',
  'lost',
);
for (const ground of grounds) {
  const { nodes, redis, bytes, lost } = await talk(ground);
  const place = [ground.nodes, ground.spread, ground.members, ground.rate * ground.nodes].map(String);
  row(...place, nodes, nodes / ground.members, redis, bytes, String(lost));
}
console.log('For one message: all nodes together, and Redis; beyond what they need while nobody speaks.\n');

row('nodes', 'its own µs', 'another µs', 'Redis µs', 'Redis bytes');
for (const nodes of [2, 4]) {
  const { own, bystander, redis, bytes } = await tell(nodes);
  row(String(nodes), own, bystander, redis, bytes);
}
console.log(
  'For one change that all nodes are told of: the node on which it is made, each other, and Redis.\n',
);

for (const [what, bytes] of Object.entries(await measureMemory())) row(what, Math.round(bytes).toString());
console.log('Bytes of Redis for one more of each; who is connected is so in ten rooms.');
