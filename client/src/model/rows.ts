import type {
  Attachment,
  ClientId,
  Message,
  Notice,
  Position,
  Quote,
  Reaction,
  UserId,
} from '../protocol.js';
import { quoteOf } from './quote.js';
import { wished, type Wish } from './reactions.js';
import { isNotice, messageAt, type RoomLog } from './room-log.js';

/** What was written here and is not yet seen in the log. */
export interface Outgoing {
  readonly id: ClientId;
  readonly text: string;
  readonly mentions?: readonly UserId[] | undefined;
  readonly everyone?: true | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
  readonly at: string;
  readonly replyTo?: Position | undefined;
  readonly state: 'pending' | 'sent' | 'failed';
  /** Why it failed. */
  readonly code?: string;
}

export interface MessageRow {
  readonly kind: 'message';
  readonly key: string;
  readonly author: UserId;
  readonly text: string;
  readonly mentions?: readonly UserId[] | undefined;
  readonly everyone?: true | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
  readonly at: string;
  /** Absent until the log has it. */
  readonly seq?: number;
  readonly message?: Message;
  readonly quote?: Quote | undefined;
  readonly reactions?: readonly Reaction[] | undefined;
  readonly state: Outgoing['state'];
  readonly code?: string;
  readonly mine: boolean;
  /** First and last of a run by one person, which shares name and avatar. */
  readonly first: boolean;
  readonly last: boolean;
}

/** A message that was taken back: only that is left of it. */
export interface RecalledRow {
  readonly kind: 'recalled';
  readonly key: string;
  readonly message: Message;
}

export interface NoticeRow {
  readonly kind: 'notice';
  readonly key: string;
  readonly notice: Notice;
}

export type Row =
  | MessageRow
  | RecalledRow
  | NoticeRow
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'unread'; readonly key: string };

const RUN_GAP = 5 * 60 * 1000;

/** A calendar day where the viewer is. */
const dayOf = (at: string): string => new Date(at).toDateString();

export interface Timeline {
  readonly log: Pick<RoomLog, 'epoch' | 'asOf' | 'entries'> | undefined;
  readonly outgoing: readonly Outgoing[];
  readonly wishes?: readonly Wish[];
  readonly me: UserId;
  /** The first message of others after this seq begins what is new. */
  readonly newAfter?: number | undefined;
}

/** The rows of a timeline, ordered by seq and never by a clock; what is on its way comes last. */
export function rowsOf({ log, outgoing, wishes = [], me, newAfter }: Timeline): readonly Row[] {
  const rows: Row[] = [];
  const arrived = new Set<ClientId>();
  let previous: MessageRow | undefined;
  let divided = newAfter === undefined;

  const close = (): void => {
    if (previous) rows[rows.length - 1] = { ...previous, last: true };
    previous = undefined;
  };
  const turn = (key: string, at: string): void => {
    if (dayOf(at) === day) return;
    close();
    day = dayOf(at);
    rows.push({ kind: 'day', key: `day:${key}`, at });
  };
  const add = (row: Omit<MessageRow, 'first' | 'last' | 'kind'>): void => {
    turn(row.key, row.at);
    if (!divided && !row.mine && row.seq !== undefined && row.seq > newAfter!) {
      divided = true;
      close();
      rows.push({ kind: 'unread', key: 'unread' });
    }
    const joins = previous?.author === row.author && Date.parse(row.at) - Date.parse(previous.at) <= RUN_GAP;
    if (!joins) close();
    previous = { kind: 'message', ...row, first: !joins, last: false };
    rows.push(previous);
  };
  let day = '';

  /** A line in between, which ends a run. */
  const put = (row: RecalledRow | NoticeRow, at: string): void => {
    turn(row.key, at);
    close();
    rows.push(row);
  };
  for (const entry of log?.entries ?? []) {
    if (isNotice(entry)) put({ kind: 'notice', key: `notice:${entry.seq}`, notice: entry }, entry.at);
    if (entry.type !== 'message.sent') continue;
    const { message } = entry;
    const { seq, id, author, text, mentions, everyone, attachments, sentAt } = message;
    const key = `${author.id}:${id}`;
    const mine = author.id === me;
    if (mine) arrived.add(id);
    if (message.recalledAt !== undefined) put({ kind: 'recalled', key, message }, sentAt);
    else {
      const reactions = wished(message, log!, wishes, me);
      add({
        key,
        author: author.id,
        text,
        mentions,
        everyone,
        attachments,
        at: sentAt,
        seq,
        message,
        quote: message.replyTo,
        reactions,
        state: 'sent',
        mine,
      });
    }
  }
  for (const { id, text, mentions, everyone, attachments, at, replyTo, state, code } of outgoing) {
    if (arrived.has(id)) continue;
    const answered = replyTo?.epoch === log?.epoch ? messageAt(log, replyTo?.seq) : undefined;
    const quote = answered && quoteOf(answered);
    add({
      key: `${me}:${id}`,
      author: me,
      text,
      mentions,
      everyone,
      attachments,
      at,
      quote,
      state,
      mine: true,
      ...(code !== undefined && { code }),
    });
  }
  close();
  return rows;
}
