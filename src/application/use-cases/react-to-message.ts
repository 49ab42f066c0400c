import { needWords } from '../../domain/alterations.js';
import { reactionEmoji } from '../../domain/emoji.js';
import type { Position } from '../../domain/entry.js';
import type { Approach } from './approach.js';
import type { ChangeMessage, OnMessage } from './change-message.js';

export interface ReactToMessageInput extends OnMessage {
  readonly emoji: string;
  readonly on: boolean;
}

/**
 * Puts an emoji to a message, or takes one's own away. Throws as `ChangeMessage`, `Approach.heard` and
 * `Room.letReact` do, `message.reaction_invalid`, `message.recalled` or `message.reactions_full`.
 */
export class ReactToMessage {
  constructor(
    private readonly changeMessage: ChangeMessage,
    private readonly approach: Approach,
  ) {}

  async execute({ emoji, on, ...input }: ReactToMessageInput): Promise<Position> {
    reactionEmoji(emoji);
    return this.changeMessage.execute(ReactToMessage, input, async ({ room, membership, message, at }) => {
      await this.approach.heard(room, input.caller);
      room.letReact(membership, at);
      needWords(message);
      return { type: 'reacted', emoji, on };
    });
  }
}
