import type { Entry, Epoch } from '../../domain/entry.js';
import type { RoomId } from '../../domain/room.js';
import type { User, UserId } from '../../domain/user.js';
import type {
  AdmittedBecause,
  EndedBecause,
  EvictedBecause,
  MarkerMoved,
  NotifyChanged,
  Nudged,
  PresenceChanged,
  Typing,
} from './audience.js';
import type { SessionId } from './sessions.js';

/** What processes tell each other. */
export type Notice =
  | {
      readonly type: 'entries';
      readonly room: RoomId;
      readonly epoch: Epoch;
      readonly entries: readonly Entry[];
    }
  | {
      readonly type: 'admitted';
      readonly room: RoomId;
      readonly user: UserId;
      readonly because: AdmittedBecause;
    }
  | {
      readonly type: 'evicted';
      readonly room: RoomId;
      readonly user: UserId;
      readonly because: EvictedBecause;
    }
  | { readonly type: 'user-changed'; readonly user: User }
  | { readonly type: 'notify-changed'; readonly user: UserId; readonly changed: NotifyChanged }
  | { readonly type: 'session-ended'; readonly session: SessionId; readonly code: EndedBecause }
  | { readonly type: 'marker-moved'; readonly user: UserId; readonly moved: MarkerMoved }
  | { readonly type: 'presence-changed'; readonly changed: PresenceChanged }
  | { readonly type: 'typing'; readonly typing: Typing }
  | { readonly type: 'nudged'; readonly nudged: Nudged };

/**
 * Carries notices to every subscriber of every process, the publisher's own included; those about what goes on in a room
 * may reach only the processes that follow it. A hint only: a notice may be
 * lost, late, repeated or out of order; the log is the truth.
 */
export abstract class EventBus {
  /** Never throws, whatever a listener does, and never waits for subscribers to finish. */
  abstract publish(notice: Notice): void;

  /**
   * This process is told of the rooms from now on. Resolves when nothing passes it by that is published later. Safe to
   * repeat. Throws `unavailable`.
   */
  abstract follow(rooms: readonly RoomId[]): Promise<void>;

  /** Nobody here needs to be told of the rooms any more. Never throws. */
  abstract unfollow(rooms: readonly RoomId[]): void;

  /** Calls the listener for each notice from now on, until the returned function is called. */
  abstract subscribe(listener: (notice: Notice) => void): () => void;

  /**
   * Calls the listener whenever notices may have passed this process by and no more do; until it resolves, nobody is
   * told of entries. One that rejects is called again.
   */
  abstract onMissed(listener: () => Promise<void>): void;
}
