/** What a server makes once, at its first start, and keeps for ever. */
export abstract class Keepsakes {
  /** The value of this name: the first that was ever proposed, also among processes. */
  abstract keep(name: string, proposed: string): Promise<string>;
}
