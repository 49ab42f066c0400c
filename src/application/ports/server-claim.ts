import type { User, UserId } from '../../domain/user.js';

/** How the first administrator comes to be: whoever read what the server printed knows the token. */
export abstract class ServerClaim {
  /** The token that claims the server: the first that was ever proposed. Undefined once somebody has used it. */
  abstract token(proposed: string): Promise<string | undefined>;

  /** Makes the user an administrator, once, for the token. Undefined for another token, and when it was used. */
  abstract claim(token: string, user: UserId): Promise<User | undefined>;
}
