import { CONTACTS_LIMIT } from '../../src/application/ports/contacts.js';
import { User } from '../../src/domain/user.js';
import type { Contract } from '../support/contract.js';
import { ann, bob, cem, type Stores } from './stores.js';

async function withPeople({ users, contacts }: Stores): Promise<Stores['contacts']> {
  for (const user of [ann, bob, cem]) await users.add(user);
  return contacts;
}

export const contactsContract: Contract<Stores> = {
  'knows how one stands to another, and not the other way round': async (stores) => {
    const contacts = await withPeople(stores);
    expect(await contacts.set('ann', 'bob', 'accepted')).toBe(true);
    expect(await contacts.set('ann', 'cem', 'blocked')).toBe(true);
    expect(await contacts.find('ann', 'bob')).toBe('accepted');
    expect(await contacts.find('ann', 'cem')).toBe('blocked');
    expect(await contacts.find('bob', 'ann')).toBeUndefined();
    expect(await contacts.find('bob', 'cem')).toBeUndefined();
  },

  'lets one think otherwise': async (stores) => {
    const contacts = await withPeople(stores);
    await contacts.set('ann', 'bob', 'accepted');
    await contacts.set('ann', 'bob', 'blocked');
    expect(await contacts.find('ann', 'bob')).toBe('blocked');
    expect(await contacts.list('ann')).toHaveLength(1);
  },

  'forgets one contact, once and again, and no other': async (stores) => {
    const contacts = await withPeople(stores);
    await contacts.set('ann', 'bob', 'accepted');
    await contacts.set('ann', 'cem', 'blocked');
    await contacts.set('bob', 'cem', 'accepted');
    expect(await contacts.set('ann', 'bob', undefined)).toBe(true);
    expect(await contacts.set('ann', 'bob', undefined)).toBe(true);
    expect(await contacts.find('ann', 'bob')).toBeUndefined();
    expect(await contacts.find('ann', 'cem')).toBe('blocked');
    expect(await contacts.find('bob', 'cem')).toBe('accepted');
  },

  'lists the contacts of one, as they are now': async (stores) => {
    const contacts = await withPeople(stores);
    await contacts.set('ann', 'bob', 'accepted');
    await contacts.set('ann', 'cem', 'blocked');
    await contacts.set('bob', 'cem', 'accepted');
    await stores.users.update('bob', { nickname: 'Bobby' });
    const list = await contacts.list('ann');
    expect(list).toHaveLength(2);
    expect(list).toContainEqual({ user: { ...bob, nickname: 'Bobby' }, state: 'accepted' });
    expect(list).toContainEqual({ user: cem, state: 'blocked' });
    expect(await contacts.list('cem')).toEqual([]);
  },

  'takes so many of one, and not one more': async (stores) => {
    const contacts = await withPeople(stores);
    const others = Array.from({ length: CONTACTS_LIMIT }, (_, n) => User.guest(`user-${n}`, 'X'));
    await Promise.all(others.map((other) => stores.users.add(other)));
    const taken = await Promise.all(others.map(({ id }) => contacts.set('ann', id, 'accepted')));
    expect(new Set(taken)).toEqual(new Set([true]));
    expect(await contacts.set('ann', 'bob', 'blocked')).toBe(false);
    expect(await contacts.find('ann', 'bob')).toBeUndefined();
    expect(await contacts.set('ann', 'user-7', 'blocked')).toBe(true);
    expect(await contacts.set('bob', 'ann', 'blocked')).toBe(true);
  },
};
