import { setTimeout as pause } from 'node:timers/promises';
import { Cluster } from './cluster.js';

const WARM_UP = 5000;
const PEOPLE = 20;
/** Milliseconds between two changes of one of them. */
const GAP = 20;

/** For one change: microseconds of processors, and bytes that Redis has sent. */
export interface Told {
  /** Of the node on which it is made. */
  readonly own: number;
  /** Of a node that nobody is connected to whom it concerns. */
  readonly bystander: number;
  readonly redis: number;
  readonly bytes: number;
}

/** People on the first of the nodes change what all nodes are told of, though it concerns only themselves. */
export async function tell(nodes: number): Promise<Told> {
  const cluster = await Cluster.start(nodes);
  try {
    const people = await cluster.gather(1, PEOPLE, 1, (number, room) => {
      const level = number % 2 === 0 ? 'all' : 'none';
      return `42${number}${JSON.stringify(['room:notify', { room, level }])}`;
    });
    const idle = await cluster.spend();
    let over = false;
    let changes = 0;
    const changing = people.map(async (person) => {
      while (!over) {
        person.say('', () => (changes += 1));
        await pause(GAP);
      }
    });
    await pause(WARM_UP);
    changes = 0;
    const busy = await cluster.spend();
    const counted = changes;
    over = true;
    await Promise.all(changing);
    for (const person of people) person.leave();
    return {
      own: (busy.nodes[0]! - idle.nodes[0]!) / counted,
      bystander: (busy.nodes.at(-1)! - idle.nodes.at(-1)!) / counted,
      redis: (busy.redis - idle.redis) / counted,
      bytes: (busy.sent - idle.sent) / counted,
    };
  } finally {
    await cluster.stop();
  }
}
