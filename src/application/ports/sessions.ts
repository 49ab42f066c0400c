import type { Instant } from '../../domain/message.js';
import type { User, UserId } from '../../domain/user.js';

export type SessionId = string;

/** A device on which someone is signed in. Its token is known only to that device. */
export interface Session {
  readonly id: SessionId;
  readonly user: UserId;
  /** `Secrets.digest` of the token. */
  readonly token: string;
  readonly expiresAt: Instant;
}

export abstract class Sessions {
  /**
   * Adds the session, whose id and token are new, and removes some of those that have expired by `now`: more than it
   * adds, as long as there are any, and never so many that it takes long.
   */
  abstract add(session: Session, now: Instant): Promise<void>;

  /** Moves the end of a session. One that was ended stays so. */
  abstract prolong(id: SessionId, expiresAt: Instant): Promise<void>;

  /** The session with this token digest and its user, whether expired or not, unless it is removed. */
  abstract findByToken(token: string): Promise<{ session: Session; user: User } | undefined>;

  /** Removes it. False where there was none. */
  abstract end(id: SessionId): Promise<boolean>;
}
