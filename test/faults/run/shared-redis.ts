import { RedisServer } from '../../support/redis-server.js';
import { until } from './world.js';
import { Proxy } from './proxy.js';

/** It forgets nothing that it has answered. */
const LASTING = ['--appendonly', 'yes', '--appendfsync', 'always'];

/** The Redis of several servers, each of which has a way of its own to it. */
export class SharedRedis {
  private constructor(
    /** The primary of now. */
    public server: RedisServer,
    readonly ways: readonly Proxy[],
  ) {}

  static async start(nodes: number): Promise<SharedRedis> {
    const ways: Proxy[] = [];
    const redis = new SharedRedis(await RedisServer.start(...LASTING), ways);
    for (let i = 0; i < nodes; i += 1) ways.push(await Proxy.listen(() => redis.server.port));
    return redis;
  }

  /** Lets another one follow the primary, over a way that can be cut. */
  async follow(): Promise<{ replica: RedisServer; way: Proxy }> {
    const { port } = this.server;
    const way = await Proxy.listen(() => port);
    const replica = await RedisServer.start(...LASTING);
    await replica.say(`REPLICAOF 127.0.0.1 ${way.port}`);
    const online = async () => (await this.server.say('INFO replication')).includes('state=online');
    if (!(await until(online, 20_000))) throw new Error('the replica did not catch up');
    return { replica, way };
  }

  /** The replica takes the place of a primary that is gone. */
  async promote(replica: RedisServer): Promise<void> {
    await replica.say('REPLICAOF NO ONE');
    this.server = replica;
  }

  async stop(): Promise<void> {
    for (const way of this.ways) way.close();
    await this.server.stop();
  }
}
