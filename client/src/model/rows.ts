import type { Attachment, ClientId, Entry, Notice, UserId } from '../protocol.js';
import { isNotice } from './room-log.js';

/** What was written here and is not yet seen in the log. */
export interface Outgoing {
  readonly id: ClientId;
  readonly text: string;
  readonly mentions?: readonly UserId[] | undefined;
  readonly everyone?: true | undefined;
  readonly attachments?: readonly Attachment[] | undefined;
  readonly at: string;
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
  readonly state: Outgoing['state'];
  readonly code?: string;
  readonly mine: boolean;
  /** First and last of a run by one person, which shares name and avatar. */
  readonly first: boolean;
  readonly last: boolean;
}

export interface NoticeRow {
  readonly kind: 'notice';
  readonly key: string;
  readonly notice: Notice;
}

export type Row =
  | MessageRow
  | NoticeRow
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'unread'; readonly key: string };

const RUN_GAP = 5 * 60 * 1000;

/** A calendar day where the viewer is. */
const dayOf = (at: string): string => new Date(at).toDateString();

export interface Timeline {
  readonly entries: readonly Entry[];
  readonly outgoing: readonly Outgoing[];
  readonly me: UserId;
  /** The first message of others after this seq begins what is new. */
  readonly newAfter?: number | undefined;
}

/** The rows of a timeline, ordered by seq and never by a clock; what is on its way comes last. */
export function rowsOf({ entries, outgoing, me, newAfter }: Timeline): readonly Row[] {
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

  for (const entry of entries) {
    if (entry.type === 'message.sent') {
      const { seq, id, author, text, mentions, everyone, attachments, sentAt } = entry.message;
      const mine = author.id === me;
      if (mine) arrived.add(id);
      add({
        key: `${author.id}:${id}`,
        author: author.id,
        text,
        mentions,
        everyone,
        attachments,
        at: sentAt,
        seq,
        state: 'sent',
        mine,
      });
    } else if (isNotice(entry)) {
      const key = `notice:${entry.seq}`;
      turn(key, entry.at);
      close();
      rows.push({ kind: 'notice', key, notice: entry });
    }
  }
  for (const { id, text, mentions, everyone, attachments, at, state, code } of outgoing) {
    if (arrived.has(id)) continue;
    add({
      key: `${me}:${id}`,
      author: me,
      text,
      mentions,
      everyone,
      attachments,
      at,
      state,
      mine: true,
      ...(code !== undefined && { code }),
    });
  }
  close();
  return rows;
}
