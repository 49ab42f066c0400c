import { ChatError } from '../../domain/chat-error.js';
import type { Epoch, NewMessage } from '../../domain/entry.js';
import { knownAs } from '../../domain/membership.js';
import type { ClientId, Instant } from '../../domain/message.js';
import type { Draft, RoomId } from '../../domain/room.js';
import type { Place, UseCase, View } from '../authorization.js';
import type { Clock } from '../ports/clock.js';
import { NO_MEMBER, type Appended, type Guard, type RoomLog } from '../ports/room-log.js';
import type { Approach } from './approach.js';
import type { Caller } from './caller.js';
import { decide } from './decide.js';
import type { PushNews } from './push-news.js';
import type { RoomAccess } from './room-access.js';
import type { Forget, Throttle } from './throttle.js';
import { Turns, type Turn } from './turns.js';

/** A guard that never holds: nothing new is written with it, and what was written before is found. */
const NOTHING_NEW: Guard = { room: -1, member: -1 };

/** Who says something, and where. */
export interface Posting {
  readonly caller: Caller;
  readonly room: RoomId;
  /** Kept over every retry: a repeat answers the first result. */
  readonly id: ClientId;
}

/** What is said; of what is sent in other words than before, the digest is another. */
export interface Composition {
  readonly digest: string;
  /** Finds it, for one who may speak at the place. */
  readonly compose: (place: Place) => Promise<Content>;
}

type About = Pick<Draft, 'id' | 'author' | 'at'>;
export type Content = Omit<Draft, keyof About>;

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
 * not write any more.
 */
export class PostMessage {
  private readonly turns = new Turns();

  constructor(
    private readonly access: RoomAccess,
    private readonly approach: Approach,
    private readonly log: RoomLog,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
    private readonly pushNews: PushNews,
  ) {}

  /**
   * Throws as `Rules.enter`, `Approach.heard`, `Room.post` and composing do, `message.id_reused` or `rate_limited`, and
   * `unavailable` where the caller should send the same again.
   */
  execute(useCase: UseCase, posting: Posting, composition: Composition): Promise<SentMessage> {
    const { caller, room } = posting;
    return this.turns.take(`${room} ${caller.user.id}`, (turn) =>
      this.post(useCase, posting, composition, turn),
    );
  }

  private async post(
    useCase: UseCase,
    { caller, room, id }: Posting,
    { digest, compose }: Composition,
    turn: Turn,
  ): Promise<SentMessage> {
    await this.throttle.pass('messages', caller.user.id);
    const at = this.clock.now();

    const appended = await decide(async () => {
      const view = await this.access.look(room, caller);
      const about = { id, at, author: knownAs(caller.user, view.membership) };
      const { refusal, forget, ...writing } = await this.write(
        useCase,
        view,
        { caller, about, compose },
        turn,
      );
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
    if (!('at' in appended)) throw new ChatError('message.id_reused');
    const { epoch, seq, at: sentAt, status } = appended;
    if (status === 'appended') this.pushNews.said(room, appended);
    return { epoch, seq, sentAt, duplicate: status === 'duplicate' };
  }

  private async write(
    useCase: UseCase,
    view: View,
    { caller, about, compose }: { caller: Caller; about: About; compose: Composition['compose'] },
    turn: Turn,
  ): Promise<Writing> {
    try {
      const place = this.access.judge(useCase, view, caller);
      const { room, membership, standing } = place;
      if (room.kind === 'direct') await this.approach.heard(room, caller);
      const draft = { ...(await compose(place)), ...about };
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
      return { entry: repeated(about), guard: NOTHING_NEW, refusal: error };
    }
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

/** The entry that it was, if it was written: only its author and id are compared. */
const repeated = ({ id, author, at }: About): NewMessage => ({
  type: 'message.sent',
  at,
  by: author,
  message: { id, text: '' },
});
