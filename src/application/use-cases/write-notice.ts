import { ChatError } from '../../domain/chat-error.js';
import type { Position } from '../../domain/entry.js';
import { knownAs } from '../../domain/membership.js';
import type { Author, Instant } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { Place, UseCase } from '../authorization.js';
import type { Clock } from '../ports/clock.js';
import { NO_MEMBER, type AppendNotice, type RoomLog } from '../ports/room-log.js';
import type { Caller } from './caller.js';
import { decide } from './decide.js';
import type { RoomAccess } from './room-access.js';

/** Where someone decides, and when and as whom. */
export interface Desk extends Place {
  readonly deed: { readonly at: Instant; readonly by: Author };
}

/** A notice, and what it brings about. Undefined for what would change nothing. */
export type Decision = Omit<AppendNotice, 'room' | 'guard'> | undefined;

/**
 * Writes what someone decides in a room, whole or not at all: what the decision was based on is compared when it is
 * written, and where it no longer holds, the decision is made anew. What changes nothing is not written.
 */
export class WriteNotice {
  constructor(
    private readonly access: RoomAccess,
    private readonly log: RoomLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers where the notice is, or, where nothing changed, the last entry. Throws as `Rules.enter` and as the
   * decision does, `room.name_taken` or `unavailable`.
   */
  async execute(
    useCase: UseCase,
    { caller, room }: { readonly caller: Caller; readonly room: RoomId },
    decision: (desk: Desk) => Decision | Promise<Decision>,
  ): Promise<Position> {
    const outcome = await decide(async () => {
      const place = await this.access.enter(useCase, room, caller);
      const { membership } = place;
      const deed = { at: this.clock.now(), by: knownAs(caller.user, membership) };
      const decided = await decision({ ...place, deed });
      if (!decided) return { status: 'unchanged' as const, ...(await this.end(room)) };
      const guard = { room: place.room.version, member: membership?.version ?? NO_MEMBER };
      return this.log.append({ room, guard, ...decided });
    });
    if (!('seq' in outcome)) throw new ChatError('room.name_taken');
    return { epoch: outcome.epoch, seq: outcome.seq };
  }

  private async end(room: RoomId): Promise<Position> {
    const slice = await this.log.window(room, { limit: 0 });
    if (!slice) throw new ChatError('room.not_found');
    return { epoch: slice.epoch, seq: slice.head };
  }
}
