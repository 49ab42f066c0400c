import type { Memberships } from '../../../application/ports/memberships.js';
import type { Hit, Hits, Search, SearchWanted } from '../../../application/ports/search.js';
import type { Epoch } from '../../../domain/entry.js';
import { fold, hasAll, holds, isNamed, type Query } from '../../../domain/query.js';
import type { Room, RoomId } from '../../../domain/room.js';
import type { UserId } from '../../../domain/user.js';
import { findRecords, isMessage, type MessageRecord } from '../entry-record.js';
import { roomKeys } from '../keys.js';
import { readMessages } from '../read-entries.js';
import type { Redis } from '../redis.js';
import { ROOM_FIELDS, toRoom, type RoomRecord } from '../room-record.js';
import { candidates } from './candidates.js';
import { Meant } from './meant.js';
import type { NoteKeeper } from './note-keeper.js';
import { soughtIn } from './notes.js';

/** So long it looks, in milliseconds. */
const PATIENCE = 250;

/** So many messages of a room are read at a time: few at first, for most searches end soon or find little. */
const PAGE = { first: 16, most: 128 };

/** Beyond all times. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** A room that the user sees, after an entry. */
interface Seen {
  readonly room: RoomId;
  readonly epoch: Epoch;
  readonly head: number;
  readonly from: number;
}

/** An entry up to which a room was looked through. */
interface Place {
  readonly room: RoomId;
  readonly seq: number;
  readonly at: number;
}

interface Fit extends Place {
  readonly seen: Seen;
  readonly record: MessageRecord;
}

/** A message that fits, or how far was looked when there was no more time. */
type Step = Fit | Place;

/** What one search asks of each message. */
interface Question {
  readonly query: Query;
  readonly sought: readonly number[];
  readonly meant: Meant;
  /** What comes after this. */
  readonly last: Place | undefined;
  readonly late: () => boolean;
}

/** Looks for messages by what is noted of them, reads those that may fit, and goes by what they are now. */
export class RedisSearch implements Search {
  constructor(
    private readonly redis: Redis,
    private readonly memberships: Memberships,
    private readonly notes: NoteKeeper,
  ) {}

  async find({ user, query, room, cursor, limit }: SearchWanted): Promise<Hits> {
    const end = performance.now() + PATIENCE;
    const seen = await this.seen(user, room, query.in);
    const last = cursor === undefined ? undefined : await this.placeOf(cursor, seen);
    if (cursor !== undefined && !last) return { hits: [], partial: false };

    const meant = new Meant(this.redis, user, query.from);
    const late = (): boolean => performance.now() > end;
    const question: Question = { query, sought: soughtIn(query), meant, last, late };
    const found: Fit[] = [];
    let reached: Place | undefined;
    for await (const step of merged(seen.map((one) => this.look(one, question)))) {
      if ('record' in step) found.push(step);
      else reached = step;
      if (found.length > limit || reached) break;
    }
    const hits = await this.read(found.slice(0, limit), user);
    const next = found.length > limit ? found[limit - 1] : reached;
    return { hits, ...(next && { cursor: `${next.room}:${next.seq}` }), partial: reached !== undefined };
  }

  /** Where the user may look, and wants to. */
  private async seen(user: UserId, only: RoomId | undefined, names: readonly string[]): Promise<Seen[]> {
    const ids = only === undefined ? await this.memberships.roomsOf(user) : [only];
    const seen = await Promise.all(
      ids.map(async (id) => {
        const [membership, [epoch, head, ...about]] = await Promise.all([
          this.memberships.find(id, user),
          this.redis.command<[string, string, ...RoomRecord]>(
            ...(['HMGET', roomKeys(id).room, 'epoch', 'head', ...ROOM_FIELDS] as const),
          ),
        ]);
        const room: Room | undefined = toRoom(id, about);
        if (!membership || !room || !isNamed([room.name], names)) return [];
        return [{ room: id, epoch, head: Number(head), from: membership.from }];
      }),
    );
    return seen.flat();
  }

  /** The place that a cursor was made of. */
  private async placeOf(cursor: string, seen: readonly Seen[]): Promise<Place | undefined> {
    const [, id, digits] = /^([^:]+):(\d{1,15})$/.exec(cursor) ?? [];
    const seq = Number(digits);
    if (!seen.some(({ room, from }) => room === id && seq > from)) return undefined;
    const [record] = await findRecords(this.redis, id!, [seq]);
    return record && { room: id!, seq, at: record.entry.at };
  }

  /** Goes through a room, the newest first. */
  private async *look(
    seen: Seen,
    { query, sought, meant, last, late }: Question,
  ): AsyncGenerator<Step, undefined> {
    const { room, from, head } = seen;
    const authors = await meant.numbersIn(room);
    if (authors?.length === 0) return undefined;
    const here = last?.room === room;
    const { after = 0, before = NEVER } = query;
    const till = last && !here ? Math.min(before, last.at + 1) : before;
    let below = here ? last.seq : head + 1;
    for (let most = PAGE.first; below > from + 1; most = Math.min(4 * most, PAGE.most)) {
      const place = { beyond: from, below, most };
      const looked = await candidates(this.redis, room, { sought, authors, after, before: till, ...place });
      for (const block of looked.bare) this.notes.plan(room, block);
      below = looked.reached;
      // The last of these says when, too.
      const seqs = [...new Set([...looked.seqs, below])].filter((seq) => seq > from);
      const records = await findRecords(this.redis, room, seqs);
      const people = await meant.among(room, [...new Set(records.map(({ entry }) => entry.by.id))]);
      const places = records.map((record) => ({ room, seq: record.seq, at: record.entry.at, seen, record }));
      const further = places.filter((place) => !last || follows(last, place));
      for (const { record, ...place } of further) {
        if (isMessage(record) && people.has(record.entry.by.id) && fits(record, query))
          yield { ...place, record };
      }
      const end = further.at(-1);
      if (end && late()) yield { room, seq: end.seq, at: end.at };
    }
    return undefined;
  }

  /** The messages as the user sees them. */
  private read(found: readonly Fit[], user: UserId): Promise<Hit[]> {
    return Promise.all(
      found.map(async ({ seen: { room, epoch }, record }) => {
        const [message] = await readMessages(this.redis, room, [record], user);
        return { room, epoch, message: message! };
      }),
    );
  }
}

function fits({ entry }: MessageRecord, { terms, has, after, before }: Query): boolean {
  return (
    entry.state?.recalledAt === undefined &&
    entry.at >= (after ?? 0) &&
    entry.at < (before ?? NEVER) &&
    hasAll(entry.message, has) &&
    holds(fold(entry.message.text), terms)
  );
}

/** Whether one comes after another: it is older, or of a room that comes later. */
const follows = (one: Place, next: Place): boolean =>
  one.room === next.room
    ? next.seq < one.seq
    : next.at < one.at || (next.at === one.at && next.room > one.room);

/** All of them, those that others follow first. */
async function* merged(rooms: readonly AsyncGenerator<Step, undefined>[]): AsyncGenerator<Step> {
  const heads = await Promise.all(
    rooms.map(async (looked) => ({ looked, step: (await looked.next()).value })),
  );
  for (;;) {
    let first: (typeof heads)[number] | undefined;
    for (const head of heads) {
      if (head.step && (!first?.step || follows(head.step, first.step))) first = head;
    }
    if (!first?.step) return;
    yield first.step;
    first.step = (await first.looked.next()).value;
  }
}
