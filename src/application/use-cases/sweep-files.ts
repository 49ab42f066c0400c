import type { Blobs } from '../ports/blobs.js';
import type { Cancel, Clock } from '../ports/clock.js';
import type { Files } from '../ports/files.js';

/** How often is swept, in milliseconds. */
const EVERY = 60 * 60 * 1000;

/** So long a file may wait for its message, in milliseconds: a day. */
export const UNSENT_LIFE = 24 * 60 * 60 * 1000;

/** Lets go of files that were never sent, and of the bytes of those that are gone with their messages. */
export class SweepFiles {
  private next: Cancel = () => {};

  constructor(
    private readonly files: Files,
    private readonly blobs: Blobs,
    private readonly clock: Clock,
  ) {}

  /** Begins; the answer ends it. */
  execute(): () => void {
    this.next = this.clock.after(EVERY, () => void this.sweep());
    return () => this.next();
  }

  private async sweep(): Promise<void> {
    try {
      await this.files.dropUnsent(this.clock.now() - UNSENT_LIFE);
      await this.blobs.sweep((digests) => this.files.unused(digests));
    } catch {
      // A store that cannot be written to now is swept the next time.
    }
    // Only now: one that takes long is not joined by another.
    this.execute();
  }
}
