import {
  NO_MEMBER,
  type AppendChange,
  type Appended,
  type AppendMessage,
  type RoomLog,
} from '../../src/application/ports/room-log.js';
import type { Message } from '../../src/domain/message.js';
import type { RoomRecord } from '../../src/infrastructure/memory/memory-data.js';
import { announced } from '../../src/infrastructure/announced.js';
import { instead, type Mutant, type Parts } from './mutants.js';
import { ALL } from './stores.js';

const log =
  (change: (parts: Parts) => Partial<RoomLog>): Mutant =>
  (parts) => ({ log: announced(instead<RoomLog>(parts.log, change(parts)), parts.bus) });

/** Changes are written otherwise. */
const writes = (
  change: (given: AppendChange, parts: Parts) => Promise<AppendChange> | AppendChange,
): Mutant =>
  log((parts) => ({
    append: async (given) => parts.log.append('rev' in given ? await change(given, parts) : given),
  }));

/** Messages are written otherwise. */
const says = (without: 'everyone' | 'forwarded'): Mutant =>
  log((parts) => ({
    append(given) {
      if (!('digest' in given)) return parts.log.append(given);
      const { [without]: _without, ...message } = given.entry.message;
      return parts.log.append({ ...given, entry: { ...given.entry, message } });
    },
  }));

/** Something else happens after a change was written, or a message. */
const then = (
  happens: (
    record: RoomRecord,
    given: AppendChange | AppendMessage,
    before: Message | undefined,
    outcome: Appended,
  ) => void,
): Mutant =>
  log((parts) => ({
    async append(given) {
      const record = parts.data.rooms.get(given.room);
      const before = record && 'rev' in given ? messageIn(record, given.entry.target) : undefined;
      const outcome = await parts.log.append(given);
      if (record && ('rev' in given || 'digest' in given)) happens(record, given, before, outcome);
      return outcome;
    },
  }));

const messageIn = ({ entries }: RoomRecord, seq: number): Message | undefined => {
  const entry = entries[seq - 1];
  return entry?.type === 'message.sent' ? entry.message : undefined;
};

const put = ({ entries }: RoomRecord, message: Message): void => {
  const entry = entries[message.seq - 1];
  if (entry?.type === 'message.sent') entries[message.seq - 1] = { ...entry, message };
};

/** Another answer is given to what was appended. */
const answers = (change: (outcome: Appended) => Appended): Mutant =>
  log((parts) => ({ append: async (given) => change(await parts.log.append(given)) }));

const is = (given: AppendChange | AppendMessage, type: string): given is AppendChange =>
  'rev' in given && given.entry.change.type === type;

