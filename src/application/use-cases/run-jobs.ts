import type { Clock } from '../ports/clock.js';
import type { Job, Queue } from '../ports/queue.js';

/** How often due work is looked for, in milliseconds. */
const ROUND = 2000;

/** So long has a handler for a job; whoever took longer is taken to be gone. */
const LEASE = 60_000;

const AT_ONCE = 10;

/** After the first failure it is tried again so much later, after each further one twice as late. */
export const BACK_OFF = 10_000;

/** So often is a job tried, over almost three hours. */
export const TRIES = 10;

export type Handler = (payload: string) => Promise<void>;

/** Has due work done, and done again where it failed. */
export class RunJobs {
  constructor(
    private readonly queue: Queue,
    private readonly clock: Clock,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Begins with the jobs of the topic; the answer ends it. Work may be done twice: a handler must not mind. */
  execute(topic: string, handler: Handler): () => void {
    let ended = false;
    let next = (): void => {};
    const plan = (): void => {
      if (!ended) next = this.clock.after(ROUND, () => void this.round(topic, handler).then(plan));
    };
    plan();
    return () => {
      ended = true;
      next();
    };
  }

  private async round(topic: string, handler: Handler): Promise<void> {
    try {
      let jobs: readonly Job[];
      do {
        jobs = await this.queue.take(topic, this.clock.now(), LEASE, AT_ONCE);
        await Promise.all(jobs.map((job) => this.run(job, handler)));
      } while (jobs.length === AT_ONCE);
    } catch {
      // A store that cannot answer now keeps the work until it can.
    }
  }

  private async run(job: Job, handler: Handler): Promise<void> {
    try {
      await handler(job.payload);
    } catch (error) {
      if (job.tries < TRIES) {
        return this.queue.putOff(job, this.clock.now() + BACK_OFF * 2 ** (job.tries - 1));
      }
      this.report(error);
    }
    await this.queue.done(job);
  }
}
