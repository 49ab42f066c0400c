import { recalling } from '../../domain/alterations.js';
import type { Position } from '../../domain/entry.js';
import type { Policy } from '../policy.js';
import type { ChangeMessage, OnMessage } from './change-message.js';

/** Takes a message back: nothing of what it said is kept. Throws as `ChangeMessage` and `recalling` do. */
export class RecallMessage {
  constructor(
    private readonly changeMessage: ChangeMessage,
    private readonly policy: Policy,
  ) {}

  execute(input: OnMessage): Promise<Position> {
    return this.changeMessage.execute(RecallMessage, input, (desk) =>
      recalling(desk, this.policy.recallSeconds),
    );
  }
}
