import type { RoomId } from '../../domain/room.js';
import type { Audience } from '../ports/audience.js';
import type { Cancel, Clock } from '../ports/clock.js';
import type { EventBus } from '../ports/event-bus.js';

/** How often is looked which rooms nobody listens to any more, and how long one may lack listeners, in milliseconds. */
const ROUND = 60_000;

/** Has this process told of the rooms that somebody listens to here, and of no others for long. */
export class FollowRooms {
  private readonly asked = new Map<RoomId, number>();
  private next: Cancel = () => {};

  constructor(
    private readonly bus: EventBus,
    private readonly audience: Audience,
    private readonly clock: Clock,
  ) {}

  /** Before somebody listens to the rooms: what is read when this resolves joins what is heard. */
  async execute(rooms: readonly RoomId[]): Promise<void> {
    const now = this.clock.steady();
    for (const room of rooms) this.asked.set(room, now);
    await this.bus.follow(rooms);
  }

  /** Begins to let go of rooms that nobody listens to; the answer ends it. */
  begin(): () => void {
    this.next = this.clock.after(ROUND, () => this.letGo());
    return () => this.next();
  }

  private letGo(): void {
    this.begin();
    const late = this.clock.steady() - ROUND;
    const idle = [...this.asked].flatMap(([room, asked]) =>
      asked <= late && !this.audience.hears(room) ? [room] : [],
    );
    for (const room of idle) this.asked.delete(room);
    if (idle.length > 0) this.bus.unfollow(idle);
  }
}
