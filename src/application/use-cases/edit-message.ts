import { editing } from '../../domain/alterations.js';
import type { Position } from '../../domain/entry.js';
import type { UserId } from '../../domain/user.js';
import type { Approach } from './approach.js';
import type { ChangeMessage, OnMessage } from './change-message.js';
import type { Mentions } from './mentions.js';

export interface EditMessageInput extends OnMessage {
  readonly text: string;
  readonly mentions?: readonly UserId[] | undefined;
}

/**
 * Gives one's own message other words, by the rules for saying them. What it said before can be read. Throws as
 * `ChangeMessage`, `Approach.heard`, `Room.letSpeak` and `editing` do, or `message.mention_unknown`.
 */
export class EditMessage {
  constructor(
    private readonly changeMessage: ChangeMessage,
    private readonly approach: Approach,
    private readonly mentions: Mentions,
  ) {}

  execute({ text, mentions, ...input }: EditMessageInput): Promise<Position> {
    return this.changeMessage.execute(EditMessage, input, async (desk) => {
      const { room, membership, standing, at } = desk;
      await this.approach.heard(room, input.caller);
      room.letSpeak(membership, standing, at);
      await this.mentions.check(room.id, mentions);
      return editing(desk, { text, mentions });
    });
  }
}
