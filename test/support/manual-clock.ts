import type { Cancel, Clock } from '../../src/application/ports/clock.js';

interface Task {
  readonly due: number;
  readonly run: () => void;
}

/** Time that stands still until it is told to go on. */
export class ManualClock implements Clock {
  private readonly tasks = new Set<Task>();

  constructor(private time = Date.UTC(2026, 0, 1)) {}

  now(): number {
    return this.time;
  }

  steady(): number {
    return this.time;
  }

  after(ms: number, run: () => void): Cancel {
    const task = { due: this.time + ms, run };
    this.tasks.add(task);
    return () => this.tasks.delete(task);
  }

  /**
   * Goes on, running what falls due in order of time, also what is planned on the way. What a task begins without a
   * timer is done before the next one runs. With 0: the end of this turn of the event loop.
   */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settled();
    for (let task = this.next(end); task; task = this.next(end)) {
      this.tasks.delete(task);
      this.time = Math.max(this.time, task.due);
      task.run();
      await settled();
    }
    this.time = end;
  }

  private next(end: number): Task | undefined {
    let next: Task | undefined;
    for (const task of this.tasks) if (task.due <= end && (!next || task.due < next.due)) next = task;
    return next;
  }
}

/** When every promise that waits for no I/O is settled. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
