import type { Account, Accounts } from '../../src/application/ports/accounts.js';
import type { Session, Sessions } from '../../src/application/ports/sessions.js';
import type { Users } from '../../src/application/ports/users.js';
import { User } from '../../src/domain/user.js';
import { instead, type Mutant, type Parts } from './mutants.js';

const users =
  (change: (parts: Parts) => Partial<Users>): Mutant =>
  (parts) => ({ users: instead<Users>(parts.users, change(parts)) });

const accounts =
  (change: (parts: Parts) => Partial<Accounts>): Mutant =>
  (parts) => ({ accounts: instead<Accounts>(parts.accounts, change(parts)) });

const sessions =
  (change: (parts: Parts) => Partial<Sessions>): Mutant =>
  (parts) => ({ sessions: instead<Sessions>(parts.sessions, change(parts)) });

export const usersMutants: Record<string, Mutant> = {
  'trims nicknames to letters': users((parts) => ({
    add: (user) => parts.users.add({ ...user, nickname: user.nickname.replace(/\W/gu, '') }),
  })),
  'dismisses the last administrator': users(({ users }) => ({
    appoint: (id, on) => users.update(id, { admin: on }),
  })),
  'finds users whatever the case': users((parts) => ({ find: (id) => parts.users.find(id.toLowerCase()) })),
  'keeps the last of an id': users(({ data }) => ({
    add: async (user) => void data.users.set(user.id, user),
  })),
  'gives a nickname to one user only': users(({ data, users }) => ({
    async add(user) {
      for (const other of data.users.values())
        if (other.nickname === user.nickname) data.users.delete(other.id);
      await users.add(user);
    },
  })),
  'answers the user of before': users(({ users }) => ({
    async update(id, change) {
      const before = await users.find(id);
      await users.update(id, change);
      return before;
    },
  })),
  'changes one thing at most': users(({ users }) => ({
    update: (id, change) => users.update(id, Object.fromEntries(Object.entries(change).slice(0, 1))),
  })),
  'puts all else back to how it began': users(({ users }) => ({
    update: (id, change) => users.update(id, { ...User.guest(id, 'Ann'), ...change }),
  })),
  'changes everybody': users(({ data, users }) => ({
    async update(id, change) {
      for (const other of [...data.users.keys()]) await users.update(other, change);
      return users.update(id, change);
    },
  })),
  'reads, waits and writes': users(({ data, users }) => ({
    async update(id, change) {
      const user = await users.find(id);
      if (!user) return undefined;
      await new Promise((resolve) => setImmediate(resolve));
      data.users.set(id, { ...user, ...change });
      return users.find(id);
    },
  })),
  'sweeps nobody': users(() => ({ sweepGuests: async (_now, before) => before + 1 })),
  'sweeps all guests': users(({ data }) => ({
    async sweepGuests() {
      for (const { id, kind } of [...data.users.values()]) if (kind === 'guest') data.users.delete(id);
      return data.users.size + 1;
    },
  })),
  'remembers the contacts of who is gone': users(({ data, users }) => ({
    async sweepGuests(...given) {
      const before = new Map([...data.contacts].map(([id, contacts]) => [id, new Map(contacts)]));
      const place = await users.sweepGuests(...given);
      for (const [id, contacts] of before) data.contacts.set(id, contacts);
      return place;
    },
  })),
  'makes up whom it does not know': users(({ users }) => ({
    async update(id, change) {
      await users.add(User.guest(id, 'Somebody'));
      return users.update(id, change);
    },
  })),
};

