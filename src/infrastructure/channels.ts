import type { Notice } from '../application/ports/event-bus.js';
import type { RoomId } from '../domain/room.js';

/** By which processes tell each other, each by its name. What is told may be lost. */
export interface Channels {
  /** To which all processes listen. */
  readonly all: string;
  ofRoom(room: RoomId): string;

  /** Whether `missed` is called for whatever may be lost. Else the log is to be asked now and then. */
  readonly attentive: boolean;

  /** Told of every notice on the channels that are subscribed to. */
  heard: (notice: Notice) => void;

  /** Told whenever notices may have passed by unheard, once they no longer do. */
  missed: () => void;

  /** Never throws. */
  tell(channel: string, notice: Notice): void;

  /** From now on; while there is no connection, `missed` is called when there is one. */
  subscribe(channels: readonly string[]): Promise<void>;

  unsubscribe(channels: readonly string[]): Promise<void>;
}
