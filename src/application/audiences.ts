import type { RoomId } from '../domain/room.js';
import type { User, UserId } from '../domain/user.js';
import type {
  AdmittedBecause,
  Audience,
  EndedBecause,
  EvictedBecause,
  Listening,
  MarkerMoved,
  NotifyChanged,
  Nudged,
  PresenceChanged,
  Run,
  Typing,
} from './ports/audience.js';
import type { SessionId } from './ports/sessions.js';

/** All transports of this process as one audience. What one of them throws is reported, and keeps nothing from the others. */
export class Audiences implements Audience {
  private readonly all = new Set<Audience>();

  constructor(private readonly report: (error: unknown) => void) {}

  add(audience: Audience): void {
    this.all.add(audience);
  }

  hears(room: RoomId): boolean {
    for (const audience of this.all) if (audience.hears(room)) return true;
    return false;
  }

  listening(): readonly Listening[] {
    return [...this.all].flatMap((audience) => audience.listening());
  }

  deliver(run: Run): void {
    this.each((audience) => audience.deliver(run));
  }

  admit(user: UserId, room: RoomId, because: AdmittedBecause): void {
    this.each((audience) => audience.admit(user, room, because));
  }

  evict(user: UserId, room: RoomId, because: EvictedBecause): void {
    this.each((audience) => audience.evict(user, room, because));
  }

  userChanged(user: User): void {
    this.each((audience) => audience.userChanged(user));
  }

  notifyChanged(user: UserId, changed: NotifyChanged): void {
    this.each((audience) => audience.notifyChanged(user, changed));
  }

  endSession(session: SessionId, code: EndedBecause): void {
    this.each((audience) => audience.endSession(session, code));
  }

  markerMoved(user: UserId, moved: MarkerMoved): void {
    this.each((audience) => audience.markerMoved(user, moved));
  }

  presenceChanged(changed: PresenceChanged): void {
    this.each((audience) => audience.presenceChanged(changed));
  }

  typing(typing: Typing): void {
    this.each((audience) => audience.typing(typing));
  }

  nudged(nudged: Nudged): void {
    this.each((audience) => audience.nudged(nudged));
  }

  private each(tell: (audience: Audience) => void): void {
    for (const audience of this.all) {
      try {
        tell(audience);
      } catch (error) {
        this.report(error);
      }
    }
  }
}
