import type { Cancel, Clock } from '../ports/clock.js';
import type { Users } from '../ports/users.js';

/** How often is swept, in milliseconds. */
const EVERY = 60 * 60 * 1000;

/** Lets guests go who left nothing behind, once their sessions are over, so that no passer-by is kept for ever. */
export class SweepGuests {
  private next: Cancel = () => {};
  /** Who came since the last time is spared: a newcomer is there for a moment before the first session is. */
  private before = 0;

  constructor(
    private readonly users: Users,
    private readonly clock: Clock,
  ) {}

  /** Begins; the answer ends it. */
  execute(): () => void {
    this.next = this.clock.after(EVERY, () => void this.sweep());
    return () => this.next();
  }

  private async sweep(): Promise<void> {
    this.execute();
    try {
      this.before = await this.users.sweepGuests(this.clock.now(), this.before);
    } catch {
      // A store that cannot be written to now is swept the next time.
    }
  }
}
