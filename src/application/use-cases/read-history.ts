import { ChatError } from '../../domain/chat-error.js';
import type { Entry, Epoch } from '../../domain/entry.js';
import type { RoomId } from '../../domain/room.js';
import type { RoomLog, Window } from '../ports/room-log.js';
import type { Caller } from './caller.js';
import type { RoomAccess } from './room-access.js';

export const HISTORY_LIMIT = 100;

export interface ReadHistoryInput extends Omit<Window, 'limit' | 'beyond' | 'reader'> {
  readonly caller: Caller;
  readonly room: RoomId;
  /** 1 to 100, 50 unless given. */
  readonly limit?: number | undefined;
}

export interface History {
  readonly epoch: Epoch;
  readonly head: number;
  readonly entries: readonly Entry[];
  /** Whether older, and whether newer ones can be read. */
  readonly before: boolean;
  readonly after: boolean;
}

/** A page of a room's timeline, oldest first. Throws as `Rules.enter` does. */
export class ReadHistory {
  constructor(
    private readonly access: RoomAccess,
    private readonly log: RoomLog,
  ) {}

  execute({ caller, room, ...window }: ReadHistoryInput): Promise<History> {
    return this.access.reading(ReadHistory, room, caller, (from) =>
      this.read(room, { ...window, reader: caller.user.id }, from),
    );
  }

  private async read(
    room: RoomId,
    {
      before,
      after,
      around,
      limit = 50,
      reader,
    }: Omit<ReadHistoryInput, 'caller' | 'room'> & Pick<Window, 'reader'>,
    from: number,
  ): Promise<History> {
    const slice = await this.log.window(room, {
      before,
      after,
      around,
      beyond: from,
      limit: Math.min(limit, HISTORY_LIMIT),
      reader,
    });
    if (!slice) throw new ChatError('room.not_found');

    const { epoch, head, newest, entries } = slice;
    const oldest = Math.max(slice.oldest, from + 1);
    const first = entries.at(0)?.seq;
    const last = entries.at(-1)?.seq;
    // An empty page lies at the end that was asked beyond, if anything is kept at all.
    const kept = oldest <= newest;
    return {
      epoch,
      head,
      entries,
      before: kept && (first === undefined ? after !== undefined : first > oldest),
      after: kept && (last === undefined ? before !== undefined : last < newest),
    };
  }
}
