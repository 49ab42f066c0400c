import {
  CONTACTS_LIMIT,
  type Contact,
  type Contacts,
  type ContactState,
} from '../../application/ports/contacts.js';
import type { UserId } from '../../domain/user.js';
import type { MemoryData } from './memory-data.js';

export class MemoryContacts implements Contacts {
  constructor(private readonly data: MemoryData) {}

  async find(user: UserId, other: UserId): Promise<ContactState | undefined> {
    return this.of(user).get(other);
  }

  async set(user: UserId, other: UserId, state: ContactState | undefined): Promise<boolean> {
    const contacts = this.of(user);
    if (state === undefined) return contacts.delete(other) || true;
    if (contacts.size >= CONTACTS_LIMIT && !contacts.has(other)) return false;
    this.data.contacts.set(user, contacts.set(other, state));
    return true;
  }

  async list(user: UserId): Promise<readonly Contact[]> {
    return Array.from(this.of(user), ([other, state]) => ({ user: this.data.users.get(other)!, state }));
  }

  private of(user: UserId): Map<UserId, ContactState> {
    return this.data.contacts.get(user) ?? new Map();
  }
}
