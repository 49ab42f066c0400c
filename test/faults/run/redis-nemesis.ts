import { setTimeout as pass } from 'node:timers/promises';
import type { Nemesis } from './nemesis.js';
import { lobby, ready, turnedAway } from './store-nemesis.js';
import { until, type World } from './world.js';

/** After Redis is back everybody hears again so soon, in milliseconds, and on the connections that they had. */
const RETURN = 2_000;

/** Something befalls Redis, and when it is over, all is as before. Answers what shows that it happened. */
const outage = (
  name: string,
  befall: (world: World, ms: number) => Promise<string | undefined>,
): Nemesis => ({
  name,
  strike: (world, random) => befall(world, random.between(300, 3_000)),
  recovered: heard,
});

async function heard({ recorder: { history }, devices }: World): Promise<void> {
  const began = history.findLastIndex((event) => event.type === 'nemesis' && event.phase === 'start');
  const ended = history.findLastIndex((event) => event.type === 'nemesis');
  const silent = new Set(devices.map(({ name }) => name));
  let read = ended;
  const spoken = (): boolean => {
    for (; read < history.length; read += 1) {
      const event = history[read]!;
      if (event.type === 'shown' && event.via === 'live') silent.delete(event.device);
    }
    return silent.size === 0;
  };
  if (!(await until(spoken, RETURN))) {
    throw new Error(`${[...silent].join(', ')} heard nothing within ${RETURN} ms`);
  }
  // A stream ends also when its user leaves the room.
  const sockets = new Set(devices.flatMap(({ name, streams }) => (streams ? [] : [name])));
  for (const event of history.slice(began)) {
    if (event.type === 'disconnected' && sockets.has(event.device))
      throw new Error(`${event.device} lost its connection`);
  }
}

/** Gone in the middle of its scripts, and back with all that it has answered. */
const ended = (name: string, signal?: 'SIGTERM'): Nemesis =>
  outage(name, async ({ redis, recorder }, ms) => {
    const since = recorder.history.length;
    await redis!.server.kill(signal);
    await pass(ms);
    await redis!.server.up();
    const unclear = recorder.history.slice(since).filter(({ type }) => type === 'unclear').length;
    return unclear > 0 ? `${unclear} requests without a clear answer` : undefined;
  });

export const redisKilled = ended('Redis killed');
export const redisRestarted = ended('Redis restarted', 'SIGTERM');

export const redisStopped = outage('Redis stopped', async ({ redis }, ms) => {
  redis!.server.signal('SIGSTOP');
  const silent = redis!.server.say('PING').then(
    () => false,
    () => false,
  );
  const stood = await Promise.race([silent, pass(ms, true)]);
  redis!.server.signal('SIGCONT');
  return stood ? 'it answered nothing meanwhile' : undefined;
});

export const redisPaused = outage('CLIENT PAUSE', async ({ redis }, ms) => {
  const said = await redis!.server.say(`CLIENT PAUSE ${ms} ALL`);
  const began = performance.now();
  await redis!.server.say('PING');
  const paused = performance.now() - began;
  return said === '+OK\r\n' && paused > ms / 2 ? `paused for ${Math.round(paused)} ms` : undefined;
});

/** No room for another message: sends are refused, everything can be read, and with room again all is well. */
export const redisFull = outage('Redis out of memory', async (world, ms) => {
  const { server } = world.redis!;
  const since = world.recorder.history.length;
  await server.say('CONFIG SET maxmemory 1mb');
  try {
    if (!(await until(() => turnedAway(world, since) > 0, 10_000))) return undefined;
    const caller = world.wire(world.accounts.get('bob')!);
    await caller.request('room:history', { room: 'lobby' });
    await caller.request('room:list', {});
    for (const each of world.servers) {
      if (await ready(each)) throw new Error('ready, while nothing can be written');
    }
    await pass(ms);
  } finally {
    await server.say('CONFIG SET maxmemory 0');
  }
  return `${turnedAway(world, since)} tries turned away`;
});

/** Redis breaks off all connections of a kind, again and again. */
const broken = (kind: 'normal' | 'pubsub'): Nemesis =>
  outage(`CLIENT KILL TYPE ${kind}`, async ({ redis }, ms) => {
    let killed = 0;
    for (const end = performance.now() + ms; performance.now() < end; await pass(100)) {
      const [, count = '0'] = /^:(\d+)/.exec(await redis!.server.say(`CLIENT KILL TYPE ${kind}`)) ?? [];
      killed += Number(count);
    }
    return killed > 0 ? `${killed} connections killed` : undefined;
  });

export const commandsBroken = broken('normal');
export const hearingBroken = broken('pubsub');

/** A replica that has lagged behind takes the place of its primary: what was acknowledged last is gone, and nobody is lied to. */
export const failover: Nemesis = {
  name: 'failover without the tail',
  async strike(world, random) {
    const { redis, recorder } = world;
    const { replica, way } = await redis!.follow();
    const to = performance.now();
    // What was acknowledged before that gets there.
    await pass(300);
    way.stall('down');
    const since = recorder.history.length;
    await pass(random.between(500, 2_000));
    const before = await lobby(world);
    await redis!.server.stop();
    // What it has answered last is still on its way.
    await pass(500);
    recorder.write({ type: 'rollback', to });
    const lost = recorder.history.slice(since).filter(({ type }) => type === 'acked').length;
    way.close();
    await redis!.promote(replica);
    const renewed = async () => (await lobby(world).catch(() => before)).epoch !== before.epoch;
    if (!(await until(renewed, 10_000))) throw new Error('the lobby goes on in the epoch that it had');
    return `${lost} acknowledged messages gone`;
  },
};
