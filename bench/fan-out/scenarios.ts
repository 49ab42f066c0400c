import { setTimeout as pause } from 'node:timers/promises';
import { Conversation, type Talk } from './conversation.js';
import type { Member } from './member.js';
import type { Ground, Peer } from './peers.js';

const WARM_UP = 1000;
const MEASURED = 4000;
/** So many enter at a time. */
const AT_ONCE = 100;

/** What one run has measured. Times are in milliseconds. */
export interface Measured {
  /** CPU of the server, in microseconds: for each delivery, or each connection. */
  readonly cpu: number;
  readonly perSecond?: number;
  readonly p50?: number | undefined;
  readonly p99?: number | undefined;
  readonly ackP50?: number | undefined;
  readonly lost?: number;
  readonly repeated?: number;
  readonly reordered?: number;
  /** For each connection, in KiB. */
  readonly memory?: number;
}

export interface Scenario {
  readonly name: string;
  readonly about: string;
  run(peer: Peer): Promise<Measured>;
}

/** Everybody, room by room. */
async function gather(ground: Ground, members: number): Promise<Member[]> {
  const places = ground.rooms.flatMap((room) => Array.from({ length: members }, () => room));
  const all: Member[] = [];
  while (all.length < places.length) {
    const next = places.slice(all.length, all.length + AT_ONCE);
    all.push(...(await Promise.all(next.map((room) => ground.enter(room)))));
  }
  return all;
}

async function talk(about: Talk, peer: Peer): Promise<Measured> {
  const { rooms, members } = about;
  const ground = await peer.prepare(rooms, rooms * members);
  try {
    const all = await gather(ground, members);
    const conversation = new Conversation(about, all);
    const { tally } = conversation;
    const talking = conversation.run();
    await pause(WARM_UP);
    const from = performance.now();
    tally.span = { from, until: from + MEASURED };
    const before = { cpu: ground.server.cpu, deliveries: tally.deliveries };
    await pause(MEASURED);
    const deliveries = tally.deliveries - before.deliveries;
    const cpu = ground.server.cpu - before.cpu;
    const seconds = (performance.now() - from) / 1000;
    await Promise.all([talking, conversation.end()]);
    for (const member of all) member.leave();
    return {
      cpu: cpu / deliveries,
      perSecond: deliveries / seconds,
      p50: tally.latency.percentile(50),
      p99: tally.latency.percentile(99),
      ackP50: tally.acks.percentile(50),
      lost: tally.expected - tally.heard,
      repeated: tally.repeated,
      reordered: tally.reordered,
    };
  } finally {
    await ground.close();
  }
}

/** Everybody enters one room, and stays there without a word. */
async function connections(count: number, peer: Peer): Promise<Measured> {
  const ground = await peer.prepare(1, count);
  try {
    const before = { cpu: ground.server.cpu, memory: ground.server.memory };
    const all = await gather(ground, count);
    const cpu = ground.server.cpu - before.cpu;
    await pause(WARM_UP);
    const memory = ground.server.memory - before.memory;
    for (const member of all) member.leave();
    return { cpu: cpu / count, memory: memory / count };
  } finally {
    await ground.close();
  }
}

export const scenarios: readonly Scenario[] = [
  {
    name: 'room',
    about: '1,000 in a room, 50 messages a second',
    run: (peer) => talk({ rooms: 1, members: 1000, senders: 1, pace: { rate: 50 } }, peer),
  },
  {
    name: 'saturated',
    about: '1,000 in a room, one of them with 64 messages in flight',
    run: (peer) => talk({ rooms: 1, members: 1000, senders: 1, pace: { inFlight: 64 } }, peer),
  },
  {
    name: 'rooms',
    about: '200 rooms of 10, everybody says something once a second',
    run: (peer) => talk({ rooms: 200, members: 10, senders: 10, pace: { rate: 2000 } }, peer),
  },
  {
    name: 'alone',
    about: 'one alone, 500 messages a second',
    run: (peer) => talk({ rooms: 1, members: 1, senders: 1, pace: { rate: 500 } }, peer),
  },
  {
    name: 'connections',
    about: '2,000 connect and enter a room',
    run: (peer) => connections(2000, peer),
  },
];
