import { EXCERPT, REACTION_LIMIT, type Message, type Quote, type Reaction } from '../../domain/message.js';
import type { Attachment } from '../../domain/file.js';
import type { UserId } from '../../domain/user.js';
import type { Database } from './database.js';
import { toAuthor } from './sqlite-users.js';

/** A user of a number, as the room of a row of `message` knows that user, in JSON. */
const person = (number: string): string => `
  (SELECT json_object('id', user.id, 'avatar', user.avatar,
                      'nickname', coalesce(nullif(seat.nickname, ''), user.nickname))
     FROM user LEFT JOIN member AS seat ON seat.room = message.room AND seat.user = user.n
    WHERE user.n = ${number})`;

/** As `gist` says it. */
const GIST = `
  CASE WHEN quoted.attachments IS NOT NULL AND trim(quoted.text) = ''
       THEN (SELECT group_concat(value ->> 'name', ', ') FROM json_each(quoted.attachments)) ELSE quoted.text END`;

const QUOTE = `
  (SELECT json_object('seq', quoted.seq, 'author', json(${person('quoted.author')}),
                      'text', substr(${GIST}, 1, ${EXCERPT}), 'recalled', quoted.recalled_at IS NOT NULL)
     FROM message AS quoted WHERE quoted.n = message.reply_to)`;

/** The first value to bind is for whom it is read. */
const REACTIONS = `
  (SELECT json_group_array(json_object(
            'emoji', kind.emoji, 'count', kind.count,
            'by', json((SELECT json_group_array(id) FROM (
                          SELECT user.id FROM reaction JOIN user ON user.n = reaction.user
                           WHERE reaction.message = message.n AND reaction.emoji = kind.emoji
                           ORDER BY reaction.seq LIMIT ${REACTION_LIMIT.named}))),
            'mine', EXISTS (SELECT 1 FROM reaction
                             WHERE reaction.message = message.n AND reaction.emoji = kind.emoji
                               AND reaction.user = (SELECT n FROM user WHERE id = ?1)))
            ORDER BY kind.first)
     FROM (SELECT emoji, count(*) AS count, min(seq) AS first FROM reaction
            WHERE reaction.message = message.n GROUP BY emoji) AS kind)`;

/** What few messages have, in JSON; of the others it costs nothing to find that out. */
const RARE = `
  CASE WHEN message.rev > message.seq OR message.reply_to IS NOT NULL OR message.everyone
              OR message.forwarded IS NOT NULL
       THEN json_object(
         'everyone', message.everyone, 'forwarded', json(message.forwarded), 'replyTo', json(${QUOTE}),
         'editedAt', message.edited_at,
         'recalledAt', message.recalled_at, 'recalledBy', json(${person('message.recalled_by')}),
         'pinnedAt', message.pinned_at, 'pinnedBy', json(${person('message.pinned_by')}),
         'reactions', json(${REACTIONS})) END`;

/** The columns of a `MessageRow`, of a row of `message`. */
export const MESSAGE = `
  message.seq AS message_seq, message.rev, message.id AS message_id, author.id AS author, author.avatar,
  coalesce(nullif(author_seat.nickname, ''), author.nickname) AS nickname, message.text,
  message.mentions AS named, message.attachments, message.sent_at, ${RARE} AS rare`;

/** What they need beside it. */
export const AUTHOR = `
  LEFT JOIN user AS author ON author.n = message.author
  LEFT JOIN member AS author_seat ON author_seat.room = message.room AND author_seat.user = message.author`;

export interface MessageRow {
  readonly message_seq: number;
  readonly rev: number;
  readonly message_id: string;
  readonly author: UserId;
  readonly nickname: string;
  readonly avatar: string | null;
  readonly text: string;
  readonly named: string | null;
  readonly attachments: string | null;
  readonly sent_at: number;
  readonly rare: string | null;
}

interface Person {
  readonly id: UserId;
  readonly nickname: string;
  readonly avatar: string | null;
}

/** What is not there is null; what is true is 1. */
interface Rare {
  readonly everyone: number;
  readonly forwarded: Message['forwarded'] | null;
  readonly replyTo: (Omit<Quote, 'author' | 'recalled'> & { author: Person; recalled: number }) | null;
  readonly editedAt: number | null;
  readonly recalledAt: number | null;
  readonly recalledBy: Person | null;
  readonly pinnedAt: number | null;
  readonly pinnedBy: Person | null;
  readonly reactions: readonly (Omit<Reaction, 'mine'> & { mine: number })[];
}

export const toMessage = (row: MessageRow): Message => ({
  seq: row.message_seq,
  rev: row.rev,
  id: row.message_id,
  author: toAuthor(row.author, row.nickname, row.avatar),
  text: row.text,
  ...(row.named !== null && { mentions: JSON.parse(row.named) as UserId[] }),
  ...(row.attachments !== null && { attachments: JSON.parse(row.attachments) as Attachment[] }),
  sentAt: row.sent_at,
  ...(row.rare !== null && toRare(JSON.parse(row.rare) as Rare)),
});

const toPerson = ({ id, nickname, avatar }: Person) => toAuthor(id, nickname, avatar);

const toRare = (rare: Rare): Partial<Message> => ({
  ...(rare.everyone === 1 && { everyone: true }),
  ...(rare.forwarded && { forwarded: rare.forwarded }),
  ...(rare.replyTo && { replyTo: toQuote(rare.replyTo) }),
  ...(rare.editedAt !== null && { editedAt: rare.editedAt }),
  ...(rare.recalledAt !== null && { recalledAt: rare.recalledAt }),
  ...(rare.recalledBy && { recalledBy: toPerson(rare.recalledBy) }),
  ...(rare.pinnedAt !== null && { pinnedAt: rare.pinnedAt }),
  ...(rare.pinnedBy && { pinnedBy: toPerson(rare.pinnedBy) }),
  ...(rare.reactions.length > 0 && { reactions: rare.reactions.map(toReaction) }),
});

const toQuote = ({ seq, author, text, recalled }: NonNullable<Rare['replyTo']>): Quote => ({
  seq,
  author: toPerson(author),
  text,
  ...(recalled === 1 && { recalled: true }),
});

const toReaction = ({ emoji, count, by, mine }: Rare['reactions'][number]): Reaction => ({
  emoji,
  count,
  by,
  ...(mine === 1 && { mine: true }),
});

/** A message by its number in the file, unless some member may not see it. Of a recalled one there is nothing to hide. */
export function shownToAll(db: Database, n: number): Message | undefined {
  const hidden = db.get(
    `SELECT 1 FROM message JOIN room ON room.n = message.room AND room.kind = 'private'
      WHERE message.n = ? AND message.recalled_at IS NULL
        AND EXISTS (SELECT 1 FROM member WHERE member.room = room.n AND member.since >= message.seq)`,
    n,
  );
  return hidden ? undefined : readMessage(db, n, '');
}

/** A message by its number in the file. */
export const readMessage = (db: Database, n: number, reader: UserId): Message =>
  toMessage(db.get<MessageRow>(`SELECT ${MESSAGE} FROM message ${AUTHOR} WHERE message.n = ?2`, reader, n)!);
