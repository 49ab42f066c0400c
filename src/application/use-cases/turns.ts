import type { Appended, Guard } from '../ports/room-log.js';

/**
 * Turns to append, each behind the last that was taken for the same key, and yet without waiting for it to be stored:
 * the log keeps the order in which appends are begun. What could break the order is a decision made anew, so appends
 * are under way together only if they were decided on the same ground. Then whatever makes one stale makes all behind it
 * stale, too, for ground that is lost never comes back.
 */
export class Turns {
  private readonly last = new Map<string, Turn>();

  /** Takes the next turn and begins the work at once. */
  take<T>(key: string, work: (turn: Turn) => Promise<T>): Promise<T> {
    const ahead = this.last.get(key);
    const turn = new Turn(ahead);
    this.last.set(key, turn);
    const done = work(turn);
    turn.over = Promise.allSettled([ahead?.over, done]).then(() => {
      turn.ahead = undefined;
      if (this.last.get(key) === turn) this.last.delete(key);
    });
    return done;
  }
}

export class Turn {
  /** Settles when this turn and all ahead of it are done. */
  over: Promise<void> | undefined;
  /** What the last append of this turn was decided on. */
  private ground: Guard | undefined;

  constructor(public ahead: Turn | undefined) {}

  /** Begins the append behind those of the turns ahead. */
  async append(guard: Guard, begin: () => Promise<Appended>): Promise<Appended> {
    if (this.ahead && !same(this.ahead.ground, guard)) await this.ahead.over;
    this.ground = guard;
    return begin();
  }
}

const same = (one: Guard | undefined, other: Guard): boolean =>
  one?.room === other.room && one.member === other.member;
