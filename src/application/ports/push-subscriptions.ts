import type { NotifyLevel } from '../../domain/membership.js';
import type { Instant } from '../../domain/message.js';
import type { QuietHours } from '../../domain/quiet-hours.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { SessionId } from './sessions.js';

/** Where a browser is reached that is not connected, and the keys that only it can read by. */
export interface PushSubscription {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** A member of a room, of whom one device can be reached. */
export interface Subscriber {
  readonly user: UserId;
  readonly notify: NotifyLevel;
  readonly quiet: QuietHours | null;
  /** Up to where the member has read, or may not see. */
  readonly marker: number;
  readonly subscription: PushSubscription;
}

/** Keeps which devices want to be told of messages. A subscription ends with its session. */
export abstract class PushSubscriptions {
  /** Takes the place of what the session had, and of what any other had at this endpoint. Nothing for an unknown session. */
  abstract add(session: SessionId, subscription: PushSubscription): Promise<void>;

  /** Safe to repeat. */
  abstract remove(session: SessionId): Promise<void>;

  /** Forgets an endpoint that is not there any more. Safe to repeat. */
  abstract drop(endpoint: string): Promise<void>;

  /** Whether there is a subscription at all. */
  abstract any(): Promise<boolean>;

  /**
   * At most `limit` of the room's members with a subscription, whose session lasts beyond `now`, in order of their
   * endpoints, all of which are greater than `after`.
   */
  abstract inRoom(room: RoomId, now: Instant, after: string, limit: number): Promise<readonly Subscriber[]>;
}
