import type { Cancel, Clock } from '../../application/ports/clock.js';

export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }

  steady(): number {
    return performance.now();
  }

  after(ms: number, task: () => void): Cancel {
    if (ms === 0) {
      const immediate = setImmediate(task).unref();
      return () => clearImmediate(immediate);
    }
    const timer = setTimeout(task, ms).unref();
    return () => clearTimeout(timer);
  }
}
