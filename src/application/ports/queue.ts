import type { Instant } from '../../domain/message.js';

export interface NewJob {
  /** What kind of work it is. */
  readonly topic: string;
  /** Names what the work is about, where one job about it is enough. */
  readonly key?: string | undefined;
  readonly payload: string;
  readonly due: Instant;
}

export interface Job {
  readonly id: string;
  readonly payload: string;
  /** How often it was taken, this time included. */
  readonly tries: number;
}

/** Work to be done later, at least once, in no promised order. It is kept until it is done. */
export abstract class Queue {
  /**
   * Keeps a job, as durable as the store promises when this resolves. Where one of its topic and key waits that nobody
   * has taken yet, that one does for both.
   */
  abstract put(job: NewJob): Promise<void>;

  /**
   * At most `limit` jobs of the topic that are due by `now`, each for this caller alone for `lease` milliseconds. What is
   * neither done nor put off by then is due again: its caller is taken to be gone.
   */
  abstract take(topic: string, now: Instant, lease: number, limit: number): Promise<readonly Job[]>;

  /** Forgets the job. Changes nothing where it was taken anew since. */
  abstract done(job: Job): Promise<void>;

  /** The job is due again then. Changes nothing where it was taken anew since. */
  abstract putOff(job: Job, due: Instant): Promise<void>;
}
