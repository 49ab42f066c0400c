import type { Author } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Clock } from '../ports/clock.js';
import type { EventBus } from '../ports/event-bus.js';

/** At most one notice a room in this many milliseconds, however many write. */
const TYPING_GAP = 1000;

/** At most this many are named. */
export const TYPING_NAMED = 20;

/** A timer that comes so late says that there is more to do than time: what it would tell is left untold. */
const LATE = 250;

/** Tells a room who is writing: the first one at once, whoever begins within a second of that together. */
export class TypingNews {
  /** Rooms that were told a moment ago, and who began since. */
  private readonly resting = new Map<RoomId, Map<UserId, Author>>();

  constructor(
    private readonly bus: EventBus,
    private readonly clock: Clock,
  ) {}

  began(room: RoomId, author: Author): void {
    const since = this.resting.get(room);
    if (!since) this.tell(room, [author]);
    else if (since.size < TYPING_NAMED) since.set(author.id, author);
  }

  private tell(room: RoomId, users: readonly Author[]): void {
    const since = new Map<UserId, Author>();
    const due = this.clock.steady() + TYPING_GAP;
    this.resting.set(room, since);
    this.bus.publish({ type: 'typing', typing: { room, users } });
    this.clock.after(TYPING_GAP, () => {
      this.resting.delete(room);
      if (since.size > 0 && this.clock.steady() - due < LATE) this.tell(room, [...since.values()]);
    });
  }
}
