import type { Event } from '../checker/history.js';

type Without<E, Key extends PropertyKey> = E extends unknown ? Omit<E, Key> : never;
type Beginning = Extract<Event, { type: 'send' | 'open' | 'leave' | 'mark' | 'change' }>;

/** Writes the history, by one monotonic clock. */
export class Recorder {
  readonly history: Event[] = [];
  private op = 0;
  private stamp = 0;

  write(event: Without<Event, 't'>): void {
    // Two events at one reading of the clock keep their order.
    this.stamp = Math.max(performance.now(), this.stamp + 1e-6);
    this.history.push({ ...event, t: this.stamp } as Event);
  }

  /** The number under which its end is written. */
  begin(event: Without<Beginning, 't' | 'op'>): number {
    this.op += 1;
    this.write({ ...event, op: this.op } as Without<Event, 't'>);
    return this.op;
  }
}
