import { spawnSync } from 'node:child_process';
import { Daemon } from './daemon.js';
import { freePort } from './free-port.js';
import { redisIsThere } from './redis-server.js';

const natsIsThere = spawnSync('nats-server', ['--version']).status === 0;

/** Where one of both is missing: skipped by name; a failure where nothing may be skipped. */
export const describeNats =
  (redisIsThere && natsIsThere) || process.env['CI'] === 'true' ? describe : describe.skip;

/** A NATS of these tests' own. */
export class NatsServer {
  private readonly daemon = new Daemon('nats-server', /Server is ready/);

  private constructor(
    private readonly port: number,
    private readonly options: readonly string[],
  ) {}

  /** @param options of nats-server, beside those of a server on a port of its own. */
  static async start(...options: string[]): Promise<NatsServer> {
    const server = new NatsServer(await freePort(), options);
    await server.up();
    return server;
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`;
  }

  up(): Promise<void> {
    return this.daemon.up(['--addr', '127.0.0.1', '--port', String(this.port), ...this.options]);
  }

  signal(signal: NodeJS.Signals): void {
    this.daemon.signal(signal);
  }

  kill(): Promise<void> {
    return this.daemon.kill();
  }
}
