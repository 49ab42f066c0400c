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

/** What became of a message. */
export type MessageChange =
  | { readonly type: 'edited' }
  | { readonly type: 'recalled' | 'pinned' | 'unpinned' }
  | { readonly type: 'reacted'; readonly emoji: string; readonly on: boolean };

/** What is to become of it. */
export type Alteration =
  | (Pick<Message, 'text' | 'mentions'> & { readonly type: 'edited' })
  | Exclude<MessageChange, { type: 'edited' }>;

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

export interface MessageChanged extends Placed, Deed {
  readonly type: 'message.changed';
  readonly change: MessageChange;
  /** The seq of the message. */
  readonly target: number;
  /** Absent for whoever may not see it. */
  readonly message?: Message | undefined;
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
export type Entry = MessageSent | MessageChanged | Notice;

interface Begun {
  readonly at: Instant;
  readonly by: Author;
}

/** A message that has no number yet. */
export interface NewMessage extends Begun {
  readonly type: 'message.sent';
  readonly message: Pick<Message, 'id' | 'text' | 'mentions' | 'attachments' | 'everyone' | 'forwarded'> & {
    /** The seq of the message that it answers. */
    readonly replyTo?: number | undefined;
  };
}

/** A change of a message that has no number yet. */
export interface NewChange extends Begun {
  readonly type: 'message.changed';
  /** The seq of the message. */
  readonly target: number;
  readonly change: Alteration;
}

type Unplaced<N> = N extends Notice ? Omit<N, 'seq' | 'by' | 'actor'> & Begun : never;

/** A notice that has no number yet. */
export type NewNotice = Unplaced<Notice>;

/** An entry that has no number yet. */
export type NewEntry = NewMessage | NewChange | NewNotice;

/**
 * The entry that a new one becomes at its place in the log.
 * @param message as it is then, where the entry alone does not tell: of a change, and of what quotes another.
 */
export function placed(entry: NewEntry, seq: number, message?: Message): Entry {
  const { at, by } = entry;
  switch (entry.type) {
    case 'message.sent': {
      const { replyTo: _read, ...said } = entry.message;
      return {
        ...{ seq, at, by: by.id, type: entry.type },
        message: message ?? { seq, rev: seq, ...said, author: by, sentAt: at },
      };
    }
    case 'message.changed': {
      const { type, target, change } = entry;
      return {
        seq,
        at,
        by: by.id,
        actor: by,
        type,
        change: told(change),
        target,
        ...(message && { message }),
      };
    }
    default:
      return { ...entry, seq, by: by.id, actor: by };
  }
}

/** What the log keeps of it. What the message says it says itself. */
export const told = (change: Alteration): MessageChange =>
  change.type === 'edited' ? { type: change.type } : change;
