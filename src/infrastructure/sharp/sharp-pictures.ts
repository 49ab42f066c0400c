import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Picture, Pictures } from '../../application/ports/pictures.js';
import { ChatError } from '../../domain/chat-error.js';
import type { Renewed } from './renew-picture.js';

/** So many may wait for the one at work. */
export const WAITING = 64;

/** After so long without work, in milliseconds, the process ends and gives its memory back. */
const IDLE = 10_000;

/** A picture that takes longer than this, in milliseconds, ends the process. */
const PATIENCE = 45_000;

/**
 * Works in a process of its own, which is there only while there is work: what decodes the pictures of strangers may
 * fail, hang or take too much memory without the server.
 */
export class SharpPictures implements Pictures {
  private waiting = 0;
  private last: Promise<unknown> = Promise.resolve();
  private child: ChildProcess | undefined;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly patience = PATIENCE) {}

  async renew(bytes: Uint8Array): Promise<Picture> {
    if (this.waiting > WAITING)
      throw new ChatError('unavailable', { cause: new Error('too many pictures wait') });
    this.waiting += 1;
    const work = this.last.then(() => this.ask(bytes));
    this.last = work.catch(() => {});
    try {
      const renewed = await work;
      if ('refused' in renewed) throw new ChatError(renewed.refused);
      return renewed.picture;
    } finally {
      this.waiting -= 1;
    }
  }

  private async ask(bytes: Uint8Array): Promise<Renewed> {
    clearTimeout(this.idle);
    const child = (this.child ??= this.start());
    // It keeps us from ending only while it works.
    child.channel?.ref();
    const patience = setTimeout(() => child.kill('SIGKILL'), this.patience).unref();
    const over = new AbortController();
    try {
      child.send(bytes, () => {});
      const first = (event: string) => once(child, event, over);
      const [answer] = (await Promise.race([first('message'), first('exit')])) as [Renewed | number | null];
      // Whatever it was that the process did not survive is nothing to show to people.
      return typeof answer === 'object' && answer ? answer : { refused: 'file.picture_invalid' };
    } catch (cause) {
      throw new ChatError('unavailable', { cause });
    } finally {
      over.abort();
      clearTimeout(patience);
      child.channel?.unref();
      this.idle = setTimeout(() => this.end(child), IDLE).unref();
    }
  }

  private start(): ChildProcess {
    const child = fork(new URL('./picture-process.js', import.meta.url), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('exit', () => this.end(child)).on('error', () => this.end(child));
    child.unref();
    return child;
  }

  private end(child: ChildProcess): void {
    if (this.child === child) this.child = undefined;
    if (child.connected) child.disconnect();
  }
}
