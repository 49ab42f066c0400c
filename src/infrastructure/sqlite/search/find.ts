import type { Hit, Hits, SearchWanted } from '../../../application/ports/search.js';
import { fold, hasAll, holds, isFrom, isNamed, type Query } from '../../../domain/query.js';
import type { RoomId } from '../../../domain/room.js';
import type { UserId } from '../../../domain/user.js';
import { soughtOf, type Sought } from '../../grams.js';
import type { Database } from '../database.js';
import { roomLogReads } from '../sqlite-room-log.js';
import { ANY, chunkOf, noteOfAuthor, noteOfFeature, Places, searched, type Noted } from './notes.js';
import type { Searcher } from './searcher.js';

/** The most authors that are looked for by themselves; of more, what anyone has said is looked at. */
const AUTHORS = 100;

/** Where the user may look: rooms by their numbers, and what each shows. */
interface Seen {
  readonly id: RoomId;
  readonly since: number;
}

function find(searcher: Searcher, wanted: SearchWanted): Hits {
  const { db, file } = searcher;
  const seen = seenBy(db, wanted);
  const start = wanted.cursor === undefined ? searcher.last + 1 : placeOf(db, wanted.cursor, seen);
  if (seen.size === 0 || start === undefined) return { hits: [], partial: false };

  searcher.follow();
  file.look([...seen.keys()]);
  const { query, user, limit } = wanted;
  const authors = query.from.length > 0 ? authorsOf(db, query.from, user, [...seen.keys()]) : undefined;
  const sought = soughtIn(query, authors);
  const { after = 0, before = Infinity } = query;
  const may = ({ room, author, sentAt }: Noted): boolean =>
    seen.has(room) && authors?.has(author) !== false && sentAt >= after && sentAt < before;
  const end = performance.now() + searcher.patience;
  const late = (): boolean => performance.now() > end;

  const found: Row[] = [];
  let reached: Row | undefined;
  let partial = false;
  for (let n = chunkOf(start - 1); n >= 0 && found.length <= limit && !partial; n -= 1) {
    const times = file.chunks.get(n);
    if (times && (times.last < after || times.first >= before)) continue;
    for (const message of times ? noted(searcher, n, sought) : plain(searcher, n, query, may)) {
      if (message >= start) continue;
      const row = rowOf(db, message);
      const room = row && seen.get(row.room);
      if (!room || row.seq <= room.since) continue;
      reached = row;
      if (fits(row, query, user)) found.push(row);
      if (found.length > limit || (partial = late())) break;
    }
    partial ||= n > 0 && late();
  }
  const more = found.length > limit;
  const page = found.slice(0, limit);
  const last = more ? page.at(-1) : partial ? reached : undefined;
  return {
    hits: page.map((row) => hitOf(db, row, seen.get(row.room)!.id, user)),
    ...(last && { cursor: `${seen.get(last.room)!.id}:${last.seq}` }),
    partial: partial && !more,
  };
}

/** The rooms that the user is in and wants to look in. */
function seenBy(db: Database, { user, query, room }: SearchWanted): ReadonlyMap<number, Seen> {
  const rooms = db.all<{ n: number; id: RoomId; name: string; since: number }>(
    `SELECT room.n, room.id, room.name, member.since
       FROM user JOIN member ON member.user = user.n JOIN room ON room.n = member.room
      WHERE user.id = ?`,
    user,
  );
  return new Map(
    rooms
      .filter(({ id, name }) => (room === undefined || room === id) && isNamed([name], query.in))
      .map(({ n, id, since }) => [n, { id, since }]),
  );
}

/** The number of the message that a cursor names. */
function placeOf(db: Database, cursor: string, seen: ReadonlyMap<number, Seen>): number | undefined {
  const [, id, seq] = /^([^:]+):(\d{1,15})$/.exec(cursor) ?? [];
  const place = [...seen].find(([, room]) => room.id === id);
  if (!place || Number(seq) <= place[1].since) return undefined;
  return db.get<{ target: number }>(
    "SELECT target FROM entry WHERE room = ? AND seq = ? AND type = 'message.sent'",
    place[0],
    Number(seq),
  )?.target;
}

