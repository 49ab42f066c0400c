import type { EventBus, Notice } from '../../application/ports/event-bus.js';
import { Listeners } from '../listeners.js';

/** Carries notices within one process, at once and in order. */
export class MemoryEventBus implements EventBus {
  private readonly listeners: Listeners<Notice>;

  /** @param report is told what a listener throws; the other listeners never notice. */
  constructor(report?: (error: unknown) => void) {
    this.listeners = new Listeners(report);
  }

  publish(notice: Notice): void {
    this.listeners.tell(notice);
  }

  /** All is told to this one process. */
  async follow(): Promise<void> {}

  unfollow(): void {}

  subscribe(listener: (notice: Notice) => void): () => void {
    return this.listeners.add(listener);
  }

  /** Nothing is ever missed. */
  onMissed(): void {}
}
