import { ChatError } from '../../domain/chat-error.js';
import type { Epoch } from '../../domain/entry.js';
import type { NewEntry } from '../../domain/entry.js';
import type { ClientId, Instant } from '../../domain/message.js';
import type { Draft, RoomId } from '../../domain/room.js';
import type { Clock } from '../ports/clock.js';
import type { RoomLog } from '../ports/room-log.js';
import type { Secrets } from '../ports/secrets.js';
import type { Caller } from './caller.js';
import type { RoomAccess } from './room-access.js';
import type { Throttle } from './throttle.js';
import { Turns, type Turn } from './turns.js';

/** The version of no membership: they begin with 1. */
const NOBODY = 0;

/** So often a decision is made anew because what it was based on changed meanwhile. */
const TRIES = 3;

export interface SendMessageInput {
  readonly caller: Caller;
  readonly room: RoomId;
  /** Kept over every retry: a repeat answers the first result. */
  readonly id: ClientId;
  readonly text: string;
}

export interface SentMessage {
  readonly epoch: Epoch;
  readonly seq: number;
  readonly sentAt: Instant;
  /** This id was stored before; the rest is what was answered then. */
  readonly duplicate: boolean;
}

/**
 * Writes a message down; the log tells the room. What one author says in one room lands in the order in which it was
 * begun, also when nobody waits for answers in between. Throws `room.not_found`, `room.not_member`, `message.blank`,
 * `.too_long`, `.malformed`, `.id_reused` or `rate_limited`, and `unavailable` where the caller should send the same again.
 */
export class SendMessage {
  private readonly turns = new Turns();

  constructor(
    private readonly access: RoomAccess,
    private readonly log: RoomLog,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
  ) {}

  execute(input: SendMessageInput): Promise<SentMessage> {
    const { caller, room } = input;
    return this.turns.take(`${room} ${caller.user.id}`, (turn) => this.send(input, turn));
  }

  private async send({ caller, room: roomId, id, text }: SendMessageInput, turn: Turn): Promise<SentMessage> {
    await this.throttle.pass('messages', caller.user.id);
    const author = { id: caller.user.id, nickname: caller.user.nickname };
    const digest = this.secrets.digest(text);
    const draft = { id, author, text, at: this.clock.now() };

    for (let tries = 0; tries < TRIES; tries += 1) {
      const { room, membership } = await this.access.look(roomId, caller);
      // Who has left since may repeat what was written before, and no more: no guard of this kind ever holds.
      const entry = membership ? room.post(draft, membership) : repeated(draft);
      const guard = { room: room.version, member: membership?.version ?? NOBODY };
      const appended = await turn.append(guard, () =>
        this.log.append({ room: roomId, entry, guard, digest }),
      );

      if (appended.status === 'id_reused') throw new ChatError('message.id_reused');
      if (appended.status !== 'stale') {
        const { epoch, seq, at, status } = appended;
        return { epoch, seq, sentAt: at, duplicate: status === 'duplicate' };
      }
      room.require(membership);
    }
    throw new ChatError('unavailable');
  }
}

/** The entry that a draft was, if it was written: only its author and id are compared. */
const repeated = ({ id, author, text, at }: Draft): NewEntry => ({
  type: 'message.sent',
  at,
  by: author,
  message: { id, text },
});
