import type { User, UserId } from '../../domain/user.js';
import type { Login, Username } from '../../domain/username.js';

export interface Account {
  readonly user: User;
  /** What `PasswordHasher` keeps of the password. */
  readonly password: string;
}

export type Claimed =
  | { readonly status: 'claimed'; readonly user: User }
  | { readonly status: 'username_taken' }
  /** The user has an account, or is none. */
  | { readonly status: 'no_guest' };

/** Keeps by which names and passwords users sign in. */
export abstract class Accounts {
  /**
   * Makes a guest an account under the next number. Of two usernames that look alike one is claimed, the other is
   * `username_taken`. A refusal changes nothing and uses no number up.
   */
  abstract claim(user: UserId, username: Username, password: string): Promise<Claimed>;

  abstract find(by: Login | { readonly id: UserId }): Promise<Account | undefined>;

  /** Keeps another password from now on. False where there is no such account. */
  abstract changePassword(user: UserId, password: string): Promise<boolean>;
}
