import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { temporaryFolder } from '../test/support/temporary-folder.js';

type Place = 'sqlite' | 'memory' | `redis:${string}`;

/** The built server, in a process of its own that tells how late its event loop runs. */
export class MeasuredServer {
  private readonly folder = temporaryFolder();
  private child: ChildProcess | undefined;
  url = '';

  private constructor(private readonly place: Place) {}

  /** @param place the store, or the address of a Redis. */
  static async start(place: Place): Promise<MeasuredServer> {
    const server = new MeasuredServer(place);
    await server.up();
    return server;
  }

  get dataDir(): string {
    return this.folder.path;
  }

  /** Listens where it did before, once it did. */
  async up(): Promise<void> {
    const main = ['--import', './bench/loop-delay.mjs', 'dist/main.js'];
    const port = this.url === '' ? '0' : new URL(this.url).port;
    const { place, dataDir } = this;
    const store = place === 'sqlite' || place === 'memory' ? { STORE: place } : { REDIS_URL: place };
    const settings = { ...store, DATA_DIR: dataDir, LIMITS: 'off', LOG_LEVEL: 'error' };
    const child = (this.child = spawn(process.execPath, main, {
      env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: port, ...settings },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    }));
    this.url = await new Promise<string>((resolve, reject) => {
      let output = '';
      child.stdout!.on('data', (data: Buffer) => {
        output += data.toString();
        const [, found] = /ready at (\S+)\n/.exec(output) ?? [];
        if (found !== undefined) resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    });
  }

  /** Lets someone in; the answer is the token. */
  async guest(nickname: string): Promise<string> {
    const answer = await fetch(`${this.url}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ nickname }),
    });
    const { token } = (await answer.json()) as { token: string };
    return token;
  }

  /** How late the event loop ran since this was asked last, at p99 and in milliseconds. */
  async loopDelay(): Promise<number> {
    this.child!.send('how late?');
    const [{ p99 }] = (await once(this.child!, 'message')) as [{ p99: number }];
    return p99;
  }

  async kill(): Promise<void> {
    const closed = once(this.child!, 'close');
    this.child!.kill('SIGKILL');
    await closed;
  }

  async remove(): Promise<void> {
    await this.kill();
    this.folder.remove();
  }
}
