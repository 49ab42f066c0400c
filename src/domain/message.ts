import type { Attachment } from './file.js';
import type { UserId } from './user.js';

/** Milliseconds since 1970-01-01 UTC. */
export type Instant = number;

/** Chosen by the client before its first try, and kept over every retry. Unique for an author in a room. */
export type ClientId = string;

export interface Author {
  readonly id: UserId;
  readonly nickname: string;
  /** The digest of an image, where there is one. */
  readonly avatar?: string | undefined;
}

/** What another message answers, in its state of now. */
export interface Quote {
  readonly seq: number;
  readonly author: Author;
  /** Its first 100 code points. */
  readonly text: string;
  readonly recalled?: true | undefined;
}

/** Of so many code points is what quotes and lists show of a message. */
export const EXCERPT = 100;

/** One emoji that people have put to a message. */
export interface Reaction {
  readonly emoji: string;
  readonly count: number;
  /** Who did first. */
  readonly by: readonly UserId[];
  /** Whether the one is among them for whom it was read. */
  readonly mine?: true | undefined;
}

/** So many kinds of emoji a message has at most, and of each, so many are named who put it. */
export const REACTION_LIMIT = { kinds: 20, named: 100 } as const;

/** So many messages are pinned in a room at most. */
export const PIN_LIMIT = 100;

/** Where the words come from. */
export interface Forwarded {
  /** The nickname that their author had then. */
  readonly author: string;
  readonly sentAt: Instant;
}

/** What someone said, in its state of now. Addressed by (room, epoch, seq). */
export interface Message {
  /** Its place in the room's log. */
  readonly seq: number;
  /** The seq of the last entry that changed it; its own seq while nothing did. */
  readonly rev: number;
  readonly id: ClientId;
  readonly author: Author;
  /** Empty once it was recalled, when nothing is left but who said something, and who took it back. */
  readonly text: string;
  /** Who is named in it; absent where nobody is. */
  readonly mentions?: readonly UserId[] | undefined;
  /** It is for all members above all. */
  readonly everyone?: true | undefined;
  readonly replyTo?: Quote | undefined;
  readonly forwarded?: Forwarded | undefined;
  /** What goes with it; absent where nothing does. The text may be empty then. */
  readonly attachments?: readonly Attachment[] | undefined;
  readonly sentAt: Instant;
  readonly editedAt?: Instant | undefined;
  readonly recalledAt?: Instant | undefined;
  readonly recalledBy?: Author | undefined;
  /** In the order in which they were first put; absent where none was. */
  readonly reactions?: readonly Reaction[] | undefined;
  readonly pinnedAt?: Instant | undefined;
  readonly pinnedBy?: Author | undefined;
}

/** What a message said before it was edited. */
export interface Version {
  readonly text: string;
  /** When that was written. */
  readonly at: Instant;
}

/** What to say of a message in a line: its words, or what the files are called that came without any. */
export const gist = ({ text, attachments = [] }: Pick<Message, 'text' | 'attachments'>): string =>
  text.trim() === '' ? attachments.map(({ name }) => name).join(', ') : text;
