import { placed, type Entry } from '../../domain/entry.js';
import {
  EXCERPT,
  gist,
  REACTION_LIMIT,
  type Author,
  type Message,
  type Quote,
} from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import { excerpt } from '../../domain/text.js';
import type { UserId } from '../../domain/user.js';
import { findRecords, isMessage, toMessage, type EntryRecord, type MessageRecord } from './entry-record.js';
import { roomKeys } from './keys.js';
import { authors } from './people.js';
import type { Redis } from './redis.js';

/** What entries speak of, in the state of now. */
interface Known {
  readonly messages: ReadonlyMap<number, MessageRecord>;
  readonly now: (author: Author) => Author;
  readonly reader: UserId | undefined;
  /** Some member does not see what is up to this seq. */
  readonly hidden: number;
}

/** The entries as they are now; for nobody in particular, changes without messages that some member may not see. */
export async function readEntries(
  redis: Redis,
  room: RoomId,
  records: readonly EntryRecord[],
  reader?: UserId,
): Promise<Entry[]> {
  const known = await gather(redis, room, records, reader);
  return records.map((record) => current(record, known));
}

/** The messages as they are now. */
export async function readMessages(
  redis: Redis,
  room: RoomId,
  records: readonly MessageRecord[],
  reader?: UserId,
): Promise<Message[]> {
  const known = await gather(redis, room, records, reader);
  return records.map((record) => shown(record, known));
}

async function gather(
  redis: Redis,
  room: RoomId,
  records: readonly EntryRecord[],
  reader: UserId | undefined,
): Promise<Known> {
  const changed = records.flatMap(({ entry }) => (entry.type === 'message.changed' ? [entry.target] : []));
  const targets = (await findRecords(redis, room, [...new Set(changed)])).filter(isMessage);
  const answered = [...records, ...targets].flatMap(({ entry }) =>
    entry.type === 'message.sent' ? (entry.message.replyTo ?? []) : [],
  );
  const quoted = (await findRecords(redis, room, [...new Set(answered)])).filter(isMessage);
  const people = [...records, ...targets, ...quoted].flatMap(peopleOf);
  const [named, hidden] = await Promise.all([
    authors(redis, room, people),
    changed.length > 0 && reader === undefined ? hiddenFrom(redis, room) : 0,
  ]);
  return {
    messages: new Map([...quoted, ...targets].map((record) => [record.seq, record])),
    now: (author) => named.get(author.id) ?? author,
    reader,
    hidden,
  };
}

/** The highest seq that some member does not see. */
async function hiddenFrom(redis: Redis, room: RoomId): Promise<number> {
  const [, from] = await redis.command<string[]>('ZRANGE', roomKeys(room).froms, 0, 0, 'REV', 'WITHSCORES');
  return Number(from ?? 0);
}

function peopleOf({ entry }: EntryRecord): UserId[] {
  if (entry.type === 'member.changed') return [entry.by.id, entry.member.id];
  if (entry.type !== 'message.sent') return [entry.by.id];
  const { recalledBy, pinnedBy } = entry.state ?? {};
  return [entry.by, recalledBy, pinnedBy].flatMap((author) => author?.id ?? []);
}

function current(record: EntryRecord, known: Known): Entry {
  const { seq, entry } = record;
  const by = known.now(entry.by);
  if (isMessage(record)) return placed({ ...record.entry, by }, seq, shown(record, known));
  if (entry.type === 'message.changed') {
    const target = known.messages.get(entry.target);
    const message = target && shown(target, known);
    const visible = entry.target > known.hidden || message?.recalledAt !== undefined;
    return placed({ ...entry, by }, seq, visible ? message : undefined);
  }
  if (entry.type === 'member.changed') return placed({ ...entry, by, member: known.now(entry.member) }, seq);
  return placed({ ...(entry as Exclude<typeof entry, { type: 'message.sent' }>), by }, seq);
}

function shown(record: MessageRecord, { messages, now, reader }: Known): Message {
  const message = toMessage(record);
  const { author, reactions, recalledBy, pinnedBy } = message;
  const { replyTo } = record.entry.message;
  const quoted = replyTo === undefined ? undefined : messages.get(replyTo);
  return {
    ...message,
    author: now(author),
    ...(recalledBy && { recalledBy: now(recalledBy) }),
    ...(pinnedBy && { pinnedBy: now(pinnedBy) }),
    ...(quoted && { replyTo: quote(quoted, now) }),
    ...(reactions && {
      reactions: reactions.map(({ by, ...reaction }) => ({
        ...reaction,
        by: by.slice(0, REACTION_LIMIT.named),
        ...(reader !== undefined && by.includes(reader) && { mine: true as const }),
      })),
    }),
  };
}

function quote({ seq, entry }: MessageRecord, now: Known['now']): Quote {
  const recalled = entry.state?.recalledAt !== undefined && { recalled: true as const };
  return { seq, author: now(entry.by), text: excerpt(gist(entry.message), EXCERPT), ...recalled };
}
