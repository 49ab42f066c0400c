import { CONTACTS_LIMIT, type Contacts } from '../../src/application/ports/contacts.js';
import { instead, type Mutant, type Parts } from './mutants.js';

const contacts =
  (change: (parts: Parts) => Partial<Contacts>): Mutant =>
  (parts) => ({ contacts: instead<Contacts>(parts.contacts, change(parts)) });

export const contactsMutants: Record<string, Mutant> = {
  'takes every feeling for mutual': contacts(({ contacts }) => ({
    async set(user, other, state) {
      await contacts.set(other, user, state);
      return contacts.set(user, other, state);
    },
  })),
  'never thinks otherwise': contacts(({ contacts }) => ({
    set: async (user, other, state) =>
      (state !== undefined && (await contacts.find(user, other)) !== undefined) ||
      contacts.set(user, other, state),
  })),
  'forgets nobody': contacts(({ contacts }) => ({
    set: async (user, other, state) => state === undefined || contacts.set(user, other, state),
  })),
  'forgets everybody': contacts(({ data, contacts }) => ({
    set: async (user, other, state) =>
      state === undefined ? data.contacts.delete(user) || true : contacts.set(user, other, state),
  })),
  'lists those who are blocked no more': contacts(({ contacts }) => ({
    list: async (user) => (await contacts.list(user)).filter(({ state }) => state === 'accepted'),
  })),
  'has no end': contacts(({ data, contacts }) => ({
    async set(user, other, state) {
      const known = data.contacts.get(user);
      if (state === undefined || !known || known.size < CONTACTS_LIMIT)
        return contacts.set(user, other, state);
      known.set(other, state);
      return true;
    },
  })),
};