export const changesMutants: Record<string, Mutant> = {
  'changes nothing': log((parts) => ({
    append: async (given) => ('rev' in given ? { status: 'stale' } : parts.log.append(given)),
  })),
  'keeps messages as they were sent': then((record, _given, before) => {
    if (before) put(record, before);
  }),
  'has changes in the timeline': log((parts) => ({
    window: async (room, window) => {
      const slice = await parts.log.after(room, window.after ?? 0, ALL);
      return slice && { ...slice, newest: slice.head };
    },
  })),
  'takes the head for the end of the timeline': log((parts) => ({
    window: async (...args) => {
      const page = await parts.log.window(...args);
      return page && { ...page, newest: page.head };
    },
  })),
  'reads changes after all else': log((parts) => ({
    after: async (room, seq, limit, reader) => {
      const slice = await parts.log.after(room, seq, ALL, reader);
      const of = (changes: boolean) =>
        slice!.entries.filter(({ type }) => (type === 'message.changed') === changes);
      return slice && { ...slice, entries: [...of(false), ...of(true)].slice(0, limit) };
    },
  })),
  'looks at no guard of a change': writes((given, { data }) => {
    const record = data.rooms.get(given.room);
    const member = record?.members.get(given.entry.by.id)?.version ?? NO_MEMBER;
    return { ...given, guard: { room: record?.room.version ?? 0, member } };
  }),
  'looks at no rev': writes((given) => ({ ...given, rev: undefined })),
  'lets only members change a message': writes((given) =>
    given.guard.member === NO_MEMBER ? { ...given, guard: { room: -1, member: -1 } } : given,
  ),
  'tells of a change without the message': answers((outcome) =>
    outcome.status === 'appended' ? { ...outcome, message: undefined } : outcome,
  ),
  'keeps one version': log((parts) => ({
    versions: async (...args) => (await parts.log.versions(...args)).slice(-1),
  })),
  'ignores how many versions are wanted': log((parts) => ({
    versions: (room, seq) => parts.log.versions(room, seq, ALL),
  })),
  'mentions whom it mentioned at first': writes((given, { data }) => {
    const { change, target } = given.entry;
    const record = data.rooms.get(given.room);
    if (change.type !== 'edited' || !record) return given;
    const { mentions } = messageIn(record, target) ?? {};
    return { ...given, entry: { ...given.entry, change: { ...change, mentions } } };
  }),
  'keeps the reactions to what was recalled': then((record, given, before) => {
    const { reactions } = before ?? {};
    const after = is(given, 'recalled') && messageIn(record, given.entry.target);
    if (after && reactions) put(record, { ...after, reactions });
  }),
  'keeps versions of what was recalled': then((record, given) => {
    if (is(given, 'recalled')) record.versions.set(given.entry.target, [{ text: 'b by Ann', at: 0 }]);
  }),
  'wakes what was recalled': then((record, given) => {
    const after = is(given, 'recalled') && messageIn(record, given.entry.target);
    if (after) put(record, { ...after, recalledAt: undefined });
  }),
  'remembers the digest of what was recalled': then((record, given) => {
    if (!is(given, 'recalled')) return;
    for (const [key, sent] of record.sent)
      if (sent.seq === given.entry.target) record.sent.set(key, { ...sent, digest: 'kept' });
  }),
  'takes edited words for other words of the sender': then((record, given) => {
    if (!is(given, 'edited')) return;
    for (const [key, sent] of record.sent)
      if (sent.seq === given.entry.target) record.sent.set(key, { seq: sent.seq, at: sent.at });
  }),
  'calls nobody when everyone is called': says('everyone'),
  'forgets where words come from': says('forwarded'),
  'quotes what was said, whatever became of it': then((record, given, _before, outcome) => {
    const quoted = 'digest' in given && given.entry.message.replyTo;
    const message = quoted && 'seq' in outcome && messageIn(record, outcome.seq);
    const source = quoted && messageIn(record, quoted);
    if (!message || !source) return;
    const { seq, author, text } = source;
    record.quotes.delete(message.seq);
    put(record, { ...message, replyTo: { seq, author, text: text.slice(0, 200) } });
  }),
  'keeps one reaction of a kind': then((record, given) => {
    const after = is(given, 'reacted') && messageIn(record, given.entry.target);
    if (!after || !after.reactions) return;
    const reactions = after.reactions.map((one) => ({ ...one, count: 1, by: one.by.slice(-1) }));
    put(record, { ...after, reactions });
  }),
  'tells nobody that a reaction is theirs': log((parts) => ({
    window: (room, { reader: _reader, ...window }) => parts.log.window(room, window),
  })),
  'appends what is so already': answers((outcome) =>
    outcome.status === 'unchanged' ? { ...outcome, status: 'appended', at: 0 } : outcome,
  ),
  'lets no reaction pass another change': writes(async (given, { data }) => {
    const rev = messageIn(data.rooms.get(given.room)!, given.entry.target)?.rev;
    for (let n = 0; n < 9; n += 1) await Promise.resolve();
    return given.entry.change.type === 'reacted' ? { ...given, rev } : given;
  }),
  'counts whom it names': log((parts) => ({
    window: async (...args) => {
      const page = await parts.log.window(...args);
      const entries = page?.entries.map((entry) => {
        if (entry.type !== 'message.sent' || !entry.message.reactions) return entry;
        const reactions = entry.message.reactions.map((one) => ({ ...one, count: one.by.length }));
        return { ...entry, message: { ...entry.message, reactions } };
      });
      return page && { ...page, entries: entries! };
    },
  })),
  'knows no measure': answers((outcome) =>
    outcome.status === 'full' ? { status: 'unchanged', epoch: '', seq: 0 } : outcome,
  ),
  'shows pinned messages in the order of the log': log((parts) => ({
    pins: async (...args) => {
      const pins = await parts.log.pins(...args);
      return pins && { ...pins, messages: pins.messages.toSorted((a, b) => a.seq - b.seq) };
    },
  })),
  'shows what is pinned to whom may not see it': log((parts) => ({
    pins: (room, { reader }) => parts.log.pins(room, { reader }),
  })),
  'finds what someone sent first': log((parts) => ({
    sentBy: async (room, user, since, limit) => {
      const sent = await parts.log.sentBy(room, user, since, ALL);
      return sent && { ...sent, seqs: sent.seqs.slice(0, limit) };
    },
  })),
  'finds what someone sent before': log((parts) => ({
    sentBy: (room, user, _since, limit) => parts.log.sentBy(room, user, 0, limit),
  })),
  'tells everybody everything': ({ data }) => {
    data.shownToAll = (record, seq) => data.messageAt(record, seq);
    return {};
  },
};
