import type { User, UserChange, UserId } from '../../domain/user.js';

/** Keeps who there is. */
export abstract class Users {
  abstract find(id: UserId): Promise<User | undefined>;

  /** Adds a newcomer, unless a user of this id is there. */
  abstract add(user: User): Promise<void>;

  /** Changes what is given and nothing else, and answers the user as it is now. Undefined for an unknown id. */
  abstract update(id: UserId, change: UserChange): Promise<User | undefined>;
}
