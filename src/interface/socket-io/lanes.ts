import { ChatError } from '../../domain/chat-error.js';

/** So many requests of one connection may wait for their answers. */
export const IN_FLIGHT = 256;

interface Lane {
  /** Settles when everything so far is done. */
  readonly all: Promise<unknown>;
  /** Settles when everything so far that does not overlap is done. */
  readonly alone: Promise<unknown>;
}

/**
 * Runs the requests of one connection: those in one lane in order of arrival, one after the other. Requests that
 * overlap begin in that order, and wait only for what does not.
 */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();
  private running = 0;

  /** Settles as the task does. Throws `rate_limited` at once when too many wait. */
  async run<T>(name: string, overlaps: boolean, task: () => Promise<T>): Promise<T> {
    if (this.running >= IN_FLIGHT) throw new ChatError('rate_limited');
    this.running += 1;
    const lane = this.lanes.get(name) ?? { all: Promise.resolve(), alone: Promise.resolve() };
    const run = (overlaps ? lane.alone : lane.all).then(task);
    const done = run.catch(() => undefined);
    const all = overlaps ? Promise.all([lane.all, done]) : done;
    this.lanes.set(name, { all, alone: overlaps ? lane.alone : done });
    void all.then(() => this.lanes.get(name)?.all === all && this.lanes.delete(name));
    try {
      return await run;
    } finally {
      this.running -= 1;
    }
  }
}
