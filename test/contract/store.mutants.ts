import type { Memberships } from '../../src/application/ports/memberships.js';
import type { RoomDirectory, RoomSummary } from '../../src/application/ports/room-directory.js';
import type { Rooms } from '../../src/application/ports/rooms.js';
import type { Users } from '../../src/application/ports/users.js';
import type { Membership } from '../../src/domain/membership.js';
import { Room } from '../../src/domain/room.js';
import { RoomRecord } from '../../src/infrastructure/memory/memory-data.js';
import { instead, type Mutant, type Parts } from './mutants.js';
import { AT, ALL } from './stores.js';

const rooms =
  (change: (parts: Parts) => Partial<Rooms>): Mutant =>
  (parts) => ({ rooms: instead<Rooms>(parts.rooms, change(parts)) });

const memberships =
  (change: (parts: Parts) => Partial<Memberships>): Mutant =>
  (parts) => ({ memberships: instead<Memberships>(parts.memberships, change(parts)) });

const directory =
  (change: (parts: Parts) => Partial<RoomDirectory>): Mutant =>
  (parts) => ({ directory: instead<RoomDirectory>(parts.directory, change(parts)) });

export const backendMutants: Record<string, Mutant> = {
  'is never well': () => ({ health: { trouble: async () => 'something', concern: () => undefined } }),
  'drops what was begun': (parts) => {
    let closed = false;
    return {
      close: async () => void (closed = true),
      log: instead(parts.log, {
        append: async (given) => {
          await new Promise((resolve) => setImmediate(resolve));
          if (closed) throw new Error('closed');
          return parts.log.append(given);
        },
      }),
    };
  },
  'closes once': () => {
    let closed = false;
    return {
      async close() {
        if (closed) throw new Error('closed already');
        closed = true;
      },
    };
  },
};

export const roomsMutants: Record<string, Mutant> = {
  'drops the topic': rooms((parts) => ({
    create: (room, creation) => parts.rooms.create(Room.open(room.id, room.name), creation),
  })),
  'finds rooms whatever the case': rooms((parts) => ({ find: (id) => parts.rooms.find(id.toLowerCase()) })),
  'finds any room that begins with the key': rooms(({ data }) => ({
    findByKey: async (key) => [...data.rooms.values()].find(({ room }) => room.key.startsWith(key))?.room,
  })),
  'forgets creations': rooms(({ data, rooms }) => ({
    create: (room, creation) => {
      data.creations.clear();
      return rooms.create(room, creation);
    },
  })),
  'looks before it waits': rooms(({ data, rooms }) => ({
    async create(room, creation) {
      const taken = [...data.rooms.values()].some((known) => known.room.key === room.key);
      await Promise.resolve();
      if (taken) return rooms.create(room, creation);
      data.rooms.set(room.id, new RoomRecord(room));
      return { status: 'created', room };
    },
  })),
  'takes any body for a repeated creation': rooms((parts) => ({
    create: (room, creation) => parts.rooms.create(room, { ...creation, digest: '' }),
  })),
  'mixes the creations of authors': rooms((parts) => ({
    create: (room, creation) => parts.rooms.create(room, { ...creation, by: 'ann' }),
  })),
  'compares names by their letters': rooms(({ data, rooms }) => ({
    async create(room, creation) {
      const answer = await rooms.create(room, creation);
      if (answer.status !== 'key_taken') return answer;
      data.rooms.set(room.id, new RoomRecord(room));
      return { status: 'created', room };
    },
  })),
  'remembers what it refused': rooms(({ data, rooms }) => ({
    async create(room, creation) {
      const answer = await rooms.create(room, creation);
      data.creations.set(`${creation.by} ${creation.id}`, {
        record: new RoomRecord(room),
        digest: creation.digest,
      });
      return answer;
    },
  })),
  'leaves a room to nobody': rooms(({ rooms, memberships }) => ({
    async create(room, creation) {
      const answer = await rooms.create(room, creation);
      await memberships.leave(room.id, creation.by);
      return answer;
    },
  })),
  'brings the creator back': rooms(({ rooms, memberships }) => ({
    async create(room, creation) {
      const answer = await rooms.create(room, creation);
      if ('room' in answer) await memberships.join(answer.room.id, creation.by, AT);
      return answer;
    },
  })),
  'puts a room in the place of another': rooms(({ data }) => ({
    ensure: async (room) => void data.rooms.set(room.id, new RoomRecord(room)),
  })),
};

