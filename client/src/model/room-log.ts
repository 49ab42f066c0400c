import type { Author, Entry, Epoch, History, Message, Notice, Position, Run, Synced } from '../protocol.js';

/**
 * What this page knows of one room's log: one stretch without a hole, `from` to `to`, and how far the log goes.
 * Every function here is pure, and applying the same thing again changes nothing.
 */
export interface RoomLog {
  readonly epoch: Epoch;
  /** The stretch holds every entry with from ≤ seq ≤ to; it is empty where from = to + 1. */
  readonly from: number;
  readonly to: number;
  /** The highest seq known to exist. */
  readonly head: number;
  /** Whether there is anything before `from`. */
  readonly older: boolean;
  /** The stretch follows what is said now. Otherwise the reader is somewhere in the past and pages forward. */
  readonly live: boolean;
  /** What was said and what happened in the stretch, messages in their newest known state, by rising seq. */
  readonly entries: readonly Entry[];
}

/** Entries are known to exist that this stretch should hold: ask for them. */
export const isBehind = (log: RoomLog): boolean => log.live && log.to < log.head;

/** The log is known to go as far as `head`, from elsewhere. */
export const aware = (log: RoomLog, epoch: Epoch, head: number): RoomLog =>
  epoch === log.epoch && head > log.head ? { ...log, head } : log;

/** Whether the message is in the stretch. */
export const holds = ({ epoch, entries }: Pick<RoomLog, 'epoch' | 'entries'>, sought: Position): boolean =>
  epoch === sought.epoch && messagesOf(entries).some(({ seq }) => seq === sought.seq);

/** A log begun with a page of the timeline. */
export function begin({ epoch, head, entries, before, after }: History): RoomLog {
  const to = after ? entries.at(-1)!.seq : head;
  const from = entries[0]?.seq ?? to + 1;
  return { epoch, from, to, head, older: before, live: !after, entries };
}

/** What the server says unasked. A run that does not continue the stretch only tells how far the log goes. */
export function hear(log: RoomLog, { epoch, entries }: Run): RoomLog {
  if (epoch !== log.epoch) return log;
  const first = entries[0]!.seq;
  const last = entries.at(-1)!.seq;
  const head = Math.max(log.head, last);

  if (first <= log.to + 1) return extend(log, entries, head);
  // Entries beyond the stretch still change messages in it.
  return { ...log, head, entries: upsert(log.entries, within(log, entries)) };
}

/** The answer to “what follows `to`?”. Where a hole cannot be excluded, what was known is void. */
export function catchUp(log: RoomLog | undefined, answer: Synced): RoomLog {
  const { epoch, entries, complete, more } = answer;
  if (!log || !complete || epoch !== log.epoch) {
    const page = begin({
      epoch,
      head: answer.head,
      entries,
      before: (entries[0]?.seq ?? 1) > 1,
      after: false,
    });
    return log ? aware(page, log.epoch, log.head) : page;
  }
  const head = Math.max(log.head, answer.head, entries.at(-1)?.seq ?? 0);
  if (!log.live || entries.length === 0) {
    return { ...log, head, entries: upsert(log.entries, within(log, entries)) };
  }
  // So much was missed that the reader goes on from where he was.
  return { ...extend(log, entries, head), live: !more };
}

/** An older page, put before the stretch. A page that does not touch it is not used. */
export function prepend(known: RoomLog, { epoch, head, entries, before }: History): RoomLog {
  if (epoch !== known.epoch) return known;
  const log = aware(known, epoch, head);
  const first = entries[0]?.seq;
  if (first === undefined) return { ...log, older: before };
  if (first >= log.from || entries.at(-1)!.seq < log.from - 1) return log;
  return { ...log, from: first, older: before, entries: upsert(log.entries, entries) };
}

/**
 * A newer page, put after a stretch in the past. The last one makes it follow what is said now. Where what came
 * between is kept no more, the page is the stretch.
 */
export function append(known: RoomLog, page: History): RoomLog {
  const { epoch, head, entries, after } = page;
  if (epoch !== known.epoch) return known;
  const log = aware(known, epoch, head);
  if (log.live) return log;
  if ((entries[0]?.seq ?? head + 1) > log.to + 1) return aware(begin(page), epoch, log.head);
  const extended = extend(log, entries, log.head);
  return after ? extended : { ...extended, to: Math.max(extended.to, head), live: true };
}

/** Keeps memory bounded: lets go of what lies furthest from the reader. */
export function trim(log: RoomLog, keep: 'newest' | 'oldest', limit: number): RoomLog {
  if (log.entries.length <= limit) return log;
  if (keep === 'newest') {
    const entries = log.entries.slice(-limit);
    return { ...log, entries, from: entries[0]!.seq, older: true };
  }
  const entries = log.entries.slice(0, limit);
  return { ...log, entries, to: entries.at(-1)!.seq, live: false };
}

function extend(log: RoomLog, fresh: readonly Entry[], head: number): RoomLog {
  const to = Math.max(log.to, fresh.at(-1)?.seq ?? 0);
  const entries = upsert(log.entries, within({ from: log.from, to }, fresh));
  return { ...log, to, head, entries };
}

/** The messages that the entries tell of. */
export const messagesOf = (entries: readonly Entry[]): readonly Message[] =>
  entries.flatMap((entry) => (entry.type === 'message.sent' ? [entry.message] : []));

const NOTICES: ReadonlySet<string> = new Set<Notice['type']>([
  'member.changed',
  'room.changed',
  'invite.changed',
]);

/** Whether this page has words for it. Servers to come may send what it has none for. */
export const isNotice = (entry: Entry): entry is Notice => NOTICES.has(entry.type);

/** Those that the entries name, as they are called now. */
export const peopleIn = (entries: readonly Entry[]): readonly Author[] =>
  entries.flatMap((entry) => {
    if (entry.type === 'message.sent') return [entry.message.author];
    if (!isNotice(entry)) return [];
    return entry.type === 'member.changed' ? [entry.actor, entry.member] : [entry.actor];
  });

const within = ({ from, to }: { from: number; to: number }, entries: readonly Entry[]): readonly Entry[] =>
  entries.filter((entry) => placeOf(entry) >= from && placeOf(entry) <= to);

const placeOf = (entry: Entry): number => (entry.type === 'message.sent' ? entry.message.seq : entry.seq);

const revOf = (entry: Entry): number => (entry.type === 'message.sent' ? entry.message.rev : entry.seq);

/** Adds what is new and replaces what has a higher rev; the same list where nothing changed. */
function upsert(known: readonly Entry[], fresh: readonly Entry[]): readonly Entry[] {
  const byPlace = new Map(known.map((entry) => [placeOf(entry), entry]));
  let changed = false;
  for (const entry of fresh) {
    const before = byPlace.get(placeOf(entry));
    if (before && revOf(before) >= revOf(entry)) continue;
    byPlace.set(placeOf(entry), entry);
    changed = true;
  }
  return changed ? [...byPlace.values()].sort((a, b) => placeOf(a) - placeOf(b)) : known;
}
