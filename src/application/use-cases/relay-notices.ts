import type { RoomId } from '../../domain/room.js';
import type { Audience } from '../ports/audience.js';
import type { EventBus, Notice } from '../ports/event-bus.js';
import type { FollowRooms } from './follow-rooms.js';

/** Brings control and ephemera from the bus to this process's connections. Entries have their own way. */
export class RelayNotices {
  constructor(
    private readonly bus: EventBus,
    private readonly audience: Audience,
    private readonly followRooms: FollowRooms,
  ) {}

  /** Begins; the answer ends it. */
  execute(): () => void {
    return this.bus.subscribe((notice) => this.relay(notice));
  }

  private relay(notice: Notice): void {
    switch (notice.type) {
      case 'entries':
        return;
      case 'admitted':
        this.audience.admit(notice.user, notice.room, notice.because);
        return this.follow(notice.room);
      case 'evicted':
        return this.audience.evict(notice.user, notice.room, notice.because);
      case 'user-changed':
        return this.audience.userChanged(notice.user);
      case 'notify-changed':
        return this.audience.notifyChanged(notice.user, notice.changed);
      case 'session-ended':
        return this.audience.endSession(notice.session, notice.code);
      case 'marker-moved':
        return this.audience.markerMoved(notice.user, notice.moved);
      case 'presence-changed':
        return this.audience.presenceChanged(notice.changed);
      case 'typing':
        return this.audience.typing(notice.typing);
      case 'nudged':
        return this.audience.nudged(notice.nudged);
    }
  }

  /** Whoever was admitted reads the room next, and waits for this then. */
  private follow(room: RoomId): void {
    if (!this.audience.hears(room)) return;
    this.followRooms.execute([room]).catch(() => {
      // Reading tries again, and says so.
    });
  }
}
