import {
  type Append,
  type Appended,
  type AppendMessage,
  type NoticePage,
  type Notices,
  type RoomLog,
  type Slice,
  type Window,
} from '../../application/ports/room-log.js';
import type { Entry, Notice, Position } from '../../domain/entry.js';
import type { Message } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import { newEpoch } from '../new-epoch.js';
import { cut } from '../timeline.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';
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
    try {
      return await this.writer.appendNotice(append);
    } finally {
      for (const user of [entry.by.id, ...(append.seats ?? []).map((seat) => seat.user)])
        this.changed(room, user);
    }
  }

  after(room: RoomId, seq: number, limit: number): Promise<Slice | undefined> {
    return this.reader.slice(room, { after: seq, limit });
  }

  window(room: RoomId, window: Window): Promise<Slice | undefined> {
    return this.reader.slice(room, window);
  }

  notices(room: RoomId, page: NoticePage): Promise<Notices | undefined> {
    return this.reader.notices(room, page);
  }

  renewEpoch(room: RoomId, { epoch, seq }: Position): Promise<void> {
    return this.writer.renewEpoch(room, { epoch, seq });
  }
}

/** An append as it goes to the writer's thread: with objects within objects, both threads would pay several times as much. */
export const flat = ({ room, entry: { type, at, by, message }, guard, digest }: AppendMessage) =>
  [
    room,
    by.id,
    guard.room,
    guard.member,
    type,
    at,
    message.id,
    digest,
    message.text,
    message.mentions,
  ] as const;

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
  ...[id, by, roomVersion, memberVersion, type, at, messageId, digest, text, mentions]: ReturnType<
    typeof flat
  >
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
    if (place.digest !== digest) return { status: 'id_reused' };
    return { status: 'duplicate', epoch, seq: sent, at: sentAt };
  }
  if (place.version !== roomVersion || place.member !== memberVersion) return { status: 'stale' };

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
  if (mentions) mention(db, { room, seq, author }, JSON.stringify(mentions));
  return { status: 'appended', epoch, seq, at };
}

/** Notes whom the message mentions. */
function mention(
  db: Database,
  { room, seq, author }: { room: number; seq: number; author: number | null },
  mentions: string,
): void {
  db.write(
    `UPDATE message SET mentions = ? WHERE n = (SELECT target FROM entry WHERE room = ? AND seq = ?)`,
    mentions,
    room,
    seq,
  );
  db.write(
    `INSERT INTO mention (room, user, seq)
     SELECT ?, n, ? FROM user WHERE id IN (SELECT value FROM json_each(?)) AND n <> ?`,
    room,
    seq,
    mentions,
    author,
  );
}

function renewEpoch(db: Database, id: RoomId, { epoch, seq }: Position): void {
  db.run('UPDATE room SET epoch = ? WHERE id = ? AND epoch = ? AND head < ?', newEpoch(), id, epoch, seq);
}

interface EntryRow {
  readonly seq: number;
  readonly at: number;
  readonly type: Entry['type'];
  readonly by: UserId;
  readonly actor: string;
  readonly actor_avatar: string;
  readonly member: UserId | null;
  readonly member_name: string;
  readonly member_avatar: string | null;
  readonly data: string | null;
  readonly message_seq: number;
  readonly rev: number;
  readonly id: string;
  readonly author: UserId;
  readonly nickname: string;
  readonly avatar: string | null;
  readonly text: string;
  readonly mentions: string | null;
  readonly sent_at: number;
}

/** A user by the number given, and what the room calls that user. */
const named = (user: string, number: string): string => `
  LEFT JOIN user AS ${user} ON ${user}.n = ${number}
  LEFT JOIN member AS ${user}_seat ON ${user}_seat.room = entry.room AND ${user}_seat.user = ${number}`;

const nameOf = (user: string): string => `coalesce(nullif(${user}_seat.nickname, ''), ${user}.nickname)`;

const ENTRIES = `
  SELECT entry.seq, entry.at, entry.type, actor.id AS by, ${nameOf('actor')} AS actor, actor.avatar AS actor_avatar,
         subject.id AS member, ${nameOf('subject')} AS member_name, subject.avatar AS member_avatar, entry.data, message.seq AS message_seq, message.rev, message.id,
         author.id AS author, ${nameOf('author')} AS nickname, author.avatar, message.text, message.mentions, message.sent_at
    FROM entry
    LEFT JOIN message ON message.n = entry.target
    ${named('actor', 'entry.by')} ${named('subject', 'entry.member')} ${named('author', 'message.author')}`;

function slice(db: Database, id: RoomId, window: Window): Slice | undefined {
  const room = db.get<{ n: number; epoch: string; head: number; oldest: number }>(
    'SELECT n, epoch, head, oldest FROM room WHERE id = ?',
    id,
  );
  if (!room) return undefined;

  const { n, epoch, head, oldest } = room;
  const read = (where: string, seq: number, limit: number) =>
    db.all<EntryRow>(`${ENTRIES} WHERE entry.room = ? AND ${where} LIMIT ?`, n, seq, limit).map(toEntry);
  const entries = cut(window, {
    below: (seq, limit) => read('entry.seq < ? ORDER BY entry.seq DESC', seq, limit).toReversed(),
    from: (seq, limit) => read('entry.seq >= ? ORDER BY entry.seq', seq, limit),
  });
  return { epoch, head, oldest, entries };
}

function notices(
  db: Database,
  id: RoomId,
  { before = Number.MAX_SAFE_INTEGER, beyond = 0, limit }: NoticePage,
): Notices | undefined {
  const room = db.get<{ n: number; epoch: string }>('SELECT n, epoch FROM room WHERE id = ?', id);
  if (!room) return undefined;
  const rows = db.all<EntryRow>(
    `${ENTRIES} WHERE entry.room = ? AND entry.target IS NULL AND entry.seq < ? AND entry.seq > ?
      ORDER BY entry.seq DESC LIMIT ?`,
    room.n,
    before,
    beyond,
    limit,
  );
  return { epoch: room.epoch, entries: rows.map(toEntry).toReversed() };
}

function toEntry(row: EntryRow): Entry {
  const { seq, at, type, by } = row;
  if (type === 'message.sent') {
    const { message_seq, rev, id, author, nickname, avatar, text, mentions, sent_at: sentAt } = row;
    const said = { text, ...mentioned(mentions), sentAt };
    const message = { seq: message_seq, rev, id, author: toAuthor(author, nickname, avatar), ...said };
    return { seq, at, type, by, message };
  }
  const data = JSON.parse(row.data ?? '{}') as object;
  const member = row.member !== null && { member: toAuthor(row.member, row.member_name, row.member_avatar) };
  return {
    seq,
    at,
    type,
    by,
    actor: toAuthor(by, row.actor, row.actor_avatar),
    ...member,
    ...data,
  } as Notice;
}

/** What a message says of those whom it mentions. */
export const mentioned = (mentions: string | null): Pick<Message, 'mentions'> =>
  mentions === null ? {} : { mentions: JSON.parse(mentions) as UserId[] };

export const roomLogWrites = { append, appendNotice, renewEpoch };
export const roomLogReads = { slice, notices };
