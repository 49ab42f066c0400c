import { setTimeout as pass } from 'node:timers/promises';
import type { Proxy, Way } from './proxy.js';
import type { Random } from './random.js';
import type { ServerProcess } from './server-process.js';
import { until, type World } from './world.js';

/** A fault, from its beginning to its end. Answers what shows that it really happened. */
export interface Nemesis {
  readonly name: string;
  strike(world: World, random: Random): Promise<string | undefined>;
  /** Throws where something does not hold that must hold soon after it. */
  recovered?(world: World): Promise<void>;
}

/** Does it, and writes down when it began and ended. */
export async function strike(nemesis: Nemesis, world: World, random: Random): Promise<void> {
  const { name: fault } = nemesis;
  if (nemesis.recovered) await world.gather();
  world.recorder.write({ type: 'nemesis', fault, phase: 'start' });
  const effect = await nemesis.strike(world, random);
  world.recorder.write({ type: 'nemesis', fault, phase: 'stop', effect });
  await nemesis.recovered?.(world);
}

/** The process is gone in the middle of whatever it did; another one comes up. */
export const kill: Nemesis = {
  name: 'kill -9',
  async strike(world, random) {
    const server = random.pick(world.servers);
    const { pid } = server;
    const { signal } = await server.end('SIGKILL');
    await world.start(server);
    return signal === 'SIGKILL' && server.pid !== pid ? `pid ${pid} became ${server.pid}` : undefined;
  },
};

/** Asked to end, the server ends by itself, with nothing lost; another one comes up. */
export const restart: Nemesis = {
  name: 'SIGTERM',
  async strike(world, random) {
    const server = random.pick(world.servers);
    const { pid } = server;
    const ms = await renew(world, server);
    return `pid ${pid} became ${server.pid}, exit 0 after ${ms} ms`;
  },
};

/** Asks it to end, and starts another one. Answers how long the end took. */
export async function renew(world: World, server: ServerProcess): Promise<number> {
  const asked = performance.now();
  const { code } = await server.end('SIGTERM');
  const ms = Math.round(performance.now() - asked);
  await world.start(server);
  if (code !== 0 || ms > 10_000) throw new Error(`asked to end, the server took ${ms} ms and said ${code}`);
  return ms;
}

/** The process stands still, as a virtual machine does that is moved. */
export const pause: Nemesis = {
  name: 'SIGSTOP',
  async strike({ server }, random) {
    server.signal('SIGSTOP');
    const silent = !(await server.answers(300));
    await pass(random.between(200, 3_000));
    server.signal('SIGCONT');
    return silent ? 'it answered nothing while it stood still' : undefined;
  },
};

/** Some of the devices' ways; at least one. */
const some = (world: World, random: Random): Proxy[] => {
  const chosen = world.proxies.filter(() => random.chance(0.5));
  return chosen.length > 0 ? chosen : [random.pick(world.proxies)];
};

const counted = (proxies: readonly Proxy[], effect: keyof Proxy['effects']): number =>
  proxies.reduce((sum, proxy) => sum + proxy.effects[effect], 0);

/** A fault of the network, on some devices' ways for some time; it counts by one of the proxies' effects. */
const network = (
  name: string,
  effect: keyof Proxy['effects'],
  what: string,
  begin: (proxy: Proxy, random: Random) => void,
  [least, most]: readonly [number, number],
): Nemesis => ({
  name,
  async strike(world, random) {
    const proxies = some(world, random);
    // Right after another fault everybody may be away, and a cut would meet with nobody.
    await until(() => proxies.some(({ used }) => used), 10_000);
    const before = counted(proxies, effect);
    for (const proxy of proxies) begin(proxy, random);
    await pass(random.between(least, most));
    // In a quiet moment it lasts until somebody has met with it.
    await until(() => counted(proxies, effect) > before, 10_000);
    for (const proxy of proxies) proxy.heal();
    const count = counted(proxies, effect) - before;
    return count > 0 ? `${count} ${what}` : undefined;
  },
});

