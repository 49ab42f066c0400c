import { setTimeout } from 'node:timers/promises';
import { freePort } from './free-port.js';
import { RedisServer } from './redis-server.js';

const SLOTS = 16_384;

async function member(): Promise<{ server: RedisServer; bus: number }> {
  const bus = await freePort();
  return { server: await RedisServer.start('--cluster-enabled', 'yes', '--cluster-port', String(bus)), bus };
}

/** Three primaries of these tests' own. */
export class RedisCluster {
  private constructor(readonly servers: readonly RedisServer[]) {}

  static async start(): Promise<RedisCluster> {
    const [first, ...others] = [await member(), await member(), await member()] as const;
    const servers = [first, ...others].map(({ server }) => server);
    for (const [i, server] of servers.entries()) {
      const from = Math.floor((i * SLOTS) / servers.length);
      const to = Math.floor(((i + 1) * SLOTS) / servers.length) - 1;
      await server.say(`CLUSTER ADDSLOTSRANGE ${from} ${to}`);
      await server.say(`CLUSTER SET-CONFIG-EPOCH ${i + 1}`);
    }
    for (const { server, bus } of others)
      await first.server.say(`CLUSTER MEET 127.0.0.1 ${server.port} ${bus}`);
    const cluster = new RedisCluster(servers);
    // Each tells the others in its own time, and nobody else.
    while (!(await cluster.agrees())) await setTimeout(50);
    return cluster;
  }

  get url(): string {
    return `redis+cluster://${this.servers.map(({ port }) => `127.0.0.1:${port}`).join(',')}`;
  }

  async empty(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.say('FLUSHALL')));
  }

  async stop(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.stop()));
  }

  private async agrees(): Promise<boolean> {
    const told = await Promise.all(this.servers.map((server) => server.say('CLUSTER INFO')));
    return told.every((info) => info.includes('cluster_state:ok') && info.includes('cluster_known_nodes:3'));
  }
}
