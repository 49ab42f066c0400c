import type { Reading, RoomDirectory, RoomSummary } from '../../application/ports/room-directory.js';
import type { NotifyLevel, Role } from '../../domain/membership.js';
import type { Author } from '../../domain/message.js';
import type { UserId } from '../../domain/user.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';
import { ROOM, toRoom, type RoomRow } from './sqlite-rooms.js';
import { AUTHOR, MESSAGE, toMessage, type MessageRow } from './messages.js';
import { FIRST_UNREAD, MENTIONS, UNREAD } from './unread.js';
import { toAuthor } from './sqlite-users.js';

export class SqliteRoomDirectory implements RoomDirectory {
  constructor(private readonly reader: Remote<typeof roomDirectoryReads>) {}

  async mine(user: UserId): Promise<readonly RoomSummary[]> {
    return (await this.reader.roomsJoined(user)).map(toSummary);
  }

  async others(user: UserId, afterKey: string, limit: number): Promise<readonly RoomSummary[]> {
    return (await this.reader.roomsNotJoined(user, afterKey, limit)).map(toSummary);
  }
}

interface SummaryRow extends RoomRow {
  readonly members: number;
  readonly epoch: string;
  readonly head: number;
  readonly marker: number | null;
  readonly role: Role;
  readonly muted_until: number;
  readonly joined_at: number;
  readonly notify: NotifyLevel;
  readonly unread: number;
  readonly mentions: number;
  readonly first_unread: number | null;
  readonly people: string | null;
}

/** Of the last message, where there is one. */
type LastRow = MessageRow | { readonly message_seq: null };

const SUMMARY = `${ROOM}, room.members, room.epoch, room.head, ${MESSAGE}`;

/** Of a direct talk: all members but the one of a row of `member`. */
const PEOPLE = `CASE room.kind WHEN 'direct' THEN (
  SELECT json_group_array(json_object('id', user.id, 'nickname', coalesce(nullif(other.nickname, ''), user.nickname),
                                      'avatar', user.avatar)
           ORDER BY other.number)
    FROM member AS other JOIN user ON user.n = other.user
   WHERE other.room = room.n AND other.user <> member.user) END`;

/** The last message beyond a seq. */
const lastMessage = (since: string): string => `
  LEFT JOIN message ON message.n = (
    SELECT target FROM entry
     WHERE entry.room = room.n AND entry.seq > ${since} AND entry.type = 'message.sent' ORDER BY entry.seq DESC LIMIT 1)
  ${AUTHOR}`;

const roomsJoined = (db: Database, user: UserId): (SummaryRow & LastRow)[] =>
  db.all<SummaryRow & LastRow>(
    `SELECT ${SUMMARY}, member.role, member.muted_until, member.joined_at, member.notify, member.marker,
            ${UNREAD} AS unread, ${MENTIONS} AS mentions,
            ${FIRST_UNREAD} AS first_unread, ${PEOPLE} AS people
       FROM user JOIN member ON member.user = user.n JOIN room ON room.n = member.room ${lastMessage('member.since')}
      WHERE user.id = ?1 ORDER BY room.key`,
    user,
  );

const roomsNotJoined = (
  db: Database,
  user: UserId,
  afterKey: string,
  limit: number,
): (SummaryRow & LastRow)[] =>
  db.all<SummaryRow & LastRow>(
    `SELECT ${SUMMARY}, NULL AS marker, NULL AS people
       FROM room ${lastMessage('0')}
      WHERE room.kind IN ('public', 'announcement') AND room.key > ?2 AND NOT EXISTS (
              SELECT 1 FROM member JOIN user ON user.n = member.user
               WHERE member.room = room.n AND user.id = ?1)
      ORDER BY room.key LIMIT +?3`,
    user,
    afterKey,
    limit,
  );

const toSummary = (row: SummaryRow & LastRow): RoomSummary => ({
  room: toRoom(row),
  memberCount: row.members,
  epoch: row.epoch,
  head: row.head,
  last: row.message_seq === null ? undefined : toMessage(row),
  ...(row.people !== null && {
    people: (JSON.parse(row.people) as Author[]).map(({ id, nickname, avatar }) =>
      toAuthor(id, nickname, avatar),
    ),
  }),
  reading: row.marker === null ? undefined : toReading({ ...row, marker: row.marker }),
});

const toReading = ({
  role,
  muted_until,
  joined_at,
  notify,
  marker,
  unread,
  mentions,
  first_unread,
}: SummaryRow & { marker: number }): Reading => ({
  role,
  mutedUntil: muted_until,
  joinedAt: joined_at,
  notify,
  marker,
  unread,
  mentions,
  ...(first_unread !== null && { firstUnread: first_unread }),
});

export const roomDirectoryReads = { roomsJoined, roomsNotJoined };
