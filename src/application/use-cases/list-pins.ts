import { ChatError } from '../../domain/chat-error.js';
import type { RoomId } from '../../domain/room.js';
import type { Pins, RoomLog } from '../ports/room-log.js';
import type { Caller } from './caller.js';
import type { RoomAccess } from './room-access.js';

/** The pinned messages of a room, the last pinned first. Throws as `Rules.enter` does. */
export class ListPins {
  constructor(
    private readonly access: RoomAccess,
    private readonly log: RoomLog,
  ) {}

  async execute({ caller, room }: { caller: Caller; room: RoomId }): Promise<Pins> {
    const { membership } = await this.access.enter(ListPins, room, caller);
    const pins = await this.log.pins(room, { beyond: membership?.from, reader: caller.user.id });
    if (!pins) throw new ChatError('room.not_found');
    return pins;
  }
}
