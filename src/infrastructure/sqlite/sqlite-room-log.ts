import {
  type Append,
  type Appended,
  type AppendMessage,
  type NoticePage,
  type Notices,
  type Page,
  type Pins,
  type RoomLog,
  type Sent,
  type Slice,
  type Window,
} from '../../application/ports/room-log.js';
import type { Entry, MessageChange, Notice, Position } from '../../domain/entry.js';
import type { Instant, Message, Version } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import { newEpoch } from '../new-epoch.js';
import { cut } from '../timeline.js';
import type { Remote } from './calls.js';
import { areFree, attach } from './attachments.js';
import type { Database } from './database.js';
import { appendChange } from './changes.js';
import { noteMentions } from './mentions.js';
import { AUTHOR, MESSAGE, readMessage, shownToAll, toMessage, type MessageRow } from './messages.js';
import { appendNotice } from './notices.js';
import { toAuthor } from './sqlite-users.js';

export class SqliteRoomLog implements RoomLog {
  /** @param changed is told of which room, or whose membership in it, what was read before no longer holds. */
  constructor(
    private readonly writer: Remote<typeof roomLogWrites>,
    private readonly reader: Remote<typeof roomLogReads>,
    private readonly changed: (room: RoomId, member: UserId) => void,
  ) {}

  async append(append: Append): Promise<Appended> {
    const { room, entry } = append;
    if ('digest' in append) {
      const appended = await this.writer.append(...flat(append));
      if (appended.status === 'stale') this.changed(room, entry.by.id);
      return appended;
    }
    if ('rev' in append) {
      const appended = await this.writer.appendChange(append);
      if (appended.status === 'stale') this.changed(room, entry.by.id);
      return appended;
    }
    try {
      return await this.writer.appendNotice(append);
    } finally {
      for (const user of [entry.by.id, ...(append.seats ?? []).map((seat) => seat.user)])
        this.changed(room, user);
    }
  }

  after(room: RoomId, seq: number, limit: number, reader?: UserId): Promise<Slice | undefined> {
    return this.reader.entriesAfter(room, seq, limit, reader);
  }

  window(room: RoomId, window: Window): Promise<Page | undefined> {
    return this.reader.timeline(room, window);
  }

  versions(room: RoomId, seq: number, limit: number): Promise<readonly Version[]> {
    return this.reader.versions(room, seq, limit);
  }

  pins(room: RoomId, reading: Pick<Window, 'beyond' | 'reader'>): Promise<Pins | undefined> {
    return this.reader.pins(room, reading);
  }

  sentBy(room: RoomId, user: UserId, since: Instant, limit: number): Promise<Sent | undefined> {
    return this.reader.sentBy(room, user, since, limit);
  }

  notices(room: RoomId, page: NoticePage): Promise<Notices | undefined> {
    return this.reader.notices(room, page);
  }

  renewEpoch(room: RoomId, { epoch, seq }: Position): Promise<void> {
    return this.writer.renewEpoch(room, { epoch, seq });
  }
}

/** An append as it goes to the writer's thread: with objects within objects, both threads would pay several times as much. */
export const flat = ({ room, entry: { type, at, by, message }, guard, digest }: AppendMessage) => {
  const { id, text, ...rare } = message;
  const given = Object.keys(rare).length > 0 ? rare : undefined;
  return [room, by.id, guard.room, guard.member, type, at, id, digest, text, given] as const;
};

interface Place {
  readonly room: number;
  readonly version: number;
  readonly epoch: string;
  readonly head: number;
  readonly author: number | null;
  readonly member: number | null;
  /** Of the message that this id was used for before. */
  readonly sent: number | null;
  readonly sent_at: number | null;
  readonly digest: string | null;
}

function append(
  db: Database,
  ...[id, by, roomVersion, memberVersion, type, at, messageId, digest, text, rare]: ReturnType<typeof flat>
): Appended {
  const place = db.get<Place>(
    `SELECT room.n AS room, room.version, room.epoch, room.head, user.n AS author, member.version AS member,
            message.seq AS sent, message.sent_at, message.digest
       FROM room
       LEFT JOIN user ON user.id = ?
       LEFT JOIN member ON member.room = room.n AND member.user = user.n
       LEFT JOIN message ON message.room = room.n AND message.author = user.n AND message.id = ?
      WHERE room.id = ?`,
    by,
    messageId,
    id,
  );
  if (!place) return { status: 'stale' };
  const { room, epoch, author, head, sent, sent_at: sentAt } = place;
  if (sent !== null && sentAt !== null) {
    // Of what was recalled there is no digest.
    if (place.digest !== '' && place.digest !== digest) return { status: 'id_reused' };
    return { status: 'duplicate', epoch, seq: sent, at: sentAt };
  }
  if (place.version !== roomVersion || place.member !== memberVersion) return { status: 'stale' };
  if (rare?.attachments && !areFree(db, place, rare.attachments)) return { status: 'stale' };

  const seq = head + 1;
  db.write(
    'INSERT INTO message (room, seq, rev, author, id, digest, text, sent_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    room,
    seq,
    seq,
    author,
    messageId,
    digest,
    text,
    at,
  );
  db.write(
    'INSERT INTO entry (room, seq, type, by, at, target) VALUES (?, ?, ?, ?, ?, last_insert_rowid())',
    room,
    seq,
    type,
    author,
    at,
  );
  db.write('UPDATE room SET head = ? WHERE n = ?', seq, room);
  db.write('UPDATE meta SET entries = entries + 1');
  const landed = { status: 'appended', epoch, seq, at } as const;
  return rare ? { ...landed, message: complete(db, room, seq, rare) } : landed;
}

