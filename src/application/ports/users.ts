import type { User, UserId } from '../../domain/user.js';

/** Keeps who there is. */
export abstract class Users {
  abstract find(id: UserId): Promise<User | undefined>;

  /** Adds the user, or replaces the one of this id. */
  abstract save(user: User): Promise<void>;
}
