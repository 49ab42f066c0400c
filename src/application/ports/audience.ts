import type { Entry, Epoch } from '../../domain/entry.js';
import type { NotifyLevel } from '../../domain/membership.js';
import type { Author } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { Shown, User, UserId } from '../../domain/user.js';
import type { Unread } from './memberships.js';
import type { SessionId } from './sessions.js';

/** Consecutive entries of one room, oldest first, at least one. */
export interface Run {
  readonly room: RoomId;
  readonly epoch: Epoch;
  readonly entries: readonly Entry[];
}

export interface MarkerMoved extends Unread {
  readonly room: RoomId;
  readonly epoch: Epoch;
  readonly seq: number;
}

/** Of what in a room someone is notified from now on. */
export interface NotifyChanged {
  readonly room: RoomId;
  readonly level: NotifyLevel;
}

/** Someone who is here, as others see it. */
export interface Present extends Author {
  readonly presence: Shown;
}

/** Who came and went in a room since the last notice of it. */
export interface PresenceChanged {
  readonly room: RoomId;
  /** Now connected, or seen otherwise, such as by another nickname. At most 100 are named. */
  readonly joined: readonly Present[];
  /** No longer connected, or no longer members. At most 100 are named. */
  readonly left: readonly UserId[];
  /** How many members are connected now. */
  readonly total: number;
  /** How many members there are. */
  readonly members: number;
}

/** Who has begun to write in a room, or is at it still. At most 20 are named. */
export interface Typing {
  readonly room: RoomId;
  readonly users: readonly Author[];
}

/** Someone asked another one for attention. */
export interface Nudged {
  readonly room: RoomId;
  readonly by: Author;
  readonly user: Author;
}

/** A connection, and what it listens to. */
export interface Listening {
  readonly user: UserId;
  readonly session: SessionId;
  readonly rooms: readonly RoomId[];
}

/** Why someone belongs to a room from now on, and why no more. */
export const ADMITTED_BECAUSE = ['joined', 'added'] as const;
export const EVICTED_BECAUSE = ['left', 'removed', 'banned'] as const;
export type AdmittedBecause = (typeof ADMITTED_BECAUSE)[number];
export type EvictedBecause = (typeof EVICTED_BECAUSE)[number];

/** Why a session ended, as its connections are told. */
export const ENDED_BECAUSE = [
  'session.signed_out',
  'session.replaced',
  'session.revoked',
  'session.password_changed',
  'user.banned',
] as const;
export type EndedBecause = (typeof ENDED_BECAUSE)[number];

/**
 * The connections of one transport in this process. A transport encodes a run once and writes it; it keeps no order
 * and no queue of its own. No method throws, and none waits for a slow connection.
 */
export abstract class Audience {
  /** Whether a connection listens to the room. */
  abstract hears(room: RoomId): boolean;

  /** All connections, as they are now. */
  abstract listening(): readonly Listening[];

  /** Writes the run to every connection that listens to the room. Runs of a room arrive in the order of the calls. */
  abstract deliver(run: Run): void;

  /** The user's connections listen to the room from now on; those that did not are told. Safe to repeat. */
  abstract admit(user: UserId, room: RoomId, because: AdmittedBecause): void;

  /** The user's connections get nothing of the room from now on; those that listened are told. Safe to repeat. */
  abstract evict(user: UserId, room: RoomId, because: EvictedBecause): void;

  /** The user is another one from now on, such as by another nickname: tells the user's own connections. */
  abstract userChanged(user: User): void;

  /** Tells the user's own connections. */
  abstract notifyChanged(user: UserId, changed: NotifyChanged): void;

  /** Tells the session's connections why, and closes them. */
  abstract endSession(session: SessionId, code: EndedBecause): void;

  /** Ephemera: may be dropped under load. */
  abstract markerMoved(user: UserId, moved: MarkerMoved): void;
  abstract presenceChanged(changed: PresenceChanged): void;

  /** Ephemera that nothing makes good: a connection that is behind does without. */
  abstract typing(typing: Typing): void;
  abstract nudged(nudged: Nudged): void;
}
