import { setTimeout as pass } from 'node:timers/promises';
import { renew, type Nemesis } from './nemesis.js';
import type { Proxy } from './proxy.js';
import type { Random } from './random.js';
import type { ServerProcess } from './server-process.js';
import { ready } from './store-nemesis.js';
import { until, type World } from './world.js';

/** What was said meanwhile is heard so soon after a fault, in milliseconds, and nobody has to connect anew for it. */
const RETURN = 2_000;

/** A process that has ended without a word is noticed by then, in milliseconds. */
const GHOST = 30_000;

interface Chosen {
  /** Something befalls this one. */
  readonly server: ServerProcess;
  /** Its way to Redis. */
  readonly way: Proxy;
  /** Nothing befalls these. */
  readonly others: readonly ServerProcess[];
}

function choose({ servers, redis }: World, random: Random): Chosen {
  const at = random.between(0, servers.length - 1);
  return { server: servers[at]!, way: redis!.ways[at]!, others: servers.filter((_, i) => i !== at) };
}

/** Nobody says more where this was said: whoever has not heard it has to notice by himself. */
async function heard(world: World): Promise<void> {
  if (await until(() => world.heardQuietly, RETURN)) return;
  throw new Error(`what was said meanwhile was not heard by all within ${RETURN} ms`);
}

/** One server after the other is asked to end, and another one takes its place. */
export const rolling: Nemesis = {
  name: 'rolling restart',
  async strike(world) {
    const took: number[] = [];
    for (const server of world.servers) took.push(await renew(world, server));
    return `all exited with 0, after ms ${took.join(', ')}`;
  },
};

/** One server stands still for so many milliseconds, and goes on with what it knew. */
export const standstill = (ms: number): Nemesis => ({
  name: `a server stopped for ${ms / 1000} s`,
  async strike(world, random) {
    const { server, others } = choose(world, random);
    server.signal('SIGSTOP');
    const silent = !(await server.answers(300));
    await pass(ms);
    await world.sayQuietly(random.pick(others));
    server.signal('SIGCONT');
    return silent ? 'it answered nothing while it stood still' : undefined;
  },
  recovered: heard,
});

/** One server cannot reach Redis: it says so, the others notice nothing, and then it reads what it has missed. */
export const cutOff: Nemesis = {
  name: 'a server cut off from Redis',
  async strike(world, random) {
    const { server, way, others } = choose(world, random);
    const { cut } = way.effects;
    way.refuse();
    try {
      if (!(await until(async () => !(await ready(server)), 5_000)))
        throw new Error('it is ready without Redis');
      for (const other of others) if (!(await ready(other))) throw new Error('another one is not ready');
      await pass(random.between(500, 3_000));
      await world.sayQuietly(random.pick(others));
    } finally {
      way.heal();
    }
    return way.effects.cut > cut ? `${way.effects.cut - cut} connections cut` : undefined;
  },
  recovered: heard,
};

/** What one server asks of Redis gets there, or the answers do, and nothing the other way. */
export const halfCutOff: Nemesis = {
  name: 'one way between a server and Redis stalled',
  async strike(world, random) {
    const { way, others } = choose(world, random);
    const { held } = way.effects;
    way.stall(random.pick(['up', 'down'] as const));
    await pass(random.between(1_000, 7_000));
    await world.sayQuietly(random.pick(others));
    way.heal();
    return way.effects.held > held ? `${way.effects.held - held} bytes held up` : undefined;
  },
  recovered: heard,
};

/** Somebody vanishes, and with her all servers that knew her: those after them notice it within the time. */
export const ghost: Nemesis = {
  name: 'all servers of somebody who is gone killed',
  async strike(world) {
    const { accounts, servers } = world;
    const [eve, ann] = [accounts.get('eve')!, accounts.get('ann')!];
    for (const { proxy } of eve.devices) {
      proxy.stall('up');
      proxy.stall('down');
    }
    for (const server of servers) {
      await server.end('SIGKILL');
      await world.start(server);
    }
    const began = performance.now();
    const gone = await until(async () => {
      const { members } = await world.wire(ann).request('room:members', { room: 'lobby' });
      return members.some(({ id, presence }) => id === eve.id && presence === 'offline');
    }, GHOST);
    for (const { proxy } of eve.devices) proxy.heal();
    if (!gone) throw new Error(`she is still shown as here after ${GHOST} ms`);
    return `shown as gone after ${Math.round(performance.now() - began)} ms`;
  },
};
