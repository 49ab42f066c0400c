import type { Attachment, ClientId, RequestInput, RoomId, UserId } from '../protocol.js';
import type { Trouble } from '../i18n/dictionary.js';

/** A message as its author made it. */
export interface Said extends Omit<RequestInput<'message:send'>, 'room' | 'id' | 'attachments'> {
  /** Whole, to be shown: the server is told only which they are. */
  readonly attachments?: readonly Attachment[] | undefined;
}

/** A message that was written and that the server has not acknowledged. */
export interface Parcel extends Said {
  readonly user: UserId;
  readonly room: RoomId;
  readonly id: ClientId;
  /** When it was written, by this device’s clock. */
  readonly at: string;
  /** Why it cannot be sent as it is. Absent while it waits for its turn. */
  readonly failed?: Trouble;
}

/** Keeps parcels over reloads, for all tabs of this browser together. */
export abstract class OutboxStore {
  /** The user’s parcels, in the order in which they were added. */
  abstract list(user: UserId): Promise<readonly Parcel[]>;

  /** Adds a parcel after all others; resolves when a reload cannot lose it. */
  abstract add(parcel: Parcel): Promise<void>;

  /** Notes why a parcel failed, or that it shall be tried again. It keeps its place. */
  abstract note(user: UserId, id: ClientId, failed: Trouble | undefined): Promise<void>;

  abstract remove(user: UserId, id: ClientId): Promise<void>;

  /**
   * Takes, or prolongs, the sole right to send for the user until the given time. False while another holds it.
   * A holder that vanished loses it when its time is over.
   */
  abstract lease(user: UserId, holder: string, now: number, until: number): Promise<boolean>;

  /** Gives the right back, if it is the holder’s. */
  abstract release(user: UserId, holder: string): Promise<void>;
}
