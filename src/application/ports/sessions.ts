import type { Instant } from '../../domain/message.js';
import type { User, UserId } from '../../domain/user.js';

export type SessionId = string;

/** A device on which someone is signed in. Its token is known only to that device. */
export interface Session {
  readonly id: SessionId;
  readonly user: UserId;
  /** `Secrets.digest` of the token. */
  readonly token: string;
  /** What the device says of itself, such as `Firefox, Linux`; empty where it says nothing. */
  readonly device: string;
  readonly createdAt: Instant;
  /** When it was last used, to the hour. */
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
}

export abstract class Sessions {
  /**
   * Adds the session, whose id and token are new, and removes some of those that have expired by `now`: more than it
   * adds, as long as there are any, and never so many that it takes long.
   */
  abstract add(session: Session, now: Instant): Promise<void>;

  /** Notes that a session is used, and moves its end. One that was ended stays so. */
  abstract touch(id: SessionId, seenAt: Instant, expiresAt: Instant): Promise<void>;

  /** The session with this token digest and its user, whether expired or not, unless it is removed. */
  abstract findByToken(token: string): Promise<{ session: Session; user: User } | undefined>;

  /** The user's sessions that last beyond `now`, those used last first. */
  abstract of(user: UserId, now: Instant): Promise<readonly Session[]>;

  /** Removes it. False where there was none. */
  abstract end(id: SessionId): Promise<boolean>;

  /** Removes all of the user's sessions but one, if one is to stay, and names those removed. */
  abstract endAll(user: UserId, but?: SessionId): Promise<readonly SessionId[]>;
}