export const membershipsMutants: Record<string, Mutant> = {
  'shows newcomers everything as unread': memberships(({ data, memberships }) => ({
    async join(room, user, at) {
      const joined = await memberships.join(room, user, at);
      if (!joined?.created) return joined;
      const membership = { ...joined.membership, marker: 0, number: joined.membership.version, joinedAt: at };
      data.rooms.get(room)!.members.set(user, membership);
      return { ...joined, membership };
    },
  })),
  'finds somebody’s membership': memberships(({ data }) => ({
    find: async (room) => [...(data.rooms.get(room)?.members.values() ?? [])][0],
  })),
  'makes a member anew who joins again': memberships(({ memberships }) => ({
    async join(room, user, at) {
      await memberships.leave(room, user);
      return memberships.join(room, user, at);
    },
  })),
  'joins anywhere': memberships(({ rooms, memberships }) => ({
    async join(room, user, at) {
      await rooms.ensure(Room.open(room, room));
      return memberships.join(room, user, at);
    },
  })),
  'seats everybody as one who is alone': memberships(({ data, memberships }) => ({
    async join(room, user, at, alone = 'member') {
      const joined = await memberships.join(room, user, at);
      const member = data.rooms.get(room)?.members.get(user);
      if (member) data.rooms.get(room)!.members.set(user, { ...member, role: alone });
      return joined;
    },
  })),
  'tells the membership of before': memberships(({ memberships }) => {
    let first: Membership | undefined;
    return { current: async (room, user) => (first ??= await memberships.find(room, user)) };
  }),
  'makes nobody an owner who is alone': memberships(({ memberships }) => ({
    join: (room, user, at) => memberships.join(room, user, at),
  })),
  'lets every owner go': memberships(({ data, memberships }) => ({
    async leave(room, user) {
      const left = await memberships.leave(room, user);
      return left === 'owner_needed' ? data.rooms.get(room)!.members.delete(user) : left;
    },
  })),
  'never ends a membership': memberships(() => ({ leave: async () => true })),
  'ends a membership as often as asked': memberships(({ memberships }) => ({
    leave: async (room, user) => {
      await memberships.leave(room, user);
      return true;
    },
  })),
  'gives a version again': memberships(({ data, memberships }) => ({
    async leave(room, user) {
      const left = await memberships.leave(room, user);
      const record = data.rooms.get(room);
      if (left && record) record.memberVersion -= 1;
      return left;
    },
  })),
  'knows no more than one room of a user': memberships(({ memberships }) => ({
    roomsOf: async (user) => (await memberships.roomsOf(user)).slice(0, 1),
  })),
  'names every room': memberships(({ data }) => ({ roomsOf: async () => [...data.rooms.keys()] })),
  'counts who ever joined': memberships(({ data }) => ({
    count: async (room) => data.rooms.get(room)?.memberVersion ?? 0,
  })),
  'lists members by name': memberships(({ memberships }) => ({
    page: async (room, page) =>
      (await memberships.page(room, page)).toSorted((a, b) => a.nickname.localeCompare(b.nickname)),
  })),
  'lists members from the beginning': memberships(({ memberships }) => ({
    page: (room, page) => memberships.page(room, { ...page, after: 0 }),
  })),
  'lists all members at once': memberships(({ memberships }) => ({
    page: (room, page) => memberships.page(room, { ...page, limit: ALL }),
  })),
  'searches letter by letter': memberships(({ memberships }) => ({
    page: async (room, { query = '', ...page }) =>
      (await memberships.page(room, page)).filter(({ nickname }) => nickname.includes(query)),
  })),
  'names the users in the order asked': memberships(({ memberships }) => ({
    among: async (room, users) => {
      const found = await memberships.among(room, users);
      return found.toSorted((a, b) => users.indexOf(a.id) - users.indexOf(b.id));
    },
  })),
  'knows members by the nickname of then': ({ data, users }) => ({
    users: instead<Users>(users, {
      update: async (id) => data.users.get(id),
    }),
  }),
  'takes the first member for the owner': memberships(({ memberships }) => ({
    async owner(room) {
      const [first] = await memberships.page(room, { after: 0, limit: 1 });
      return first && memberships.find(room, first.id);
    },
  })),
  'renames everywhere': memberships(({ users, memberships }) => ({
    async rename(room, user, nickname) {
      await users.update(user, { nickname });
      return memberships.rename(room, user, nickname);
    },
  })),
  'notifies of the same in every room': memberships(({ data, memberships }) => ({
    async notify(room, user, level) {
      for (const { members } of data.rooms.values()) {
        const member = members.get(user);
        if (member) members.set(user, { ...member, notify: level });
      }
      return memberships.notify(room, user, level);
    },
  })),
  'moves the marker back': memberships(({ data, memberships }) => ({
    async mark(room, user, epoch, seq) {
      const record = data.rooms.get(room);
      const membership = record?.members.get(user);
      if (membership) record!.members.set(user, { ...membership, marker: Math.min(membership.marker, seq) });
      return memberships.mark(room, user, epoch, seq);
    },
  })),
  'moves the marker past the head': memberships(({ data, memberships }) => ({
    async mark(room, user, epoch, seq) {
      const marked = await memberships.mark(room, user, epoch, seq);
      if (typeof marked !== 'object') return marked;
      const record = data.rooms.get(room)!;
      record.members.set(user, { ...record.members.get(user)!, marker: seq });
      return { ...marked, marker: Math.max(seq, marked.marker) };
    },
  })),
  'counts one’s own messages as unread': memberships(({ data, memberships }) => ({
    async mark(room, user, epoch, seq) {
      const marked = await memberships.mark(room, user, epoch, seq);
      if (typeof marked !== 'object') return marked;
      return { ...marked, unread: Math.min(999, data.rooms.get(room)!.head - marked.marker) };
    },
  })),
  'counts without end': memberships(({ data, memberships }) => ({
    async mark(room, user, epoch, seq) {
      const marked = await memberships.mark(room, user, epoch, seq);
      if (typeof marked !== 'object') return marked;
      const unread = data.rooms
        .get(room)!
        .entries.filter((entry) => entry.seq > marked.marker && entry.by !== user);
      return { ...marked, unread: unread.length };
    },
  })),
  'counts mentions of oneself': memberships(({ data, memberships }) => ({
    async mark(room, user, epoch, seq) {
      const marked = await memberships.mark(room, user, epoch, seq);
      if (typeof marked !== 'object') return marked;
      const mentions = data.rooms
        .get(room)!
        .entries.filter(
          (entry) =>
            entry.seq > marked.marker &&
            entry.type === 'message.sent' &&
            entry.message.mentions?.includes(user),
        );
      return { ...marked, mentions: Math.min(mentions.length, 999) };
    },
  })),
  'looks at no epoch': memberships(({ data, memberships }) => ({
    mark: (room, user, _epoch, seq) => memberships.mark(room, user, data.rooms.get(room)?.epoch ?? '', seq),
  })),
  'moves anybody’s marker': memberships(({ memberships }) => ({
    async mark(room, user, epoch, seq) {
      await memberships.join(room, user, AT);
      return memberships.mark(room, user, epoch, seq);
    },
  })),
};