/** Adds what few messages have. Answers the message where it quotes another. */
function complete(
  db: Database,
  room: number,
  seq: number,
  { mentions, everyone, replyTo, forwarded, attachments }: NonNullable<ReturnType<typeof flat>[9]>,
): Message | undefined {
  const { n } = db.get<{ n: number }>(
    `UPDATE message SET everyone = ?, forwarded = ?,
            reply_to = (SELECT target FROM entry WHERE entry.room = message.room AND entry.seq = ?)
      WHERE n = (SELECT target FROM entry WHERE room = ? AND seq = ?) RETURNING n`,
    Number(everyone ?? false),
    forwarded ? JSON.stringify(forwarded) : null,
    replyTo ?? null,
    room,
    seq,
  )!;
  if (mentions) noteMentions(db, n, mentions);
  if (attachments) attach(db, { n, seq }, attachments);
  return replyTo === undefined ? undefined : readMessage(db, n, '');
}

function renewEpoch(db: Database, id: RoomId, { epoch, seq }: Position): void {
  db.run('UPDATE room SET epoch = ? WHERE id = ? AND epoch = ? AND head < ?', newEpoch(), id, epoch, seq);
}

interface Log {
  readonly n: number;
  readonly epoch: string;
  readonly head: number;
  readonly oldest: number;
}

const find = (db: Database, id: RoomId): Log | undefined =>
  db.get<Log>('SELECT n, epoch, head, oldest FROM room WHERE id = ?', id);

/** What an entry has whatever its type. */
interface Placed {
  readonly seq: number;
  readonly at: number;
  readonly by: UserId;
  readonly actor: string;
  readonly actor_avatar: string;
}

/** Who was named by the room, and what else it says. */
interface EntryRow extends Placed, MessageRow {
  readonly type: 'message.sent' | Notice['type'];
  readonly member: UserId | null;
  readonly member_name: string;
  readonly member_avatar: string | null;
  readonly data: string | null;
}

/** A user by the number given, and what the room calls that user. */
const named = (user: string, number: string): string => `
  LEFT JOIN user AS ${user} ON ${user}.n = ${number}
  LEFT JOIN member AS ${user}_seat ON ${user}_seat.room = entry.room AND ${user}_seat.user = ${number}`;

const nameOf = (user: string): string => `coalesce(nullif(${user}_seat.nickname, ''), ${user}.nickname)`;

const PLACED = `entry.seq, entry.at, actor.id AS by, ${nameOf('actor')} AS actor, actor.avatar AS actor_avatar`;

/** The first value to bind is for whom it is read. */
const ENTRIES = `
  SELECT ${PLACED}, entry.type, subject.id AS member, ${nameOf('subject')} AS member_name,
         subject.avatar AS member_avatar, entry.data, ${MESSAGE}
    FROM entry
    LEFT JOIN message ON message.n = entry.target ${AUTHOR}
    ${named('actor', 'entry.by')} ${named('subject', 'entry.member')}`;

function timeline(db: Database, id: RoomId, { reader = '', ...window }: Window): Page | undefined {
  const log = find(db, id);
  if (!log) return undefined;
  const { n, epoch, head, oldest } = log;
  const { newest } = db.get<{ newest: number }>(
    'SELECT coalesce(max(seq), 0) AS newest FROM entry WHERE room = ?',
    n,
  )!;
  const entries = cut(window, {
    below: (seq, limit) =>
      read(db, 'entry.seq < ?3 ORDER BY entry.seq DESC', [reader, n, seq, limit]).toReversed(),
    from: (seq, limit) => read(db, 'entry.seq >= ?3 ORDER BY entry.seq', [reader, n, seq, limit]),
  });
  return { epoch, head, oldest, newest, entries };
}

const read = (
  db: Database,
  where: string,
  values: [reader: UserId, room: number, seq: number, limit: number],
) => db.all<EntryRow>(`${ENTRIES} WHERE entry.room = ?2 AND ${where} LIMIT +?4`, ...values).map(toEntry);