/** What fits is noted under one of each list. */
function soughtIn(query: Query, authors: ReadonlySet<number> | undefined): readonly Sought[][] {
  const whole = (gram: string): Sought => ({ gram, prefix: false });
  const sought = query.terms.flatMap((term) => soughtOf(term).map((one) => [one]));
  for (const feature of query.has) sought.push([whole(noteOfFeature(feature))]);
  if (authors && authors.size <= AUTHORS) sought.push([...authors].map((one) => whole(noteOfAuthor(one))));
  return sought.length > 0 ? sought : [[whole(ANY)]];
}

/** Those who may be meant by a name; whether they are is seen at each message. */
function authorsOf(
  db: Database,
  from: readonly string[],
  user: UserId,
  rooms: readonly number[],
): ReadonlySet<number> {
  const found = db.all<{ n: number }>(
    `SELECT user.n FROM user LEFT JOIN account ON account.user = user.n, json_each(?1) AS name
      WHERE instr(replace(user.searchable, ' ', ''), name.value) > 0 OR instr(account.username, name.value) > 0
         OR user.id = ?2
      UNION
     SELECT member.user FROM json_each(?3) AS seen JOIN member ON member.room = seen.value, json_each(?1) AS name
      WHERE member.searchable <> '' AND instr(replace(member.searchable, ' ', ''), name.value) > 0`,
    JSON.stringify(from),
    user,
    JSON.stringify(rooms),
  );
  return new Set(found.map(({ n }) => n));
}

/** The messages of a chunk that may fit, by what is noted of them, the last first. */
function noted({ file }: Searcher, chunk: number, sought: readonly (readonly Sought[])[]): Iterable<number> {
  const places = Places.all();
  for (const notes of sought) if (!places.narrow(file.under(chunk, notes))) return [];
  return places.backwards(chunk);
}

/** The messages of a chunk that is not noted that may fit, the last first. */
function* plain(
  searcher: Searcher,
  n: number,
  { terms }: Query,
  may: (message: Noted) => boolean,
): Generator<number> {
  for (const message of searcher.chunk(n).messages.toReversed()) {
    if (may(message) && holds(foldOnce(message), terms)) yield message.n;
  }
}

const folded = new WeakMap<Noted, string>();

function foldOnce(message: Noted): string {
  let text = folded.get(message);
  if (text === undefined) folded.set(message, (text = fold(message.text)));
  return text;
}

interface Row {
  readonly room: number;
  readonly seq: number;
  readonly text: string;
  readonly attachments: string | null;
  readonly sent_at: number;
  readonly author: UserId;
  readonly nickname: string;
  readonly username: string | null;
  readonly called: string | null;
}

const rowOf = (db: Database, message: number): Row | undefined =>
  db.get<Row>(
    `SELECT message.room, message.seq, message.text, message.attachments, message.sent_at, user.id AS author, user.nickname,
            account.username, member.nickname AS called
       FROM message JOIN user ON user.n = message.author
       LEFT JOIN account ON account.user = user.n
       LEFT JOIN member ON member.room = message.room AND member.user = user.n
      WHERE message.n = ? AND message.recalled_at IS NULL`,
    message,
  );

/** Whether the message as it is now is what the user looks for. */
function fits(row: Row, query: Query, user: UserId): boolean {
  const { text, sent_at: sentAt, author, nickname, username, called } = row;
  const names = [nickname, username ?? '', called ?? ''];
  return (
    sentAt >= (query.after ?? 0) &&
    sentAt < (query.before ?? Infinity) &&
    isFrom(names, author === user, query.from) &&
    hasAll(searched(row), query.has) &&
    holds(fold(text), query.terms)
  );
}

function hitOf(db: Database, { seq }: Row, room: RoomId, reader: UserId): Hit {
  const { epoch, entries } = roomLogReads.timeline(db, room, { around: seq, limit: 1, reader })!;
  const [entry] = entries;
  if (entry?.type !== 'message.sent') throw new Error(`${room} has no message ${seq}`);
  return { room, epoch, message: entry.message };
}

export const searches = { find };
