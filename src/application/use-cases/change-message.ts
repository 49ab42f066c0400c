import { ChatError } from '../../domain/chat-error.js';
import type { Before } from '../../domain/alterations.js';
import type { Alteration, Position } from '../../domain/entry.js';
import { knownAs } from '../../domain/membership.js';
import type { Place, UseCase } from '../authorization.js';
import type { Clock } from '../ports/clock.js';
import { NO_MEMBER, type RoomLog } from '../ports/room-log.js';
import type { Caller } from './caller.js';
import { decide } from './decide.js';
import type { FindMessage, MessageAddress } from './find-message.js';
import type { PushNews } from './push-news.js';
import type { RoomAccess } from './room-access.js';
import type { Throttle } from './throttle.js';

export interface OnMessage extends MessageAddress {
  readonly caller: Caller;
}

/** Someone at a message. */
export type MessageDesk = Place & Before;

/**
 * Writes what someone makes of a message: what the decision was based on is compared when it is written, and where it no
 * longer holds, the decision is made anew. What changes nothing is not written.
 */
export class ChangeMessage {
  constructor(
    private readonly access: RoomAccess,
    private readonly findMessage: FindMessage,
    private readonly log: RoomLog,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
    private readonly pushNews: PushNews,
  ) {}

  /**
   * Answers where the change is, or, where nothing changed, the last entry. Throws as `Rules.enter`, as
   * `FindMessage` and as the decision do, `rate_limited` or `unavailable`.
   */
  async execute(
    useCase: UseCase,
    input: OnMessage,
    decision: (desk: MessageDesk) => Alteration | undefined | Promise<Alteration | undefined>,
  ): Promise<Position> {
    await this.throttle.pass('changes', input.caller.user.id);
    return this.write(useCase, input, decision);
  }

  /** The same, as a part of something that is limited itself. */
  async write(
    useCase: UseCase,
    { caller, ...address }: OnMessage,
    decision: (desk: MessageDesk) => Alteration | undefined | Promise<Alteration | undefined>,
  ): Promise<Position> {
    const { room } = address;
    let full: ChatError | undefined;
    const outcome = await decide(async () => {
      const place = await this.access.enter(useCase, room, caller);
      const { message, head } = await this.findMessage.execute(address, place);
      const at = this.clock.now();
      const change = await decision({ ...place, user: caller.user.id, message, at });
      if (!change) return { status: 'unchanged' as const, epoch: address.epoch, seq: head };

      const { seq, rev } = message;
      full = new ChatError(change.type === 'reacted' ? 'message.reactions_full' : 'room.pins_full');
      const appended = await this.log.append({
        room,
        guard: { room: place.room.version, member: place.membership?.version ?? NO_MEMBER },
        entry: {
          type: 'message.changed',
          at,
          by: knownAs(caller.user, place.membership),
          target: seq,
          change,
        },
        // A reaction holds whatever else becomes of the message meanwhile.
        rev: change.type === 'reacted' ? undefined : rev,
      });
      if (appended.status === 'appended' && change.type === 'recalled') this.pushNews.recalled(room, address);
      return appended;
    });
    if (!('seq' in outcome)) throw full!;
    return { epoch: outcome.epoch, seq: outcome.seq };
  }
}
