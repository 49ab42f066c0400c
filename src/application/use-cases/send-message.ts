import { ChatError } from '../../domain/chat-error.js';
import type { Epoch, NewMessage } from '../../domain/entry.js';
import { knownAs } from '../../domain/membership.js';
import type { ClientId, Instant } from '../../domain/message.js';
import type { Draft, RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { View } from '../authorization.js';
import type { Clock } from '../ports/clock.js';
import type { Memberships } from '../ports/memberships.js';
import { NO_MEMBER, type Appended, type Guard, type RoomLog } from '../ports/room-log.js';
import type { Secrets } from '../ports/secrets.js';
import type { Approach } from './approach.js';
import type { Caller } from './caller.js';
import { decide } from './decide.js';
import type { RoomAccess } from './room-access.js';
import type { Forget, Throttle } from './throttle.js';
import { Turns, type Turn } from './turns.js';

/** A guard that never holds: nothing new is written with it, and what was written before is found. */
const NOTHING_NEW: Guard = { room: -1, member: -1 };

export interface SendMessageInput {
  readonly caller: Caller;
  readonly room: RoomId;
  /** Kept over every retry: a repeat answers the first result. */
  readonly id: ClientId;
  readonly text: string;
  readonly mentions?: readonly UserId[] | undefined;
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
 * begun, also when nobody waits for answers in between. What was written is answered to a repeat, even of one who may
 * not write any more. Throws as `Rules.enter`, `Approach.heard` and `Room.post` do, `message.mention_unknown`,
 * `message.id_reused` or `rate_limited`, and `unavailable` where the caller should send the same again.
 */
export class SendMessage {
  private readonly turns = new Turns();

  constructor(
    private readonly access: RoomAccess,
    private readonly approach: Approach,
    private readonly memberships: Memberships,
    private readonly log: RoomLog,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
  ) {}

  execute(input: SendMessageInput): Promise<SentMessage> {
    const { caller, room } = input;
    return this.turns.take(`${room} ${caller.user.id}`, (turn) => this.send(input, turn));
  }

  private async send(
    { caller, room, id, text, mentions = [] }: SendMessageInput,
    turn: Turn,
  ): Promise<SentMessage> {
    await this.throttle.pass('messages', caller.user.id);
    const digest = this.secrets.digest(mentions.length === 0 ? text : JSON.stringify([text, mentions]));
    const said = { id, text, mentions, at: this.clock.now() };

    const appended = await decide(async () => {
      const view = await this.access.look(room, caller);
      const draft = { ...said, author: knownAs(caller.user, view.membership) };
      const { refusal, forget, ...writing } = await this.write(view, caller, draft, turn);
      let status: Appended['status'] | undefined;
      try {
        const outcome = await turn.append(writing.guard, () => this.log.append({ room, ...writing, digest }));
        ({ status } = outcome);
        if (status === 'stale' && refusal) throw refusal;
        return outcome;
      } finally {
        if (status !== 'appended') await forget?.();
      }
    });
    if (!('seq' in appended)) throw new ChatError('message.id_reused');
    const { epoch, seq, at, status } = appended;
    return { epoch, seq, sentAt: at, duplicate: status === 'duplicate' };
  }

  private async write(view: View, caller: Caller, draft: Draft, turn: Turn): Promise<Writing> {
    try {
      const { room, membership, standing } = this.access.judge(SendMessage, view, caller);
      if (room.kind === 'direct') await this.approach.heard(room, caller);
      if (draft.mentions.length > 0) await this.find(room.id, draft.mentions);
      const guard = { room: room.version, member: membership?.version ?? NO_MEMBER };
      const entry = room.post(draft, membership, standing);
      const pace = room.pace(standing);
      if (!pace) return { entry, guard };

      // Where it turns out to be a repeat, the one ahead costs no wait.
      await turn.ahead?.over;
      // At another pace, nobody waits for as long as was asked before.
      const bucket = `slow:${pace.perSecond}:${room.id}:${caller.user.id}`;
      return { entry, guard, forget: await this.throttle.pace(bucket, pace) };
    } catch (error) {
      if (!(error instanceof ChatError) || error.kind === 'invalid') throw error;
      return { entry: repeated(draft), guard: NOTHING_NEW, refusal: error };
    }
  }

  /** Throws `message.mention_unknown` where one of them is no member. */
  private async find(room: RoomId, users: readonly UserId[]): Promise<void> {
    const members = await this.memberships.among(room, users);
    if (members.length < new Set(users).size) throw new ChatError('message.mention_unknown');
  }
}

interface Writing {
  readonly entry: NewMessage;
  readonly guard: Guard;
  /** Why nothing new may be written. */
  readonly refusal?: ChatError;
  /** Where it is not written after all, it costs no wait. */
  readonly forget?: Forget;
}

/** The entry that a draft was, if it was written: only its author and id are compared. */
const repeated = ({ id, author, text, at }: Draft): NewMessage => ({
  type: 'message.sent',
  at,
  by: author,
  message: { id, text },
});