export const accountsMutants: Record<string, Mutant> = {
  'claims for nobody': accounts(() => ({ claim: async () => ({ status: 'no_guest' }) })),
  'claims twice for one user': accounts(({ data, accounts }) => ({
    async claim(id, username, password) {
      const user = data.users.get(id);
      if (user) data.users.set(id, { ...user, kind: 'guest' });
      return accounts.claim(id, username, password);
    },
  })),
  'compares usernames by their letters': accounts(({ data, accounts }) => ({
    async claim(id, username, password) {
      const claimed = await accounts.claim(id, username, password);
      const same = [...data.users.values()].some((user) => user.username === username);
      if (claimed.status !== 'username_taken' || same) return claimed;
      const user = { ...data.users.get(id)!, kind: 'account', username, number: 1 } as const;
      data.users.set(id, user);
      return { status: 'claimed', user };
    },
  })),
  'looks for the username before it waits': accounts(({ data, accounts }) => ({
    async claim(id, username, password) {
      const taken = [...data.users.values()].some((user) => user.username === username);
      await new Promise((resolve) => setImmediate(resolve));
      if (taken) return { status: 'username_taken' };
      const claimed = await accounts.claim(id, username, password);
      if (claimed.status !== 'username_taken') return claimed;
      return {
        status: 'claimed',
        user: { ...data.users.get(id)!, kind: 'account', username, number: 10_002 },
      };
    },
  })),
  'uses numbers up': accounts(({ data, accounts }) => {
    let used = 0;
    return {
      async claim(...asked) {
        const claimed = await accounts.claim(...asked);
        if (claimed.status !== 'claimed') {
          used += 1;
          return claimed;
        }
        const user = { ...claimed.user, number: claimed.user.number! + used };
        data.users.set(user.id, user);
        return { status: 'claimed', user };
      },
    };
  }),
  'gives one number to all': accounts(({ data, accounts }) => ({
    async claim(...asked) {
      const claimed = await accounts.claim(...asked);
      if (claimed.status !== 'claimed') return claimed;
      const user = { ...claimed.user, number: 10_001 };
      data.users.set(user.id, user);
      return { status: 'claimed', user };
    },
  })),
  'makes another user of a guest': accounts(({ data, accounts }) => ({
    async claim(...asked) {
      const claimed = await accounts.claim(...asked);
      if (claimed.status !== 'claimed') return claimed;
      const user = { ...claimed.user, nickname: claimed.user.username! };
      data.users.set(user.id, user);
      return { status: 'claimed', user };
    },
  })),
  'finds by a part of the username': accounts(({ data, accounts }) => ({
    async find(by) {
      if (!('username' in by)) return accounts.find(by);
      const found = [...data.users.values()].find(({ username }) => username?.startsWith(by.username));
      return found && accounts.find({ id: found.id });
    },
  })),
  'finds guests': accounts(({ data, accounts }) => ({
    find: async (by): Promise<Account | undefined> =>
      'id' in by && data.users.has(by.id)
        ? { user: data.users.get(by.id)!, password: '' }
        : accounts.find(by),
  })),
  'remembers the user of then': accounts(({ accounts }) => {
    const then = new Map<string, User>();
    return {
      async claim(...asked) {
        const claimed = await accounts.claim(...asked);
        if (claimed.status === 'claimed') then.set(claimed.user.id, claimed.user);
        return claimed;
      },
      async find(by) {
        const found = await accounts.find(by);
        return found && { ...found, user: then.get(found.user.id)! };
      },
    };
  }),
  'keeps the first password': accounts(() => ({ changePassword: async () => true })),
  'changes the passwords of all': accounts(({ data, accounts }) => ({
    async changePassword(user, password) {
      const changed = await accounts.changePassword(user, password);
      for (const id of [...data.passwords.keys()]) data.passwords.set(id, password);
      return changed;
    },
  })),
  'gives guests a password': accounts(({ data }) => ({
    async changePassword(user, password) {
      data.passwords.set(user, password);
      return true;
    },
  })),
};

export const sessionsMutants: Record<string, Mutant> = {
  'finds somebody’s session': sessions(({ data, sessions }) => ({
    async findByToken() {
      const last = [...data.sessions.values()].at(-1);
      return last && sessions.findByToken(last.token);
    },
  })),
  'hides expired sessions': sessions(({ sessions }) => ({
    async findByToken(token) {
      const found = await sessions.findByToken(token);
      return found && found.session.expiresAt > 1000 ? found : undefined;
    },
  })),
  'keeps the user of then': sessions(({ data, sessions }) => {
    const then = new Map<string, User>();
    return {
      async add(session, now) {
        then.set(session.user, data.users.get(session.user)!);
        await sessions.add(session, now);
      },
      async findByToken(token) {
        const found = await sessions.findByToken(token);
        return found && { ...found, user: then.get(found.user.id)! };
      },
    };
  }),
  'notes no use': sessions(() => ({ touch: async () => {} })),
  'prolongs what is used, and forgets when': sessions(({ data, sessions }) => ({
    touch: (id, _seenAt, expiresAt) => sessions.touch(id, data.sessions.get(id)?.seenAt ?? 0, expiresAt),
  })),
  'notes the use of all sessions': sessions(({ data, sessions }) => ({
    async touch(_id, ...times) {
      for (const id of [...data.sessions.keys()]) await sessions.touch(id, ...times);
    },
  })),
  'lists expired sessions': sessions(({ sessions }) => ({ of: (user) => sessions.of(user, 0) })),
  'lists sessions as they began': sessions(({ sessions }) => ({
    of: async (user, now) => (await sessions.of(user, now)).toSorted((a, b) => a.seenAt - b.seenAt),
  })),
  'lists everybody’s sessions': sessions(({ data }) => ({ of: async () => [...data.sessions.values()] })),
  'spares no session': sessions(({ sessions }) => ({ endAll: (user) => sessions.endAll(user) })),
  'names the sessions that it does not end': sessions(({ sessions }) => ({
    endAll: async (user) => (await sessions.of(user, 0)).map(({ id }) => id),
  })),
  'ends the sessions of everybody': sessions(({ data, sessions }) => ({
    async endAll(user, but) {
      const ended = await sessions.endAll(user, but);
      for (const id of [...data.sessions.keys()]) if (id !== but) await sessions.end(id);
      return ended;
    },
  })),
  'brings an ended session back': sessions(({ sessions }) => {
    const added = new Map<string, Session>();
    return {
      async add(session, now) {
        added.set(session.id, session);
        await sessions.add(session, now);
      },
      touch: async (id, seenAt, expiresAt) => sessions.add({ ...added.get(id)!, seenAt, expiresAt }, 0),
    };
  }),
  'keeps expired sessions': sessions(({ sessions }) => ({ add: (session) => sessions.add(session, 0) })),
  'removes a session a moment early': sessions(({ sessions }) => ({
    add: (session, now) => sessions.add(session, now + 1),
  })),
  'removes all expired sessions at once': sessions(({ data, sessions }) => ({
    async add(session, now) {
      for (const { id, expiresAt } of data.sessions.values()) if (expiresAt <= now) await sessions.end(id);
      await sessions.add(session, now);
    },
  })),
  'ends all sessions': sessions(({ data, sessions }) => ({
    async end() {
      const all = [...data.sessions.keys()];
      const ended = await Promise.all(all.map((id) => sessions.end(id)));
      return ended.includes(true);
    },
  })),
};
