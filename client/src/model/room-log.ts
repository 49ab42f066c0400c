import type {
  Author,
  Entry,
  Epoch,
  History,
  Line,
  Message,
  Notice,
  Position,
  Run,
  Synced,
} from '../protocol.js';
import { quoting } from './quote.js';

/**
 * What this page knows of one room's log: one stretch without a hole, `from` to `to`, and how far the log goes.
 * Every function here is pure, and applying the same thing again changes nothing.
 */
export interface RoomLog {
  readonly epoch: Epoch;
  /** The stretch holds every line with from ≤ seq ≤ to; it is empty where from = to + 1. */
  readonly from: number;
  readonly to: number;
  /** What became of the messages in the stretch is known up to here, and of what they quote. */
  readonly asOf: number;
  /** The highest seq known to exist. */
  readonly head: number;
  /** Whether there is anything before `from`. */
  readonly older: boolean;
  /** The stretch follows what is said now. Otherwise the reader is somewhere in the past and pages forward. */
  readonly live: boolean;
  /** What was said and what happened in the stretch, messages in their newest known state, by rising seq. */
  readonly entries: readonly Line[];
}

/** Entries are known to exist that this stretch should hold, or that may change a message in it: ask for them. */
export const isBehind = (log: RoomLog): boolean => log.asOf < log.head;

/** The log is known to go as far as `head`, from elsewhere. */
export const aware = (log: RoomLog, epoch: Epoch, head: number): RoomLog =>
  epoch === log.epoch && head > log.head ? { ...log, head } : log;

/** Whether the message is in the stretch. */
export const holds = (
  { epoch, entries }: { readonly epoch: Epoch; readonly entries: readonly Entry[] },
  sought: Position,
): boolean => epoch === sought.epoch && messagesOf(entries).some(({ seq }) => seq === sought.seq);

/** A log begun with a page of the timeline. */
export function begin({ epoch, head, entries, before, after }: History): RoomLog {
  const to = after ? entries.at(-1)!.seq : head;
  const from = entries[0]?.seq ?? to + 1;
  const empty: RoomLog = { epoch, from, to, head, asOf: 0, older: before, live: !after, entries: [] };
  return { ...take(empty, entries), asOf: head };
}

/** What the server says unasked. A run that does not continue the stretch only tells how far the log goes. */
export function hear(log: RoomLog, { epoch, entries }: Run): RoomLog {
  if (epoch !== log.epoch) return log;
  // What became of an old message is not told to all; whoever may see it has to ask.
  const untold = entries.find(
    (entry) => entry.type === 'message.changed' && !entry.message && has(log, entry.target),
  );
  const heard = follow(log, entries);
  return untold ? { ...heard, asOf: Math.min(heard.asOf, untold.seq - 1) } : heard;
}

/** Whether a message is in the stretch, or quoted there. */
const has = (log: RoomLog, seq: number): boolean =>
  messagesOf(log.entries).some((message) => message.seq === seq || message.replyTo?.seq === seq);

/** The answer to “what follows `asOf`?”. Where a hole cannot be excluded, what was known is void. */
export function catchUp(log: RoomLog | undefined, answer: Synced): RoomLog {
  const { epoch, entries, complete } = answer;
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
  return follow(aware(log, epoch, answer.head), entries);
}

/** An older page, asked for `before` a seq, put before the stretch. A page that leaves a hole is not used. */
export function prepend(known: RoomLog, page: History, before: number): RoomLog {
  const { epoch, head, entries } = page;
  if (epoch !== known.epoch) return known;
  const log = aware(known, epoch, head);
  if (before < log.from) return log;
  const first = entries[0]?.seq;
  if (first === undefined) return { ...log, older: page.before };
  if (first >= log.from) return log;
  return take({ ...log, from: first, older: page.before, asOf: Math.min(log.asOf, head) }, entries);
}

