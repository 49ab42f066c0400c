import { ChatError } from './chat-error.js';
import type { NewEntry } from './entry.js';
import type { Membership } from './membership.js';
import type { Author, ClientId, Instant } from './message.js';
import { roomName, roomTopic } from './name.js';
import { skeleton } from './skeleton.js';
import { messageText } from './text.js';

export type RoomId = string;
export type RoomKind = 'public';

export interface Draft {
  readonly id: ClientId;
  readonly author: Author;
  readonly text: string;
  readonly at: Instant;
}

/** The room that is there from the first start, and that every newcomer joins. */
export const LOBBY = 'lobby';

/** A place where members talk. Decides who may write, and what counts as a message. */
export class Room {
  constructor(
    readonly id: RoomId,
    readonly name: string,
    readonly topic: string,
    readonly kind: RoomKind,
    /** Rises with every change of the settings. */
    readonly version: number,
  ) {}

  /** A new public room. Throws `room.name_invalid` or `room.topic_invalid`. */
  static open(id: RoomId, name: string, topic = ''): Room {
    return new Room(id, roomName(name), roomTopic(topic), 'public', 1);
  }

  /** Public rooms of equal keys would be taken for one another. */
  get key(): string {
    return skeleton(this.name);
  }

  /** The place of the one who asks. Throws `room.not_member`. */
  require(membership: Membership | undefined): Membership {
    if (!membership) throw new ChatError('room.not_member');
    return membership;
  }

  /** The entry that a draft becomes. Throws `room.not_member`, `message.blank`, `.too_long` or `.malformed`. */
  post({ id, author, text, at }: Draft, membership: Membership | undefined): NewEntry {
    this.require(membership);
    return { type: 'message.sent', at, by: author, message: { id, text: messageText(text) } };
  }
}
