import type { Instant } from '../../domain/message.js';

/** Takes back what was planned. Safe to call again, and after it has run. */
export type Cancel = () => void;

/** Time, so that tests can drive it by hand. */
export abstract class Clock {
  /** The time of day. It may jump; order never depends on it. */
  abstract now(): Instant;

  /** Milliseconds of a clock that only goes forward. Its zero means nothing. */
  abstract steady(): number;

  /**
   * Runs the task once, `ms` milliseconds from now; with 0, when what this turn of the event loop brought is
   * handled. A pending task does not keep the process alive.
   */
  abstract after(ms: number, task: () => void): Cancel;
}
