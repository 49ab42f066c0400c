import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** Ticks a second of the times in /proc: the same on every Linux. */
const TICKS = 100;

/** A server in a process of its own, whose cost is what the kernel says. */
export class ServerUnderTest {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** Runs the script, which says where it is ready. */
  static async start(script: string, env: Readonly<Record<string, string>> = {}): Promise<ServerUnderTest> {
    const child = spawn(process.execPath, [script], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await new Promise<string>((resolve, reject) => {
      let told = '';
      child.stdout.on('data', (data: Buffer) => {
        told += data.toString();
        const [, found] = /ready at (\S+)\n/.exec(told) ?? [];
        if (found !== undefined) resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
    });
    return new ServerUnderTest(child, url);
  }

  /** The time that all its threads have had of a processor so far, in microseconds. */
  get cpu(): number {
    const [, rest] = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').split(') ');
    const [user, system] = rest!.split(' ').slice(11, 13);
    return ((Number(user) + Number(system)) / TICKS) * 1e6;
  }

  /** What it has of memory, in KiB. */
  get memory(): number {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s*(\d+)/.exec(status)![1]);
  }

  async stop(): Promise<void> {
    const closed = once(this.child, 'close');
    this.child.kill('SIGKILL');
    await closed;
  }
}
