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

/** What someone said, in its state of now. Addressed by (room, epoch, seq). */
export interface Message {
  /** Its place in the room's log. */
  readonly seq: number;
  /** The seq of the last entry that changed it; its own seq while nothing did. */
  readonly rev: number;
  readonly id: ClientId;
  readonly author: Author;
  readonly text: string;
  /** Who is named in it; absent where nobody is. */
  readonly mentions?: readonly UserId[] | undefined;
  readonly sentAt: Instant;
}
