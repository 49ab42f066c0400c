import {
  NO_MEMBER,
  type Appended,
  type AppendNotice,
  type RoomLog,
} from '../../src/application/ports/room-log.js';
import type { Memberships } from '../../src/application/ports/memberships.js';
import { Room } from '../../src/domain/room.js';
import type { RoomRecord } from '../../src/infrastructure/memory/memory-data.js';
import { announced } from '../../src/infrastructure/announced.js';
import { instead, isNotice, type Mutant, type Parts } from './mutants.js';
import { AT, ALL } from './stores.js';

const log =
  (change: (parts: Parts) => Partial<RoomLog>): Mutant =>
  (parts) => ({ log: announced(instead<RoomLog>(parts.log, change(parts)), parts.bus) });

const memberships =
  (change: (parts: Parts) => Partial<Memberships>): Mutant =>
  (parts) => ({ memberships: instead<Memberships>(parts.memberships, change(parts)) });

/** Another notice is written. */
const writes = (change: (given: AppendNotice, parts: Parts) => Partial<AppendNotice>): Mutant =>
  log((parts) => ({
    append: async (given) =>
      parts.log.append(isNotice(given) ? { ...given, ...change(given, parts) } : given),
  }));

/** Something else happens after a notice was written, or was not. */
const then = (
  happens: (record: RoomRecord, given: AppendNotice, outcome: Appended, parts: Parts) => void,
): Mutant =>
  log((parts) => ({
    async append(given) {
      const outcome = await parts.log.append(given);
      const record = parts.data.rooms.get(given.room);
      if (isNotice(given) && record) happens(record, given, outcome, parts);
      return outcome;
    },
  }));

const versionIn = (record: RoomRecord | undefined, user: string): number =>
  record?.members.get(user)?.version ?? NO_MEMBER;

export const noticesMutants: Record<string, Mutant> = {
  'keeps of a notice only its type': writes(({ entry }) => ({
    entry: { ...entry, until: undefined, change: {} } as never,
  })),
  'announces only messages': (parts) => ({
    log: instead<RoomLog>(parts.log, {
      append: (given) => (isNotice(given) ? parts.log : announced(parts.log, parts.bus)).append(given),
    }),
  }),
  'looks at no guard of a notice': writes(({ room, entry }, { data }) => {
    const record = data.rooms.get(room);
    return { guard: { room: record?.room.version ?? 0, member: versionIn(record, entry.by.id) } };
  }),
  'lets only members write notices': writes(({ guard }) =>
    guard.member === NO_MEMBER ? { guard: { room: -1, member: -1 } } : {},
  ),
  'seats everybody alike': writes(({ seats = [] }) => ({
    seats: seats.map(({ seat, ...one }) => ({ ...one, seat: seat && { role: 'member', mutedUntil: 0 } })),
  })),
  'shows everything to who begins': writes(({ seats = [] }) => ({
    seats: seats.map((one) => ({ ...one, history: 'all' })),
  })),
  'shows nothing of before to who begins': writes(({ seats = [] }) => ({
    seats: seats.map((one) => ({ ...one, history: 'joined' })),
  })),
  'keeps the version of a seat': then((record, { seats = [] }) => {
    for (const { user, version } of seats) {
      const member = record.members.get(user);
      if (member && version !== NO_MEMBER) record.members.set(user, { ...member, version });
    }
  }),
  'begins anew where it changes a seat': then((record, { seats = [] }, { status }) => {
    for (const { user, seat } of seats) {
      if (status !== 'appended' || !seat || !record.members.delete(user)) continue;
      record.join(user, AT, seat);
    }
  }),
  'leaves others without an owner': then((record, { seats = [] }, { status }) => {
    for (const { user, seat } of seats)
      if (status === 'stale' && !seat && record.needs(user)) record.members.delete(user);
  }),
  'ends no membership': writes(({ seats = [] }) => ({ seats: seats.filter(({ seat }) => seat) })),
  'changes one seat at most': writes(({ seats = [] }) => ({ seats: seats.slice(0, 1) })),
  'looks at no version of a seat': writes(({ room, seats = [] }, { data }) => ({
    seats: seats.map((one) => ({ ...one, version: versionIn(data.rooms.get(room), one.user) })),
  })),
  'changes the settings also where it does not write': then((record, { settings }) => {
    if (settings) record.room = settings;
  }),
  'bans also where it does not write': then((record, { ban }) => {
    if (ban?.on) record.banned.add(ban.user);
  }),
  'forgets settings': writes(({ settings }) => (settings ? { settings: undefined } : {}) as object),
  'forgets that settings changed': then((record) => {
    const { id, kind, key, settings } = record.room;
    record.room = new Room(id, kind, key, settings, 1);
  }),
  'gives a key twice': ({ data }) => {
    data.keyTaken = () => undefined;
    return {};
  },
  'takes the own key for another’s': log((parts) => ({
    append: async (given) => {
      const own = parts.data.rooms.get(given.room)?.room.key;
      const same = isNotice(given) && given.settings?.key === own;
      return same ? { status: 'name_taken' } : parts.log.append(given);
    },
  })),
  'keeps a key that is no longer used': writes(({ settings }, { data }) => {
    if (!settings) return {};
    const { id, kind, settings: given, version } = settings;
    return { settings: new Room(id, kind, data.rooms.get(id)!.room.key, given, version) };
  }),
  'bans nobody': writes(({ ban }) => (ban ? { ban: { ...ban, on: false } } : {})),
  'bans for ever': writes(({ ban }) => (ban ? { ban: { ...ban, on: true } } : {})),
  'bans from all rooms': then((_record, { ban }, _outcome, { data }) => {
    for (const { banned } of data.rooms.values()) if (ban?.on) banned.add(ban.user);
  }),
  'lets the banned be seated': writes(({ room, seats = [] }, { data }) => {
    for (const { user } of seats) data.rooms.get(room)?.banned.delete(user);
    return {};
  }),
  'lists bans as they came': memberships(({ data }) => ({
    bans: async (room, _after, limit) =>
      [...(data.rooms.get(room)?.banned ?? [])]
        .slice(0, limit)
        .map((id) => ({ id, nickname: data.users.get(id)!.nickname })),
  })),
  'lists bans without end': memberships((parts) => ({
    bans: (room, after) => parts.memberships.bans(room, after, ALL),
  })),
  'knows people by the names of then': ({ data }) => {
    data.current = (_record, entry) => entry;
    return {};
  },
  'reads messages among the notices': log((parts) => ({
    notices: (room, page) => parts.log.window(room, page),
  })),
  'reads the oldest notices': log((parts) => ({
    async notices(room, { limit, ...page }) {
      const all = await parts.log.notices(room, { ...page, limit: ALL });
      return all && { ...all, entries: all.entries.slice(0, limit) };
    },
  })),
  'hides nothing': log((parts) => ({
    window: (room, { beyond: _hidden, ...window }) => parts.log.window(room, window),
  })),
  'reads at least one entry': log((parts) => ({
    window: (room, window) => parts.log.window(room, { ...window, limit: Math.max(window.limit, 1) }),
  })),
};