function entriesAfter(
  db: Database,
  id: RoomId,
  seq: number,
  limit: number,
  reader?: UserId,
): Slice | undefined {
  const log = find(db, id);
  if (!log) return undefined;
  const { n, epoch, head, oldest } = log;
  const entries = [
    ...read(db, 'entry.seq > ?3 ORDER BY entry.seq', [reader ?? '', n, seq, limit]),
    ...changes(db, reader, [n, seq, limit]),
  ];
  return { epoch, head, oldest, entries: entries.toSorted((a, b) => a.seq - b.seq).slice(0, limit) };
}

interface ChangeRow extends Placed {
  readonly target: number;
  /** The seq of it. */
  readonly message: number;
  readonly data: string;
}

function changes(
  db: Database,
  reader: UserId | undefined,
  which: [room: number, seq: number, limit: number],
): Entry[] {
  const rows = db.all<ChangeRow>(
    `SELECT ${PLACED}, entry.target, message.seq AS message, entry.data
       FROM change AS entry JOIN message ON message.n = entry.target ${named('actor', 'entry.by')}
      WHERE entry.room = ? AND entry.seq > ? ORDER BY entry.seq LIMIT +?`,
    ...which,
  );
  // Many may be about one message, which is read once.
  const messages = new Map<number, Message | undefined>();
  for (const { target } of rows) {
    if (messages.has(target)) continue;
    messages.set(target, reader === undefined ? shownToAll(db, target) : readMessage(db, target, reader));
  }
  return rows.map((row) => {
    const message = messages.get(row.target);
    const change = JSON.parse(row.data) as MessageChange;
    return {
      ...toDeed(row),
      type: 'message.changed',
      change,
      target: row.message,
      ...(message && { message }),
    };
  });
}

function notices(
  db: Database,
  id: RoomId,
  { before = Number.MAX_SAFE_INTEGER, beyond = 0, limit }: NoticePage,
): Notices | undefined {
  const log = find(db, id);
  if (!log) return undefined;
  const rows = db.all<EntryRow>(
    `${ENTRIES} WHERE entry.room = ?2 AND entry.target IS NULL AND entry.seq < ?3 AND entry.seq > ?4
      ORDER BY entry.seq DESC LIMIT +?5`,
    '',
    log.n,
    before,
    beyond,
    limit,
  );
  return { epoch: log.epoch, entries: rows.map(toEntry).toReversed() };
}

const versions = (db: Database, id: RoomId, seq: number, limit: number): Version[] =>
  db
    .all<Version>(
      `SELECT version.text, version.at
         FROM room JOIN entry ON entry.room = room.n JOIN version ON version.message = entry.target
        WHERE room.id = ? AND entry.seq = ? ORDER BY version.rev DESC LIMIT +?`,
      id,
      seq,
      limit,
    )
    .toReversed();

function pins(
  db: Database,
  id: RoomId,
  { beyond = 0, reader = '' }: Pick<Window, 'beyond' | 'reader'>,
): Pins | undefined {
  const log = find(db, id);
  if (!log) return undefined;
  const rows = db.all<MessageRow>(
    `SELECT ${MESSAGE} FROM message ${AUTHOR}
      WHERE message.room = ?2 AND message.pin IS NOT NULL AND message.seq > ?3 ORDER BY message.pin DESC`,
    reader,
    log.n,
    beyond,
  );
  return { epoch: log.epoch, messages: rows.map(toMessage) };
}

function sentBy(db: Database, id: RoomId, user: UserId, since: Instant, limit: number): Sent | undefined {
  const log = find(db, id);
  if (!log) return undefined;
  const found = db.all<{ seq: number }>(
    `SELECT seq FROM message
      WHERE room = ? AND author = (SELECT n FROM user WHERE id = ?) AND sent_at >= ? AND recalled_at IS NULL
      ORDER BY seq DESC LIMIT +?`,
    log.n,
    user,
    since,
    limit,
  );
  return { epoch: log.epoch, seqs: found.map(({ seq }) => seq).toReversed() };
}

const toDeed = ({ seq, at, by, actor, actor_avatar }: Placed) => ({
  seq,
  at,
  by,
  actor: toAuthor(by, actor, actor_avatar),
});

function toEntry(row: EntryRow): Entry {
  const { seq, at, type, by } = row;
  if (type === 'message.sent') return { seq, at, type, by, message: toMessage(row) };
  const data = JSON.parse(row.data ?? '{}') as object;
  const member = row.member !== null && { member: toAuthor(row.member, row.member_name, row.member_avatar) };
  return { ...toDeed(row), type, ...member, ...data } as Notice;
}

export const roomLogWrites = { append, appendChange, appendNotice, renewEpoch };
export const roomLogReads = { timeline, entriesAfter, notices, versions, pins, sentBy };
