/** A commit waits at most this many milliseconds for company, and only when there is much to commit. */
const GAP = 5;
/** So many calls are company enough. */
const ENOUGH = 50;
/** So many calls within one gap are much. */
const BUSY = 16;

/**
 * When to begin a batch. In a quiet room at once. Under load a little later, so that a commit serves more calls:
 * when enough of them wait, when a millisecond brings no more, or after the gap.
 */
export class Pace {
  private stretch = 0;
  private current = 0;
  private previous = 0;

  /** A call came. */
  count(): void {
    this.turn();
    this.current += 1;
  }

  /** Whether so many calls need not wait for more. */
  enough(queued: number): boolean {
    return queued >= ENOUGH;
  }

  /** Begins as soon as the queue has gathered enough. */
  gather(queued: () => number, begin: () => void, waited = 0): void {
    const seen = queued();
    if (this.enough(seen) || waited >= GAP || !this.busy()) return begin();

    const since = performance.now();
    setTimeout(() => {
      if (queued() === seen) begin();
      else this.gather(queued, begin, waited + performance.now() - since);
    }, 1);
  }

  private busy(): boolean {
    this.turn();
    return Math.max(this.current, this.previous) >= BUSY;
  }

  private turn(): void {
    const stretch = Math.floor(performance.now() / GAP);
    if (stretch === this.stretch) return;
    this.previous = stretch === this.stretch + 1 ? this.current : 0;
    this.current = 0;
    this.stretch = stretch;
  }
}
