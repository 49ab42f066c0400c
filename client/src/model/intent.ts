import type { Epoch, Message, Quote, RoomId } from '../protocol.js';

export interface ReplyIntent {
  readonly kind: 'reply';
  readonly to: Quote;
  readonly epoch: Epoch;
}

export interface EditIntent {
  readonly kind: 'edit';
  readonly message: Message;
  /** As far as the user has written it. */
  readonly text: string;
}

/** What the user is about to do with what he writes, other than just saying it. */
export type Intent = ReplyIntent | EditIntent;

export type Intents = ReadonlyMap<RoomId, Intent>;
