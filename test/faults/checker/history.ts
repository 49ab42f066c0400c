/**
 * What a run writes down, in the order it happened. Every operation has a beginning and, under the same `op`, at most
 * one end: the definite yes of its own event, the definite no `refused`, or `unclear` (no answer, a lost connection).
 * `t` is in milliseconds by the one monotonic clock of the recorder.
 */
export type Event =
  | Send
  | Acked
  | Open
  | Opened
  | Leave
  | Left
  | Mark
  | Marked
  | Change
  | Changed
  | Refused
  | Unclear
  | Shown
  | Repeat
  | Connection
  | Restart
  | Rollback
  | Nemesis
  | Settled
  | FinalHistory
  | FinalMarker
  | FinalPresence;

export type EventOf<Type extends Event['type']> = Extract<Event, { type: Type }>;

/** Something durable that a device wants of a room. A retry is a new operation with the same `id`. */
interface Operation {
  readonly t: number;
  readonly op: number;
  readonly user: string;
  readonly device: string;
  readonly room: string;
}

interface End {
  readonly t: number;
  readonly op: number;
}

export interface Position {
  readonly epoch: string;
  readonly seq: number;
}

export interface Send extends Operation {
  readonly type: 'send';
  readonly id: string;
  readonly text: string;
}

export interface Acked extends End, Position {
  readonly type: 'acked';
  readonly duplicate: boolean;
}

/** Reads what follows a position. `join` makes the user a member as well. */
export interface Open extends Operation {
  readonly type: 'open';
  readonly by: 'join' | 'sync' | 'stream';
  readonly since?: Position | undefined;
}

export interface Opened extends End {
  readonly type: 'opened';
  readonly epoch: string;
  readonly head: number;
  readonly complete: boolean;
  readonly more: boolean;
  /** The numbers of the entries in the answer. */
  readonly seqs: readonly number[];
  readonly marker?: number | undefined;
}

export interface Leave extends Operation {
  readonly type: 'leave';
}

export interface Left extends End {
  readonly type: 'left';
}

export interface Mark extends Operation, Position {
  readonly type: 'mark';
}

export interface Marked extends End {
  readonly type: 'marked';
  readonly marker: number;
}

/** Edits the message at the position, or recalls it when there is no text. */
export interface Change extends Operation, Position {
  readonly type: 'change';
  readonly text?: string | undefined;
}

export interface Changed extends End {
  readonly type: 'changed';
  /** The seq of the entry that changed the message. */
  readonly rev: number;
}

export interface Refused extends End {
  readonly type: 'refused';
  readonly code: string;
}

export interface Unclear extends End {
  readonly type: 'unclear';
  readonly why: string;
}

/** A message as it stood in some answer or event. */
export interface MessageState {
  readonly seq: number;
  readonly rev: number;
  readonly id: string;
  readonly author: string;
  /** None once recalled. */
  readonly text?: string | undefined;
  /** Who put which emoji to it; none where nobody did. */
  readonly reactions?: string | undefined;
}

/** A device was handed an entry and showed it; `stray` where it had not opened the room. */
export interface Shown extends Position {
  readonly type: 'shown';
  readonly t: number;
  readonly user: string;
  readonly device: string;
  readonly room: string;
  readonly via: 'live' | 'read' | 'stray';
  /** The operation whose answer held it. */
  readonly op?: number | undefined;
  readonly kind: 'sent' | 'changed';
  readonly message: MessageState;
}

/** A device was handed an entry that it had, and hid it. */
export interface Repeat {
  readonly type: 'repeat';
  readonly t: number;
  readonly device: string;
  readonly room: string;
}

/** A device's connection came to be, or ended. */
export interface Connection {
  readonly type: 'connected' | 'disconnected';
  readonly t: number;
  readonly user: string;
  readonly device: string;
  readonly connection: string;
}

/** A server process is no more, and all of now are younger than `since`: what was asked before that, nobody will begin. */
export interface Restart {
  readonly type: 'restart';
  readonly t: number;
  readonly since: number;
}

/** By intention the store's contents went back to what they were at `to`. */
export interface Rollback {
  readonly type: 'rollback';
  readonly t: number;
  readonly to: number;
}

export interface Nemesis {
  readonly type: 'nemesis';
  readonly t: number;
  readonly fault: string;
  readonly phase: 'start' | 'stop';
  /** With `stop`: what shows that the fault happened; none, and the run proves nothing about it. */
  readonly effect?: string | undefined;
}

/** Faults are over; every device is connected and has caught up, or did not within the time allowed. */
export interface Settled {
  readonly type: 'settled';
  readonly t: number;
  readonly ok: boolean;
}

/** A room as a fresh reader finds it at the end: the numbers of its log, and its messages by another way. */
export interface FinalHistory {
  readonly type: 'final-history';
  readonly t: number;
  readonly room: string;
  readonly epoch: string;
  readonly head: number;
  readonly seqs: readonly number[];
  readonly messages: readonly MessageState[];
}

export interface FinalMarker {
  readonly type: 'final-marker';
  readonly t: number;
  readonly user: string;
  readonly room: string;
  readonly epoch: string;
  readonly marker: number;
}

export interface FinalPresence {
  readonly type: 'final-presence';
  readonly t: number;
  readonly room: string;
  readonly members: readonly string[];
  readonly online: readonly string[];
}

/** Events in order of time. */
export type History = readonly Event[];
