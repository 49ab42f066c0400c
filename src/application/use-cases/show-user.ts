import { ChatError } from '../../domain/chat-error.js';
import type { User, UserId } from '../../domain/user.js';
import type { Contacts, ContactState } from '../ports/contacts.js';
import type { Users } from '../ports/users.js';
import type { Caller } from './caller.js';

export interface ShownUser {
  readonly user: User;
  /** How the caller stands to the user. */
  readonly contact: ContactState | undefined;
}

/** Who someone is. Throws `user.not_found`. */
export class ShowUser {
  constructor(
    private readonly users: Users,
    private readonly contacts: Contacts,
  ) {}

  async execute({ caller, user: id }: { caller: Caller; user: UserId }): Promise<ShownUser> {
    const [user, contact] = await Promise.all([this.users.find(id), this.contacts.find(caller.user.id, id)]);
    if (!user) throw new ChatError('user.not_found');
    return { user, contact };
  }
}
