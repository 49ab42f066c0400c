import { setTimeout as pause } from 'node:timers/promises';
import { RedisServer } from '../../test/support/redis-server.js';
import { furnish } from '../fan-out/furnish.js';
import { Member, type Dialect } from '../fan-out/member.js';
import { socketIoWords } from '../fan-out/peers.js';
import { ServerUnderTest } from '../fan-out/process.js';

/** In milliseconds. */
export const MEASURED = 5000;

/** Microseconds of processors, and bytes that Redis has sent. */
export interface Spent {
  /** By each. */
  readonly nodes: readonly number[];
  readonly redis: number;
  readonly sent: number;
}

/** Nodes on one Redis that keeps nothing on disk, in processes of their own. */
export class Cluster {
  private constructor(
    private readonly redis: RedisServer,
    private readonly nodes: readonly ServerUnderTest[],
  ) {}

  static async start(count: number): Promise<Cluster> {
    const redis = await RedisServer.start();
    const env = {
      HOST: '127.0.0.1',
      PORT: '0',
      REDIS_URL: redis.url,
      LIMITS: 'off',
      LOG_LEVEL: 'error',
    };
    const nodes = [];
    while (nodes.length < count) nodes.push(await ServerUnderTest.start('dist/main.js', env));
    return new Cluster(redis, nodes);
  }

  /**
   * People in rooms, room by room, those of one room on as many nodes as are given.
   *
   * @param asking how they say what they say, if not as messages.
   */
  async gather(
    rooms: number,
    members: number,
    spread: number,
    asking?: Dialect['message'],
  ): Promise<Member[]> {
    const { tokens, opened } = await furnish(this.nodes[0]!.url, rooms, rooms * members);
    const all: Member[] = [];
    for (const [room, id] of opened.entries()) {
      const entering = Array.from({ length: members }, (_, n) => {
        // Rooms begin at different nodes, so that all nodes have the same to do.
        const node = this.nodes[(room + (n % spread)) % this.nodes.length]!;
        const words = socketIoWords({ token: tokens[room * members + n] });
        return Member.enter(node.url, asking ? { ...words, message: asking } : words, id);
      });
      all.push(...(await Promise.all(entering)));
    }
    return all;
  }

  /** What is spent in the time that is measured. */
  async spend(): Promise<Spent> {
    const before = await this.spent();
    await pause(MEASURED);
    const after = await this.spent();
    return {
      nodes: after.nodes.map((node, n) => node - before.nodes[n]!),
      redis: after.redis - before.redis,
      sent: after.sent - before.sent,
    };
  }

  private async spent(): Promise<Spent> {
    const [cpu, stats] = [await this.redis.say('INFO cpu'), await this.redis.say('INFO stats')];
    const seconds = field(cpu, 'used_cpu_sys') + field(cpu, 'used_cpu_user');
    return {
      nodes: this.nodes.map((node) => node.cpu),
      redis: seconds * 1e6,
      sent: field(stats, 'total_net_output_bytes'),
    };
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()));
    await this.redis.stop();
  }
}

/** A number of what `INFO` answers. */
export const field = (info: string, name: string): number =>
  Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)![1]);
