import type { Cancel, Clock } from '../ports/clock.js';
import type { Presence } from '../ports/presence.js';
import type { PresenceNews } from './presence-news.js';

/** How often this process says that it lives, in milliseconds. */
const EVERY = 5000;

/** Keeps true who is here, also when a process ends without a word, and tells whom that moves. */
export class KeepPresence {
  private next: Cancel = () => {};

  constructor(
    private readonly presence: Presence,
    private readonly news: PresenceNews,
    private readonly clock: Clock,
  ) {}

  /** Begins; the answer ends it. */
  execute(): () => void {
    void this.beat();
    return () => this.next();
  }

  private async beat(): Promise<void> {
    this.next = this.clock.after(EVERY, () => void this.beat());
    try {
      for (const { user, rooms, here } of await this.presence.beat()) {
        for (const room of rooms) this.news[here ? 'came' : 'went'](room, user);
      }
    } catch {
      // A store that cannot be asked now is asked the next time.
    }
  }
}
