import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ChatError } from '../../domain/chat-error.js';
import { StartupError } from '../startup-error.js';
import type { Call, Job, Operations, Outcome, Remote, Report, Task } from './calls.js';
import { Pace } from './pace.js';

/** So many calls may wait; one more is refused at once instead of late. */
const LIMIT = 10_000;

interface Waiting {
  readonly call: Call;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A worker thread with a connection, as the main thread sees it. Calls take effect in their order, in batches: a batch
 * is what queued up while the last one ran.
 */
export class SqliteThread {
  /** Why writes fail now. */
  trouble: string | undefined;
  private readonly worker: Worker;
  private waiting: Waiting[] = [];
  /** The batch that the thread runs, and the one that it finds when it is done, so that it waits for nobody under load. */
  private running: Waiting[][] = [];
  private planned = false;
  private since = 0;
  private ended: Error | undefined;
  private closing: Promise<void> | undefined;
  private readonly ends: Promise<void>;

  constructor(
    job: Job,
    private readonly pace?: Pace,
  ) {
    this.worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: job });
    this.worker.on('message', (report: Report) => report.type === 'done' && this.done(report));
    this.worker.on('error', (error) => this.end(error));
    this.ends = new Promise((resolve) => {
      this.worker.on('exit', () => {
        this.end(new Error('the thread of the database has ended'));
        resolve();
      });
    });
  }

  /** Opens the connection. Throws `StartupError` where the operator has to change something first. */
  async open(): Promise<void> {
    this.post({ type: 'open' });
    const [report] = (await once(this.worker, 'message')) as [Report];
    if (report.type === 'refused') throw new StartupError(report.reason);
  }

  /** The operations, run in the thread. They throw `unavailable` where the store cannot answer. */
  remote<T extends Operations<never>>(operations: T): Remote<T> {
    const names = Object.keys(operations);
    return Object.fromEntries(
      names.map((name) => [name, (...args: unknown[]) => this.call([name, ...args])]),
    ) as Remote<T>;
  }

  /** For how long the batch that runs now has been running, in milliseconds. */
  get stuckFor(): number {
    return this.running.length > 0 ? performance.now() - this.since : 0;
  }

  /** Ends the thread when all that was called is done. Safe to repeat. */
  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    this.ended ??= new Error('the database is closed');
    while (this.waiting.length + this.running.length > 0) {
      // A thread that fails has answered, too: `end` has told everybody.
      await Promise.race([once(this.worker, 'message'), this.ends]).catch(() => {});
    }
    this.post({ type: 'close' });
    await this.ends;
  }

  private call(call: Call): Promise<unknown> {
    if (this.ended || this.waiting.length >= LIMIT) {
      return Promise.reject(
        new ChatError('unavailable', { cause: this.ended ?? new Error('the queue is full') }),
      );
    }
    this.pace?.count();
    return new Promise((resolve, reject) => {
      this.waiting.push({ call, resolve, reject });
      if (this.running.length < 2 && this.pace?.enough(this.waiting.length)) this.run();
      else this.plan();
    });
  }

  private plan(): void {
    if (this.planned || this.running.length > 0 || this.waiting.length === 0) return;
    this.planned = true;
    const begin = () => {
      this.planned = false;
      if (this.running.length === 0 && this.waiting.length > 0) this.run();
    };
    // At the end of this turn of the event loop, so that all it brings shares a batch.
    setImmediate(() => {
      if (this.pace) this.pace.gather(() => this.waiting.length, begin);
      else begin();
    });
  }

  private run(): void {
    const batch = this.waiting;
    this.waiting = [];
    if (this.running.length === 0) this.since = performance.now();
    this.running.push(batch);
    this.post({ type: 'run', calls: batch.map(({ call }) => call) });
  }

  private done({ outcomes, trouble }: Extract<Report, { type: 'done' }>): void {
    const answered = this.running.shift() ?? [];
    this.since = performance.now();
    this.trouble = trouble;
    // Before the answers, which take a while when they are many.
    if (this.pace?.enough(this.waiting.length)) this.run();
    for (const [index, { resolve, reject }] of answered.entries()) settle(outcomes[index]!, resolve, reject);
    this.plan();
  }

  private end(error: Error): void {
    this.ended ??= error;
    this.trouble ??= error.message;
    const left = [...this.running.flat(), ...this.waiting];
    this.running = [];
    this.waiting = [];
    for (const { reject } of left) reject(new ChatError('unavailable', { cause: error }));
  }

  private post(task: Task): void {
    this.worker.postMessage(task);
  }
}

function settle(outcome: Outcome, resolve: Waiting['resolve'], reject: Waiting['reject']): void {
  if ('value' in outcome) return resolve(outcome.value);
  const { message, stack, storage } = outcome.failure;
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  reject(storage ? new ChatError('unavailable', { cause: error }) : error);
}
