import type { Contact, Contacts } from '../ports/contacts.js';
import type { Caller } from './caller.js';

/** Everybody whom the caller has accepted or blocked. */
export class ListContacts {
  constructor(private readonly contacts: Contacts) {}

  execute({ caller }: { caller: Caller }): Promise<readonly Contact[]> {
    return this.contacts.list(caller.user.id);
  }
}