/**
 * A newer page, asked for `after` a seq, put after a stretch in the past. The last one makes it follow what is said now.
 * Where what came between is kept no more, the page is the stretch.
 */
export function append(known: RoomLog, page: History, after: number): RoomLog {
  const { epoch, head, entries } = page;
  if (epoch !== known.epoch) return known;
  const log = aware(known, epoch, head);
  if (log.live) return log;
  const apart = (entries[0]?.seq ?? head + 1) > log.to + 1;
  if (after > log.to || (apart && !page.before)) return aware(begin(page), epoch, log.head);
  const to = page.after ? entries.at(-1)!.seq : head;
  const extended = { ...log, to: Math.max(log.to, to), asOf: Math.min(log.asOf, head), live: !page.after };
  return take(extended, entries);
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

/** Takes in consecutive entries. Those that leave a hole only change what the stretch holds. */
function follow(log: RoomLog, entries: readonly Entry[]): RoomLog {
  const first = entries[0]?.seq;
  const last = entries.at(-1)?.seq;
  if (first === undefined || last === undefined) return log;
  const taken = take({ ...log, to: first <= log.to + 1 ? Math.max(log.to, last) : log.to }, entries);
  const asOf = first <= log.asOf + 1 ? Math.max(log.asOf, last) : log.asOf;
  return { ...taken, asOf, head: Math.max(log.head, last) };
}

/** The messages that the entries tell of. */
export const messagesOf = (entries: readonly Entry[]): readonly Message[] =>
  entries.flatMap((entry) => (entry.type === 'message.sent' ? [entry.message] : []));

/** The message of a seq, where the log holds it. */
export const messageAt = (
  log: Pick<RoomLog, 'entries'> | undefined,
  seq: number | undefined,
): Message | undefined => messagesOf(log?.entries ?? []).find((message) => message.seq === seq);

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
    if (entry.type === 'message.sent') return peopleOf(entry.message);
    if (entry.type === 'message.changed')
      return [entry.actor, ...(entry.message ? peopleOf(entry.message) : [])];
    if (!isNotice(entry)) return [];
    return entry.type === 'member.changed' ? [entry.actor, entry.member] : [entry.actor];
  });

const peopleOf = ({ author, replyTo, recalledBy, pinnedBy }: Message): readonly Author[] =>
  [author, replyTo?.author, recalledBy, pinnedBy].filter((person) => person !== undefined);

/**
 * Adds the lines of the stretch, and takes the state of a message that has a higher rev. What was quoted follows what
 * became of it. The same list where nothing changed.
 */
function take(log: RoomLog, fresh: readonly Entry[]): RoomLog {
  const lines = new Map(log.entries.map((line) => [line.seq, line]));
  const quoted = new Map<number, Message>();
  let changed = false;
  const put = (line: Line): void => {
    lines.set(line.seq, line);
    changed = true;
  };
  for (const entry of fresh) {
    const known = lines.get(entry.type === 'message.changed' ? entry.target : entry.seq);
    if (entry.type !== 'message.changed') {
      const held = entry.seq >= log.from && entry.seq <= log.to;
      if (held && !(known && revOf(known) >= revOf(entry))) put(entry);
      continue;
    }
    // What was known up to `asOf` is in the quotes, which have no rev.
    const { message } = entry;
    if (!message) continue;
    if (entry.seq > log.asOf) quoted.set(message.seq, message);
    if (known?.type === 'message.sent' && known.message.rev < message.rev) put({ ...known, message });
  }
  if (quoted.size > 0) {
    for (const line of lines.values()) {
      const requoted = line.type === 'message.sent' ? quoting(line, quoted) : line;
      if (requoted !== line) put(requoted);
    }
  }
  return changed ? { ...log, entries: [...lines.values()].sort((a, b) => a.seq - b.seq) } : log;
}

const revOf = (line: Line): number => (line.type === 'message.sent' ? line.message.rev : line.seq);
