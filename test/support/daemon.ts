import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A program in a process of its own that serves, and can be ended, frozen and started again. */
export class Daemon {
  private child: ChildProcess | undefined;

  /** @param ready what it says when it serves. */
  constructor(
    private readonly command: string,
    private readonly ready: RegExp,
  ) {}

  async up(args: readonly string[]): Promise<void> {
    const child = (this.child = spawn(this.command, args, { stdio: ['ignore', 'pipe', 'pipe'] }));
    await new Promise<void>((resolve, reject) => {
      let told = '';
      const hear = (data: Buffer): void => {
        told += data.toString();
        if (this.ready.test(told)) resolve();
      };
      for (const stream of [child.stdout, child.stderr]) stream.on('data', hear);
      child.once('close', () => reject(new Error(`${this.command} did not start:\n${told}`)));
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Ends it as nothing can prevent, unless it is asked to end. */
  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }
}
