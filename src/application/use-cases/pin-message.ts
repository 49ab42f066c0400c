import { pinning } from '../../domain/alterations.js';
import type { Position } from '../../domain/entry.js';
import type { Approach } from './approach.js';
import type { ChangeMessage, OnMessage } from './change-message.js';

export interface PinMessageInput extends OnMessage {
  readonly on: boolean;
}

/**
 * Keeps a message where all members find it, or no more. Throws as `ChangeMessage`, `Approach.heard` and `pinning` do, or
 * `room.pins_full`.
 */
export class PinMessage {
  constructor(
    private readonly changeMessage: ChangeMessage,
    private readonly approach: Approach,
  ) {}

  execute({ on, ...input }: PinMessageInput): Promise<Position> {
    return this.changeMessage.execute(PinMessage, input, async (desk) => {
      await this.approach.heard(desk.room, input.caller);
      return pinning(desk, on);
    });
  }
}
