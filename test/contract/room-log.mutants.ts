import type { AppendMessage, Appended, RoomLog } from '../../src/application/ports/room-log.js';
import { placed } from '../../src/domain/entry.js';
import { announced } from '../../src/infrastructure/announced.js';
import { instead, type Mutant, type Parts } from './mutants.js';
import { AT, ann } from './stores.js';

const log =
  (change: (parts: Parts) => Partial<RoomLog>): Mutant =>
  (parts) => ({ log: announced(instead<RoomLog>(parts.log, change(parts)), parts.bus) });

/** Something else happens before or after the true append. */
const append = (
  change: (append: AppendMessage, parts: Parts) => AppendMessage | Promise<AppendMessage>,
): Mutant =>
  log((parts) => ({
    append: async (given) => parts.log.append('digest' in given ? await change(given, parts) : given),
  }));

export const roomLogMutants: Record<string, Mutant> = {
  'reads the head before it waits': log(({ data }) => ({
    async append({ room, entry }): Promise<Appended> {
      const record = data.rooms.get(room)!;
      const stored = placed(entry, record.head + 1);
      await Promise.resolve();
      record.entries.push(stored);
      return { status: 'appended', epoch: record.epoch, seq: stored.seq, at: stored.at };
    },
  })),
  'has one log for all rooms': append((given) => ({ ...given, room: 'tea' })),
  'normalises texts': append((given) => {
    const { message } = given.entry;
    return {
      ...given,
      entry: { ...given.entry, message: { ...message, text: message.text.normalize('NFD') } },
    };
  }),
  'drops mentions': append((given) => ({
    ...given,
    entry: { ...given.entry, message: { ...given.entry.message, mentions: undefined } },
  })),
  'drops milliseconds': append((given) => ({
    ...given,
    entry: { ...given.entry, at: Math.floor(given.entry.at / 1000) * 1000 },
  })),
  'forgets ids': append((given, { data }) => {
    data.rooms.get(given.room)?.sent.clear();
    return given;
  }),
  'answers a repeat with its own time': log((parts) => ({
    append: async (given) => {
      const answer = await parts.log.append(given);
      return answer.status === 'duplicate' ? { ...answer, at: given.entry.at } : answer;
    },
  })),
  'looks at the guard first': log((parts) => ({
    append: async (given) => {
      const member = await parts.memberships.find(given.room, given.entry.by.id);
      return member?.version === given.guard.member ? parts.log.append(given) : { status: 'stale' };
    },
  })),
  'takes any body for a repeat': append((given) => ({ ...given, digest: '' })),
  'takes everybody for Ann': append((given) => ({ ...given, entry: { ...given.entry, by: ann } })),
  'ignores the guard': append(async (given, { memberships }) => {
    const member = await memberships.join(given.room, given.entry.by.id, AT);
    return { ...given, guard: { room: 1, member: member?.membership.version ?? 0 } };
  }),
  'ignores the room’s version': append((given) => ({ ...given, guard: { ...given.guard, room: 1 } })),
  'lets some writes overtake others': append(async (given) => {
    if (given.entry.message.id.endsWith('1')) for (let n = 0; n < 9; n += 1) await Promise.resolve();
    return given;
  }),
  'knows authors by the nickname of then': ({ data }) => {
    data.current = (_record, entry) => entry;
    return {};
  },
  'reads the newest first': log((parts) => ({
    after: async (...args) => {
      const slice = await parts.log.after(...args);
      return slice && { ...slice, entries: slice.entries.toReversed() };
    },
  })),
  'reads the seq asked for again': log((parts) => ({
    after: (room, seq, limit) => parts.log.after(room, seq - 1, limit),
  })),
  'ignores limits': log((parts) => ({
    after: (room, seq) => parts.log.after(room, seq, Infinity),
    window: (room, window) => parts.log.window(room, { ...window, limit: 99 }),
  })),
  'begins a room at its beginning': log((parts) => ({
    window: (room, window) =>
      parts.log.window(room, Object.keys(window).length > 1 ? window : { ...window, after: 0 }),
  })),
  'includes the bounds of a window': log((parts) => ({
    window: (room, { before, after, ...window }) =>
      parts.log.window(room, {
        ...window,
        before: before === undefined ? undefined : before + 1,
        after: after === undefined ? undefined : after - 1,
      }),
  })),
  'looks around in one direction': log((parts) => ({
    window: (room, { around, ...window }) =>
      parts.log.window(room, around === undefined ? window : { ...window, after: around - 1 }),
  })),
  'takes the length of a page for the head': log((parts) => ({
    window: async (...args) => {
      const slice = await parts.log.window(...args);
      return slice && { ...slice, head: slice.entries.length };
    },
  })),
  'renews the epoch with every write': append((given, { data }) => {
    const record = data.rooms.get(given.room);
    if (record) Object.assign(record, { epoch: `${record.epoch}-` });
    return given;
  }),
  'takes nobody’s word for a higher seq': log(() => ({ renewEpoch: async () => {} })),
  'takes the head for a higher seq': log((parts) => ({
    renewEpoch: (room, { epoch, seq }) => parts.log.renewEpoch(room, { epoch, seq: seq + 1 }),
  })),
  'takes a seq of another epoch for one of its own': log((parts) => ({
    renewEpoch: async (room, { seq }) => {
      const epoch = parts.data.rooms.get(room)?.epoch ?? '';
      await parts.log.renewEpoch(room, { epoch, seq });
    },
  })),
  'renews every room’s epoch': log((parts) => ({
    renewEpoch: async (room, seen) => {
      await parts.log.renewEpoch(room, seen);
      for (const record of parts.data.rooms.values()) record.epoch = 'new';
    },
  })),
  'forgets the log with the epoch': log((parts) => ({
    renewEpoch: async (room, seen) => {
      await parts.log.renewEpoch(room, seen);
      parts.data.rooms.get(room)?.entries.splice(0);
    },
  })),
  'reads an unknown room as empty': log((parts) => ({
    after: async (...args) =>
      (await parts.log.after(...args)) ?? { epoch: '', head: 0, oldest: 1, entries: [] },
  })),
  'announces nothing': (parts) => ({ log: parts.log }),
  'announces before it writes': (parts) => ({
    log: instead<RoomLog>(parts.log, {
      async append(given) {
        const { epoch, head } = parts.data.rooms.get(given.room)!;
        const entries = [placed(given.entry, head + 1)];
        parts.bus.publish({ type: 'entries', room: given.room, epoch, entries });
        await Promise.resolve();
        return parts.log.append(given);
      },
    }),
  }),
  'announces repeats': (parts) => ({
    log: instead<RoomLog>(parts.log, {
      async append(given) {
        const answer = await parts.log.append(given);
        if (!('seq' in answer)) return answer;
        const entries = [placed(given.entry, answer.seq)];
        parts.bus.publish({ type: 'entries', room: given.room, epoch: answer.epoch, entries });
        return answer;
      },
    }),
  }),
};
