import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { temporaryFolder } from './temporary-folder.js';

const MAIN = 'dist/main.js';

/** The built server, in a process of its own that can be killed and started again. */
export class ServerProcess {
  private readonly folder = temporaryFolder();
  private child: ChildProcess | undefined;
  private port = 0;

  private constructor(private readonly env: Readonly<Record<string, string>>) {}

  static async start(env: Readonly<Record<string, string>> = { STORE: 'memory' }): Promise<ServerProcess> {
    if (!existsSync(MAIN)) throw new Error(`${MAIN} is missing: run npm run build first.`);
    const server = new ServerProcess(env);
    await server.up();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Listens where it did before, once it did. */
  async up(): Promise<void> {
    const child = (this.child = spawn(process.execPath, [MAIN], {
      env: {
        PATH: process.env['PATH'],
        HOST: '127.0.0.1',
        PORT: String(this.port),
        DATA_DIR: this.folder.path,
        ...this.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    }));
    let told = '';
    child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    for await (const line of createInterface(child.stdout)) {
      told += `${line}\n`;
      const [, port] = /ready at http:\/\/[\d.]+:(\d+)/.exec(line) ?? [];
      if (port === undefined) continue;
      this.port = Number(port);
      child.stdout.resume();
      return;
    }
    throw new Error(`The server did not start:\n${told}`);
  }

  /** Ends it as nothing can prevent: it has no time for a last word. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
    this.folder.remove();
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }
}
