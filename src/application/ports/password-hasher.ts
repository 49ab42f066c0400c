/** Turns passwords into what may be kept of them. It takes its time, on purpose, and is never in anybody's way. */
export abstract class PasswordHasher {
  /** What is kept of a password: another each time, from which it cannot be found. */
  abstract hash(password: string): Promise<string>;

  /**
   * Whether this is kept of that password. For nothing kept it answers false, and takes as long as for anything.
   * Both throw `unavailable` at once where so many wait that an answer would come too late.
   */
  abstract verify(kept: string | undefined, password: string): Promise<boolean>;
}
