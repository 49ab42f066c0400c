import type { Role } from './membership.js';
import type { Author, Instant, Message } from './message.js';
import type { SettingsChange } from './room.js';
import type { UserId } from './user.js';

/** Names one life of a room's log. Positions of different epochs cannot be compared. */
export type Epoch = string;

/** A place in a room's log: everything up to `seq` is known. */
export interface Position {
  readonly epoch: Epoch;
  readonly seq: number;
}

interface Placed {
  readonly seq: number;
  readonly at: Instant;
  readonly by: UserId;
}

export interface MessageSent extends Placed {
  readonly type: 'message.sent';
  readonly message: Message;
}

/** What became of a member. Handing a room over gives the role of owner; the former owner is a moderator from then on. */
export interface MemberChange {
  readonly change:
    'joined' | 'added' | 'left' | 'removed' | 'banned' | 'unbanned' | 'role' | 'muted' | 'unmuted';
  /** With `role`. */
  readonly role?: Role | undefined;
  /** With `muted`. */
  readonly until?: Instant | undefined;
}

interface Deed {
  /** Who did it, by the name that room knows. */
  readonly actor: Author;
}

export interface MemberChanged extends Placed, Deed, MemberChange {
  readonly type: 'member.changed';
  readonly member: Author;
}

export interface RoomChanged extends Placed, Deed {
  readonly type: 'room.changed';
  readonly change: SettingsChange;
}

export interface InviteChanged extends Placed, Deed {
  readonly type: 'invite.changed';
  readonly change: 'created' | 'revoked';
  readonly invite: string;
}

/** What happened in a room besides what was said. */
export type Notice = MemberChanged | RoomChanged | InviteChanged;

/** Something durable that happened in a room. Numbered 1, 2, 3 … in its epoch, with no hole. */
export type Entry = MessageSent | Notice;

/** A message that has no number yet. */
export interface NewMessage {
  readonly type: 'message.sent';
  readonly at: Instant;
  readonly by: Author;
  readonly message: Pick<Message, 'id' | 'text' | 'mentions'>;
}

type Unplaced<N> = N extends Notice ? Omit<N, 'seq' | 'by' | 'actor'> & { readonly by: Author } : never;

/** A notice that has no number yet. */
export type NewNotice = Unplaced<Notice>;

/** An entry that has no number yet. */
export type NewEntry = NewMessage | NewNotice;

/** The entry that a new one becomes at its place in the log. */
export function placed(entry: NewEntry, seq: number): Entry {
  if (entry.type !== 'message.sent') return { ...entry, seq, by: entry.by.id, actor: entry.by };

  const { type, at, by, message } = entry;
  return { seq, at, type, by: by.id, message: { seq, rev: seq, ...message, author: by, sentAt: at } };
}
