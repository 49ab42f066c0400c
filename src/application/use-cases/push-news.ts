import type { Epoch, Position } from '../../domain/entry.js';
import type { RoomId } from '../../domain/room.js';
import type { Clock } from '../ports/clock.js';
import type { PushSubscriptions } from '../ports/push-subscriptions.js';
import type { Queue } from '../ports/queue.js';

/** The topic of its jobs. */
export const PUSH = 'push';

/** Whoever reads a message within so many milliseconds is told nothing of it. */
export const PUSH_AFTER = 5000;

/** Before its end nothing more is to be noted of a room: what is waiting by then does for all that was said. */
const NOTED = PUSH_AFTER - 1000;

/** How often is looked whether anybody has subscribed: who did a moment ago, at another process, is connected. */
const LOOK = PUSH_AFTER;

/**
 * What was said in a room since a position is to be told, or that just the next message was recalled; `only` at one
 * endpoint, where that failed before.
 */
export interface News {
  readonly room: RoomId;
  readonly epoch: Epoch;
  readonly after: number;
  readonly recalled?: true;
  readonly only?: string;
}

/**
 * Has `PushMessages` tell, some seconds later, of what this process wrote: whoever writes it says so here, for a bus may
 * tell of a room only those who listen. One job does for all that is said in a room meanwhile. Where nobody has
 * subscribed, nothing is done.
 */
export class PushNews {
  private wanted = false;
  private looked = -LOOK;
  private looking: Promise<unknown> = Promise.resolve();
  private readonly noted = new Set<string>();

  constructor(
    private readonly subscriptions: PushSubscriptions,
    private readonly queue: Queue,
    private readonly clock: Clock,
  ) {}

  /** Somebody has subscribed. */
  want(): void {
    this.wanted = true;
  }

  /** Nobody waits for it, and nothing fails with it: the message is safe, and unread when its reader comes. */
  said(room: RoomId, { epoch, seq }: Position): void {
    const key = `${room} ${epoch}`;
    this.ifWanted(async () => {
      if (this.noted.has(key)) return;
      this.noted.add(key);
      this.clock.after(NOTED, () => this.noted.delete(key));
      await this.keep({ room, epoch, after: seq - 1 }, key);
    }).catch(() => this.noted.delete(key));
  }

  /** As `said`: the seq is of the message. */
  recalled(room: RoomId, { epoch, seq }: Position): void {
    this.ifWanted(() => this.keep({ room, epoch, after: seq - 1, recalled: true })).catch(() => {});
  }

  /** Throws `unavailable`. */
  keep(news: News, key?: string): Promise<void> {
    const due = this.clock.now() + PUSH_AFTER;
    return this.queue.put({ topic: PUSH, key, payload: JSON.stringify(news), due });
  }

  private async ifWanted(put: () => Promise<void>): Promise<void> {
    if (!this.wanted && this.clock.steady() - this.looked >= LOOK) {
      this.looked = this.clock.steady();
      this.looking = this.subscriptions.any().then((any) => any && this.want());
    }
    await this.looking;
    if (this.wanted) await put();
  }
}
