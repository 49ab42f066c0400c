import type { User, UserId } from '../../domain/user.js';

/** Whom one wants to hear from, and whom not. */
export type ContactState = 'accepted' | 'blocked';

export interface Contact {
  readonly user: User;
  readonly state: ContactState;
}

/** Nobody has more contacts than this. */
export const CONTACTS_LIMIT = 1000;

/** Keeps how each stands to others, which those do not learn. */
export abstract class Contacts {
  /** How the user stands to the other. Undefined: neither way. */
  abstract find(user: UserId, other: UserId): Promise<ContactState | undefined>;

  /** Notes it, undefined forgets it. False, and nothing is noted, for one contact too many. */
  abstract set(user: UserId, other: UserId, state: ContactState | undefined): Promise<boolean>;

  /** All of the user's contacts, as they are known now, in no order. */
  abstract list(user: UserId): Promise<readonly Contact[]>;
}