/** Each summary otherwise. */
const summaries = (change: (summary: RoomSummary, parts: Parts) => Partial<RoomSummary>): Mutant =>
  directory((parts) => {
    const all = (list: readonly RoomSummary[]) => list.map((one) => ({ ...one, ...change(one, parts) }));
    return {
      mine: async (user) => all(await parts.directory.mine(user)),
      others: async (...args) => all(await parts.directory.others(...args)),
    };
  });

export const roomDirectoryMutants: Record<string, Mutant> = {
  'forgets since when one is a member': directory(({ directory }) => ({
    mine: async (user) =>
      (await directory.mine(user)).map((one) => ({ ...one, reading: { ...one.reading!, joinedAt: 0 } })),
  })),
  'forgets who may not speak': directory(({ directory }) => ({
    mine: async (user) =>
      (await directory.mine(user)).map((one) => ({ ...one, reading: { ...one.reading!, mutedUntil: 0 } })),
  })),
  'lists all rooms as mine': directory(({ directory }) => ({
    mine: async (user) => [...(await directory.mine(user)), ...(await directory.others(user, '', ALL))],
  })),
  'lists my rooms among the others': directory(({ directory }) => ({
    others: (_user, ...args) => directory.others('nobody', ...args),
  })),
  'lists rooms by their ids': directory(({ directory }) => ({
    mine: async (user) => (await directory.mine(user)).toSorted((a, b) => (a.room.id < b.room.id ? -1 : 1)),
    others: async (...args) =>
      (await directory.others(...args)).toSorted((a, b) => (a.room.id < b.room.id ? -1 : 1)),
  })),
  'repeats the room of the key': directory(({ directory }) => ({
    others: (user, key, limit) => directory.others(user, key && key.slice(0, -1), limit),
  })),
  'lists without end': directory(({ directory }) => ({
    others: (user, key) => directory.others(user, key, ALL),
  })),
  'counts no members': summaries(() => ({ memberCount: 0 })),
  'makes up a last message': summaries(({ last }) => ({
    last: last ?? { seq: 0, rev: 0, id: '', author: { id: '', nickname: '' }, text: '', sentAt: 0 },
  })),
  'knows the last author by the nickname of then': ({ data }) => {
    data.current = (_record, entry) => entry;
    return {};
  },
  'takes everything for unread': summaries(({ reading, head }) => ({
    reading: reading && { ...reading, unread: head },
  })),
  'finds the oldest unread message behind the marker': summaries(({ reading }) => ({
    reading: reading && { ...reading, firstUnread: reading.unread > 0 ? reading.marker + 1 : undefined },
  })),
  'takes every unread message for a mention': summaries(({ reading }) => ({
    reading: reading && { ...reading, mentions: reading.unread },
  })),
  'notifies everybody of everything in a list': summaries(({ reading }) => ({
    reading: reading && { ...reading, notify: 'all' },
  })),
  'takes everybody for a member without a role': summaries(({ reading }) => ({
    reading: reading && { ...reading, role: 'member' },
  })),
  'names oneself among those one talks to': summaries(({ room, people }, { data }) => ({
    people: people && [...data.rooms.get(room.id)!.members.keys()].map((id) => data.users.get(id)!),
  })),
  'counts without end in a list': summaries(({ reading, head }) => ({
    reading: reading && { ...reading, unread: reading.unread === 999 ? head : reading.unread },
  })),
};
