import type { Instant } from '../../domain/message.js';
import type { User, UserChange, UserId } from '../../domain/user.js';

/** Keeps who there is. */
export abstract class Users {
  abstract find(id: UserId): Promise<User | undefined>;

  /** Adds a newcomer, unless a user of this id is there. */
  abstract add(user: User): Promise<void>;

  /** Changes what is given and nothing else, and answers the user as it is now. Undefined for an unknown id. */
  abstract update(id: UserId, change: UserChange): Promise<User | undefined>;

  /**
   * Makes the user an administrator, or one who is none any more, and answers the user as it is now. `last`, and
   * nothing, where no other would be left who is not banned. Undefined for an unknown id.
   */
  abstract appoint(id: UserId, on: boolean): Promise<User | 'last' | undefined>;

  /**
   * Removes guests who left nothing behind: no session that lasts beyond `now`, nothing in the log of any room, and no
   * place in a room but the lobby, which they leave. Spares whoever came from the place `before` on, and answers the
   * place of the next newcomer.
   */
  abstract sweepGuests(now: Instant, before: number): Promise<number>;
}
