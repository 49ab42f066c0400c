import type { RoomId } from '../domain/room.js';
import type { User, UserId } from '../domain/user.js';
import type { Audience, EndedBecause, MarkerMoved, PresenceChanged, Run } from './ports/audience.js';
import type { SessionId } from './ports/sessions.js';

/** All transports of this process as one audience. */
export class Audiences implements Audience {
  private readonly all = new Set<Audience>();

  add(audience: Audience): void {
    this.all.add(audience);
  }

  hears(room: RoomId): boolean {
    for (const audience of this.all) if (audience.hears(room)) return true;
    return false;
  }

  deliver(run: Run): void {
    for (const audience of this.all) audience.deliver(run);
  }

  admit(user: UserId, room: RoomId): void {
    for (const audience of this.all) audience.admit(user, room);
  }

  evict(user: UserId, room: RoomId): void {
    for (const audience of this.all) audience.evict(user, room);
  }

  rename(user: User): void {
    for (const audience of this.all) audience.rename(user);
  }

  endSession(session: SessionId, code: EndedBecause): void {
    for (const audience of this.all) audience.endSession(session, code);
  }

  markerMoved(user: UserId, moved: MarkerMoved): void {
    for (const audience of this.all) audience.markerMoved(user, moved);
  }

  presenceChanged(changed: PresenceChanged): void {
    for (const audience of this.all) audience.presenceChanged(changed);
  }
}
