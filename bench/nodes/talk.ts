import { setTimeout as pause } from 'node:timers/promises';
import { Conversation } from '../fan-out/conversation.js';
import { Cluster, MEASURED } from './cluster.js';

/** In milliseconds. Code is at its fastest only when it has run some thousand times, on each node. */
const WARM_UP = 12_000;
const SETTLE = 1000;

const ROOMS = 20;

export interface Ground {
  readonly nodes: number;
  /** On so many nodes the members of a room are. */
  readonly spread: number;
  /** Of each room. */
  readonly members: number;
  /** Messages a second, for each node. */
  readonly rate: number;
}

/** For one message: microseconds of processors, and bytes that Redis has sent. */
export interface Cost {
  /** Of all nodes together. */
  readonly nodes: number;
  readonly redis: number;
  readonly bytes: number;
  /** Deliveries that did not come. */
  readonly lost: number;
}

/** People talk in rooms at random moments. What is needed while nobody speaks does not count. */
export async function talk({ nodes, spread, members, rate }: Ground): Promise<Cost> {
  const cluster = await Cluster.start(nodes);
  try {
    const all = await cluster.gather(ROOMS, members, spread);
    await pause(SETTLE);
    const idle = await cluster.spend();
    const pace = { rate: rate * nodes };
    const conversation = new Conversation({ rooms: ROOMS, members, senders: members, pace }, all);
    const { tally } = conversation;
    const talking = conversation.run();
    await pause(WARM_UP);
    const from = performance.now();
    tally.span = { from, until: from + MEASURED };
    const busy = await cluster.spend();
    await Promise.all([talking, conversation.end()]);
    for (const member of all) member.leave();
    const sends = tally.expected / members;
    return {
      nodes: (sum(busy.nodes) - sum(idle.nodes)) / sends,
      redis: (busy.redis - idle.redis) / sends,
      bytes: (busy.sent - idle.sent) / sends,
      lost: tally.expected - tally.heard,
    };
  } finally {
    await cluster.stop();
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
