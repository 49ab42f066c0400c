import { ChatError } from '../../domain/chat-error.js';
import type { Entry, Epoch } from '../../domain/entry.js';
import type { RoomId } from '../../domain/room.js';
import type { RoomLog } from '../ports/room-log.js';
import type { Caller } from './caller.js';
import { HISTORY_LIMIT } from './read-history.js';
import type { RoomAccess } from './room-access.js';

export interface ReadAuditInput {
  readonly caller: Caller;
  readonly room: RoomId;
  /** Only what is older than this. */
  readonly before?: number | undefined;
  /** 1 to 100, 50 unless given. */
  readonly limit?: number | undefined;
}

export interface Audit {
  readonly epoch: Epoch;
  /** Oldest first. */
  readonly entries: readonly Entry[];
  /** Whether there are older ones. */
  readonly before: boolean;
}

/** What was done in a room besides talking, and by whom. Throws as `Rules.enter` does. */
export class ReadAudit {
  constructor(
    private readonly access: RoomAccess,
    private readonly log: RoomLog,
  ) {}

  async execute({ caller, room, before, limit = 50 }: ReadAuditInput): Promise<Audit> {
    const most = Math.min(limit, HISTORY_LIMIT);
    const slice = await this.access.reading(ReadAudit, room, caller, (beyond) =>
      this.log.notices(room, { before, beyond, limit: most + 1 }),
    );
    if (!slice) throw new ChatError('room.not_found');
    const { epoch, entries } = slice;
    return { epoch, entries: entries.slice(-most), before: entries.length > most };
  }
}
