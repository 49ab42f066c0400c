import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Daemon } from './daemon.js';
import { freePort } from './free-port.js';
import { temporaryFolder } from './temporary-folder.js';

export const redisIsThere = spawnSync('redis-server', ['--version']).status === 0;

/** Where redis-server is missing: skipped by name; a failure where nothing may be skipped. Outside of Jest there is none. */
export const describeRedis =
  redisIsThere || process.env['CI'] === 'true' ? globalThis.describe : globalThis.describe?.skip;

/** A Redis of these tests' own, that can be ended, frozen and started again with what it has kept. */
export class RedisServer {
  private readonly folder = temporaryFolder();
  private readonly daemon = new Daemon('redis-server', /Ready to accept connections|Sentinel ID is/);

  private constructor(
    readonly port: number,
    private readonly options: readonly string[],
  ) {}

  /** @param options of redis-server, beside those of a server on a port of its own that keeps nothing for a next start. */
  static async start(...options: string[]): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), options);
    await server.up();
    return server;
  }

  get url(): `redis://${string}` {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Watches over the primary on the port, and has its replica take its place when it is gone for half a second. */
  static async watch(name: string, port: number): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), []);
    const config = join(server.folder.path, 'sentinel.conf');
    const lines = [
      `sentinel monitor ${name} 127.0.0.1 ${port} 1`,
      `sentinel down-after-milliseconds ${name} 500`,
      `sentinel failover-timeout ${name} 5000`,
    ];
    writeFileSync(config, `${lines.join('\n')}\n`);
    await server.daemon.up([config, '--sentinel', '--port', String(server.port), '--bind', '127.0.0.1']);
    return server;
  }

  async up(): Promise<void> {
    const given = [
      '--port',
      String(this.port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--dir',
      this.folder.path,
    ];
    await this.daemon.up([...given, ...this.options]);
  }

  /** Says a command, as redis-cli does, and answers what comes back. */
  async say(command: string): Promise<string> {
    const socket = connect(this.port, '127.0.0.1');
    try {
      await once(socket, 'connect');
      socket.write(`${command}\r\n`);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      return answer.toString();
    } finally {
      socket.destroy();
    }
  }

  async empty(): Promise<void> {
    await this.say('FLUSHALL');
  }

  signal(signal: NodeJS.Signals): void {
    this.daemon.signal(signal);
  }

  /** Ends it as nothing can prevent, unless it is asked to end. */
  async kill(signal?: 'SIGTERM'): Promise<void> {
    await this.daemon.kill(signal);
  }

  async stop(): Promise<void> {
    await this.kill();
    this.folder.remove();
  }
}
