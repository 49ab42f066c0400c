import type { Epoch } from '../../domain/entry.js';
import type { RoomId, RoomKind } from '../../domain/room.js';
import type { PushSubscription } from './push-subscriptions.js';

/** What a device that is not connected is told of a room. */
export interface Alert {
  readonly room: RoomId;
  readonly kind: RoomKind;
  /** Of the room; empty where it goes by its people. */
  readonly name: string;
  /** Where the message is. */
  readonly epoch: Epoch;
  readonly seq: number;
  readonly author: string;
  /** The beginning of the message; empty where it has nothing but files, or was recalled. */
  readonly text: string;
  /** Whether it is for the user above all. */
  readonly mention: boolean;
  /** It is not to be shown any more. */
  readonly recalled?: true;
}

/** Brings alerts to devices by way of the push services of their browsers. */
export abstract class PushSender {
  /** By what a browser knows that alerts come from this server, always the same. */
  abstract publicKey(): Promise<string>;

  /** Whether it is an address that alerts are ever sent to: none within the server's own network is. */
  abstract accepts(endpoint: string): boolean;

  /**
   * Hands the alert to the push service, readable for the device alone. `gone`: nobody is reached there any more, or the
   * address is not to be sent to. Throws where it may succeed later.
   */
  abstract send(subscription: PushSubscription, alert: Alert): Promise<'sent' | 'gone'>;
}
