import { ChatError } from '../../domain/chat-error.js';
import type { Position } from '../../domain/entry.js';
import type { Message } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { Place } from '../authorization.js';
import type { RoomLog } from '../ports/room-log.js';

/** Names a message: `seq` is its place in the room. */
export interface MessageAddress extends Position {
  readonly room: RoomId;
}

export interface Found {
  readonly message: Message;
  /** The seq of the last entry of the room. */
  readonly head: number;
}

/** Reads the message that someone names by its place. */
export class FindMessage {
  constructor(private readonly log: RoomLog) {}

  /** The message as someone at the place sees it. Throws `room.epoch_changed` or `message.not_found`. */
  async execute({ room, epoch, seq }: MessageAddress, { membership }: Place): Promise<Found> {
    const page = await this.log.window(room, { around: seq, beyond: membership?.from, limit: 1 });
    if (page?.epoch !== epoch) throw new ChatError('room.epoch_changed');
    const [entry] = page.entries;
    if (entry?.seq !== seq || entry.type !== 'message.sent') throw new ChatError('message.not_found');
    return { message: entry.message, head: page.head };
  }
}
