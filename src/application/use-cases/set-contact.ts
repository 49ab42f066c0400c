import { ChatError } from '../../domain/chat-error.js';
import type { UserId } from '../../domain/user.js';
import type { Contacts, ContactState } from '../ports/contacts.js';
import type { Users } from '../ports/users.js';
import type { Caller } from './caller.js';

export interface SetContactInput {
  readonly caller: Caller;
  readonly user: UserId;
  readonly state: ContactState | 'none';
}

/**
 * Notes whom the caller wants to hear from, and whom not, and tells nobody. Safe to repeat. Throws `user.not_found` or
 * `contact.too_many`.
 */
export class SetContact {
  constructor(
    private readonly users: Users,
    private readonly contacts: Contacts,
  ) {}

  async execute({ caller, user, state }: SetContactInput): Promise<void> {
    // Nobody stands to oneself in any way.
    if (user === caller.user.id || !(await this.users.find(user))) throw new ChatError('user.not_found');
    const set = await this.contacts.set(caller.user.id, user, state === 'none' ? undefined : state);
    if (!set) throw new ChatError('contact.too_many');
  }
}
