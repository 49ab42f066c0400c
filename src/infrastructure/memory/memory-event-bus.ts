import type { EventBus, Notice } from '../../application/ports/event-bus.js';

/** Carries notices within one process, at once and in order. */
export class MemoryEventBus implements EventBus {
  private readonly listeners = new Set<(notice: Notice) => void>();

  /** @param report is told what a listener throws; the other listeners never notice. */
  constructor(private readonly report: (error: unknown) => void = () => {}) {}

  publish(notice: Notice): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(notice);
      } catch (error) {
        this.report(error);
      }
    }
  }

  subscribe(listener: (notice: Notice) => void): () => void {
    // A function of its own, so that subscribing one listener twice counts twice.
    const own = (notice: Notice) => listener(notice);
    this.listeners.add(own);
    return () => this.listeners.delete(own);
  }
}