const way = (random: Random): Way => random.pick(['up', 'down'] as const);

/** Connections break, and can be made again at once. */
export const cut = network('cut', 'cut', 'connections cut', (proxy) => proxy.cut(), [0, 200]);

/** Connections break, and none can be made for a while. */
export const blackout = network(
  'blackout',
  'refused',
  'connections refused',
  (proxy) => proxy.refuse(),
  [500, 2_000],
);

/** One direction delivers nothing, and all of it later. */
export const stall = network(
  'stall',
  'held',
  'bytes held up',
  (proxy, random) => proxy.stall(way(random)),
  [1_000, 4_000],
);

export const delay = network(
  'delay',
  'slowed',
  'bytes delayed',
  (proxy, random) => proxy.delay(random.between(20, 300)),
  [1_000, 2_000],
);

export const slow = network(
  'slow line',
  'slowed',
  'bytes slowed down',
  (proxy, random) => proxy.slow(random.between(4_000, 20_000)),
  [1_000, 2_000],
);

/** Connections are reset after some bytes, amid a request or its answer. */
export const reset = network(
  'reset after k bytes',
  'cut',
  'connections reset',
  (proxy, random) => proxy.resetAfter(way(random), random.between(1, 2_000)),
  [300, 1_500],
);

/** Devices come back over a slow way, so that what is said meanwhile meets their change from polling to WebSocket. */
export const upgrade: Nemesis = {
  name: 'upgrade race',
  async strike({ devices }, random) {
    const changing = devices.filter(({ upgrades }) => upgrades);
    for (const { proxy } of changing) {
      proxy.delay(random.between(50, 250));
      proxy.cut();
    }
    await pass(3_000);
    const polling = changing.filter(({ transport }) => transport === 'polling').length;
    for (const { proxy } of changing) proxy.heal();
    const changed = await until(() => changing.every(({ transport }) => transport === 'websocket'), 10_000);
    return changed ? `${changing.length} devices changed to WebSocket, ${polling} of them late` : undefined;
  },
};

/** Somebody vanishes without a word: the server notices by itself, within 30 s. */
export const halfOpen: Nemesis = {
  name: 'half-open',
  async strike(world) {
    const { accounts } = world;
    const [eve, ann] = [accounts.get('eve')!, accounts.get('ann')!];
    for (const { proxy } of eve.devices) {
      proxy.stall('up');
      proxy.stall('down');
    }
    await pass(30_000);
    const { members } = await world.wire(ann).request('room:members', { room: 'lobby' });
    for (const { proxy } of eve.devices) proxy.heal();
    const seen = members.find(({ id }) => id === eve.id)?.presence;
    if (seen && seen !== 'offline') throw new Error('she is still shown as here after 30 s without a byte');
    return seen && 'she was shown as gone';
  },
};

/**
 * Row 1: a send whose connection is reset after each number of bytes, on the way there and on the way back. It is
 * tried again under its id until it is answered, and must stand once.
 */
export const sweep = (step: number): Nemesis => ({
  name: 'reset sweep',
  async strike(world, random) {
    const device = world.devices.find(({ name }) => name === 'ann-1')!;
    const before = device.proxy.effects.cut;
    const frames = { up: 200, down: 420 };
    for (const each of ['up', 'down'] as const) {
      for (let bytes = 1; bytes <= frames[each]; bytes += step) {
        device.proxy.resetAfter(each, bytes);
        const text = `reset ${each} after ${bytes} bytes`;
        await device.send('lobby', random.uuid(), text);
      }
    }
    device.proxy.heal();
    const resets = device.proxy.effects.cut - before;
    return resets > 0 ? `${resets} resets` : undefined;
  },
});

/** Those that a run draws from again and again, besides kills. */
export const common: readonly Nemesis[] = [restart, pause, cut, blackout, stall, delay, slow, reset];
