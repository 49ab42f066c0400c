import type { Hits, SearchWanted } from '../../src/application/ports/search.js';
import type { Message } from '../../src/domain/message.js';
import { fold, type Query } from '../../src/domain/query.js';
import { instead, type Mutant, type Parts } from './mutants.js';

type Find = (wanted: SearchWanted) => Promise<Hits>;

const find =
  (change: (find: Find, parts: Parts) => Find): Mutant =>
  (parts) => ({
    search: instead(parts.search, { find: change((wanted) => parts.search.find(wanted), parts) }),
  });

/** Looks for something else than is wanted. */
const asked = (change: (query: Query) => Partial<Query>): Mutant =>
  find((find) => (wanted) => find({ ...wanted, query: { ...wanted.query, ...change(wanted.query) } }));

/** Finds those by whose text it goes in another way than it should. */
const byText = (fits: (text: string, term: string) => boolean): Mutant =>
  find((find) => async (wanted) => {
    const { terms } = wanted.query;
    const { hits } = await find({ ...wanted, limit: 1000, query: { ...wanted.query, terms: [] } });
    const left = hits.filter(({ message }) => terms.every((term) => fits(message.text, term)));
    return { hits: left.slice(0, wanted.limit), partial: false };
  });

/** Finds what is given as if the user were a member of every room who sees all of it. */
const everywhere = (which: (from: number) => boolean): Mutant =>
  find((find, { data }) => async (wanted) => {
    for (const record of data.rooms.values()) {
      const membership = record.members.get(wanted.user);
      if (membership && which(membership.from)) record.members.set(wanted.user, { ...membership, from: 0 });
    }
    return find(wanted);
  });

const changed = (change: (message: Message) => Partial<Message>): Mutant =>
  find((find) => async (wanted) => {
    const { hits, ...rest } = await find(wanted);
    return {
      ...rest,
      hits: hits.map((hit) => ({ ...hit, message: { ...hit.message, ...change(hit.message) } })),
    };
  });

/** Makes other messages of those that are kept. */
function alter({ rooms }: Parts['data'], change: (message: Message) => Partial<Message>): void {
  for (const { entries } of rooms.values()) {
    for (const [at, entry] of entries.entries()) {
      if (entry.type !== 'message.sent') continue;
      entries[at] = { ...entry, message: { ...entry.message, ...change(entry.message) } };
    }
  }
}

const words = (text: string): readonly string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

export const searchMutants: Record<string, Mutant> = {
  'finds whole words only': byText((text, term) => words(text).includes(term)),
  'finds three characters or more': asked(({ terms }) => ({
    terms: terms.filter((term) => term.length > 2),
  })),
  'finds letters inside words': byText((text, term) => fold(text).includes(term)),
  'finds words by the script in which they begin': byText((text, term) =>
    words(text).some((word) => word.startsWith(term)),
  ),
  'looks at the text as it was written': byText((text, term) => text.includes(term)),
  'looks past accents': byText((text, term) =>
    fold(text.normalize('NFD').replace(/\p{M}/gu, '')).includes(term.normalize('NFD').replace(/\p{M}/gu, '')),
  ),
  'sees letters and digits alone': byText((text, term) =>
    words(text).join(' ').includes(words(term).join(' ')),
  ),
  'finds what holds any of the words': find((find) => async (wanted) => {
    const { terms } = wanted.query;
    if (terms.length < 2) return find(wanted);
    const one = (term: string) => find({ ...wanted, query: { ...wanted.query, terms: [term] } });
    const hits = (await Promise.all(terms.map(one))).flatMap((found) => found.hits);
    return { hits: hits.slice(0, wanted.limit), partial: false };
  }),
  'knows longer words by their beginning': asked(({ terms }) => ({
    terms: terms.map((term) => term.slice(0, 24)),
  })),
  'knows operators': asked(({ terms }) => ({
    terms: terms.filter((term) => term !== 'or' && term !== 'and'),
  })),
  'answers the oldest first': find((find) => async (wanted) => {
    const { hits, ...rest } = await find(wanted);
    return { ...rest, hits: hits.toReversed() };
  }),
  'answers room by room': find((find) => async (wanted) => {
    const { hits, ...rest } = await find(wanted);
    return { ...rest, hits: hits.toSorted((a, b) => (a.room < b.room ? -1 : 1)) };
  }),
  'answers without end': find((find) => (wanted) => find({ ...wanted, limit: 1000 })),
  'pages by how many were seen': find((find) => async (wanted) => {
    const from = Number(wanted.cursor?.split('#')[1] ?? 0);
    const { hits } = await find({ ...wanted, cursor: undefined, limit: 1000 });
    const more = hits.length > from + wanted.limit;
    return {
      hits: hits.slice(from, from + wanted.limit),
      ...(more && { cursor: `page#${from + wanted.limit}` }),
      partial: false,
    };
  }),
  'begins anew by a cursor that it does not know': find((find) => async (wanted) => {
    const page = await find(wanted);
    return page.hits.length > 0 ? page : find({ ...wanted, cursor: undefined });
  }),
  'finds what everybody may read': find((find, { data }) => async (wanted) => {
    for (const record of data.rooms.values())
      if (record.room.listed && !record.members.has(wanted.user)) record.join(wanted.user, 0, {});
    return find(wanted);
  }),
  'finds what was before a member': everywhere((from) => from > 0),
  'looks everywhere': find((find) => (wanted) => find({ ...wanted, room: undefined })),
  'does not know rooms by their names': asked(() => ({ in: [] })),
  'does not know who spoke': asked(() => ({ from: [] })),
  'knows people by the nickname of then': ({ users, data }) => ({
    users: instead(users, { update: async (id) => data.users.get(id) }),
  }),
  'forgets what members said who have left': find((find, { data }) => async (wanted) => {
    const { hits, ...rest } = await find(wanted);
    return {
      ...rest,
      hits: hits.filter(({ room, message }) => data.rooms.get(room)!.members.has(message.author.id)),
    };
  }),
  'does not see links': asked(() => ({ has: [] })),
  'takes every file for a picture': asked(({ has }) => ({
    has: has.map((feature) => (feature === 'image' ? 'file' : feature)),
  })),
  'does not know when': find((find) => ({ query, ...wanted }) => {
    const { after: _after, before: _before, ...rest } = query;
    return find({ ...wanted, query: rest });
  }),
  'finds what a message said once': find((find, { data }) => async (wanted) => {
    alter(data, ({ editedAt, text }) => ({ text: editedAt === undefined ? text : 'old word' }));
    return find(wanted);
  }),
  'finds what was recalled': find((find, { data }) => async (wanted) => {
    alter(data, () => ({ recalledAt: undefined }));
    return find(wanted);
  }),
  'does not know who looks': changed(({ reactions }) => ({
    ...(reactions && { reactions: reactions.map(({ mine: _mine, ...rest }) => rest) }),
  })),
  'answers the text in its searchable form': changed(({ text }) => ({ text: fold(text) })),
};
