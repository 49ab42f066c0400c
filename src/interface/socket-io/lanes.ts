import { ChatError } from '../../domain/chat-error.js';

/** So many requests of one connection may wait for their answers. */
export const IN_FLIGHT = 256;

/** Runs the requests of one connection: those in one lane one after the other, in order of arrival. */
export class Lanes {
  private readonly tails = new Map<string, Promise<unknown>>();
  private running = 0;

  /** Settles as the task does. Throws `rate_limited` at once when too many wait. */
  async run<T>(lane: string, task: () => Promise<T>): Promise<T> {
    if (this.running >= IN_FLIGHT) throw new ChatError('rate_limited');
    this.running += 1;
    const run = (this.tails.get(lane) ?? Promise.resolve()).then(task);
    const tail = run.catch(() => undefined);
    this.tails.set(lane, tail);
    try {
      return await run;
    } finally {
      this.running -= 1;
      if (this.tails.get(lane) === tail) this.tails.delete(lane);
    }
  }
}
