import {
  blackout,
  common,
  cut,
  halfOpen,
  kill,
  pause,
  reset,
  restart,
  sweep,
  type Nemesis,
} from './nemesis.js';
import { cutOff, ghost, halfCutOff, rolling, standstill } from './node-nemesis.js';
import { Random } from './random.js';
import {
  commandsBroken,
  failover,
  hearingBroken,
  redisFull,
  redisKilled,
  redisPaused,
  redisRestarted,
  redisStopped,
} from './redis-nemesis.js';
import { locked, restore } from './store-nemesis.js';

/** What a short run goes through: each kind of fault once or twice. */
export const shortPlan: readonly Nemesis[] = [
  cut,
  kill,
  sweep(60),
  pause,
  restore,
  reset,
  kill,
  blackout,
  restart,
];

/** What a long run goes through: so many kills, and among them everything else, in an order of the seed's. */
export function longPlan(kills: number, seed: number): Nemesis[] {
  const plan: Nemesis[] = [sweep(5), restore, restore, restore, locked, locked, halfOpen];
  for (let i = 0; i < kills; i += 1) {
    plan.push(kill);
    if (i % 2 === 0) plan.push(common[(i / 2) % common.length]!);
  }
  return shuffled(plan, new Random(seed));
}

/** What several servers on one Redis go through in a short run. */
export const shortNodesPlan: readonly Nemesis[] = [kill, redisKilled, cutOff, standstill(5_000)];

/** And in a long one, so many times, each time in another order of the seed's. */
export function longNodesPlan(times: number, seed: number): Nemesis[] {
  const random = new Random(seed);
  const all = [
    ...[kill, kill, rolling, standstill(20_000), cutOff, halfCutOff, ghost, blackout, reset],
    ...[redisKilled, redisRestarted, redisStopped, redisPaused, redisFull, commandsBroken, hearingBroken],
    failover,
  ];
  return Array.from({ length: times }, () => shuffled(all, random)).flat();
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
