import type { NewEntry, NewMessage } from '../../domain/entry.js';
import type { Message } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import { roomKeys } from './keys.js';
import type { Redis } from './redis.js';

/** What became of a message since it was sent. */
type State = Pick<Message, 'editedAt' | 'recalledAt' | 'recalledBy' | 'reactions' | 'pinnedAt' | 'pinnedBy'>;

/** A message as it is kept: as it was sent, with the words of now, and what became of it. Of reactions, all are named. */
export interface KeptMessage extends NewMessage {
  readonly state?: State;
}

/** An entry as it is kept, under its seq. */
export interface EntryRecord {
  readonly seq: number;
  /** Of a message. */
  readonly rev: number;
  readonly entry: Exclude<NewEntry, NewMessage> | KeptMessage;
}

export interface MessageRecord extends EntryRecord {
  readonly entry: KeptMessage;
}

export const isMessage = (record: EntryRecord | undefined): record is MessageRecord =>
  record?.entry.type === 'message.sent';

/** The entries with these numbers, as far as there are. */
export async function findRecords(
  redis: Redis,
  room: RoomId,
  seqs: readonly number[],
): Promise<EntryRecord[]> {
  if (seqs.length === 0) return [];
  const { log, revs } = roomKeys(room);
  const [texts, changed] = await Promise.all(
    [log, revs].map((key) => redis.command<(string | null)[]>('HMGET', key, ...seqs)),
  );
  return seqs.flatMap((seq, i) => {
    const text = texts?.[i];
    if (text == null) return [];
    return [{ seq, rev: Number(changed?.[i] ?? seq), entry: JSON.parse(text) as EntryRecord['entry'] }];
  });
}

/** The message as it is kept, without what it answers. */
export function toMessage({ seq, rev, entry }: MessageRecord): Message {
  const { at, by, message, state } = entry;
  const { replyTo: _seq, ...said } = message;
  return { seq, rev, ...said, author: by, sentAt: at, ...state };
}

/** The message as it is to be kept. Nothing answers any more once it is recalled. */
export function toKept(message: Message, { entry }: MessageRecord): KeptMessage {
  const { id, text, mentions, everyone, forwarded, attachments, author, sentAt } = message;
  const { editedAt, recalledAt, recalledBy, reactions, pinnedAt, pinnedBy } = message;
  const { replyTo } = entry.message;
  const state: State = { editedAt, recalledAt, recalledBy, reactions, pinnedAt, pinnedBy };
  const answers = recalledAt === undefined && replyTo !== undefined;
  return {
    type: 'message.sent',
    at: sentAt,
    by: author,
    message: { id, text, mentions, everyone, forwarded, attachments, ...(answers && { replyTo }) },
    state,
  };
}
