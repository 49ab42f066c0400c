import { ChatError } from '../../domain/chat-error.js';
import { recalling } from '../../domain/alterations.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Clock } from '../ports/clock.js';
import type { RoomLog } from '../ports/room-log.js';
import type { Caller } from './caller.js';
import type { ChangeMessage } from './change-message.js';
import type { RoomAccess } from './room-access.js';
import type { Throttle } from './throttle.js';

/** At once, so many messages of so many seconds are recalled: of a day. */
export const RECALL_LIMIT = { messages: 500, seconds: 24 * 60 * 60 } as const;

export interface RecallRecentInput {
  readonly caller: Caller;
  readonly room: RoomId;
  /** Whose messages, member or not. */
  readonly user: UserId;
  readonly seconds: number;
}

/**
 * Takes back all that someone said of late: the newest first where it is too much for once. Answers how many messages
 * that were. Throws as `Rules.enter` does, `rate_limited` or `unavailable`, when some of them may have been recalled.
 */
export class RecallRecent {
  constructor(
    private readonly access: RoomAccess,
    private readonly log: RoomLog,
    private readonly changeMessage: ChangeMessage,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
  ) {}

  async execute({ caller, room, user, seconds }: RecallRecentInput): Promise<number> {
    const { membership } = await this.access.enter(RecallRecent, room, caller);
    await this.throttle.pass('recalls', caller.user.id);
    const since = this.clock.now() - seconds * 1000;
    const sent = await this.log.sentBy(room, user, since, RECALL_LIMIT.messages);
    if (!sent) throw new ChatError('room.not_found');
    const { epoch } = sent;
    const seqs = sent.seqs.filter((seq) => seq > (membership?.from ?? 0));
    await Promise.all(
      seqs.map((seq) =>
        this.changeMessage.write(RecallRecent, { caller, room, epoch, seq }, (desk) => recalling(desk, 0)),
      ),
    );
    return seqs.length;
  }
}
