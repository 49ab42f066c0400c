import type { Entry, Epoch } from '../../domain/entry.js';
import { ChatError } from '../../domain/chat-error.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { RoomLog, Slice } from '../ports/room-log.js';
import type { Caller } from './caller.js';
import type { RoomAccess } from './room-access.js';
import type { Throttle } from './throttle.js';

/** At most this many entries an answer. */
export const SYNC_LIMIT = 500;

/** So many of the newest entries are a fresh page. */
const FRESH_PAGE = 50;

export interface Position {
  readonly room: RoomId;
  /** The position up to which the caller knows every entry. Absent: it knows none. */
  readonly after?: number | undefined;
  readonly epoch?: Epoch | undefined;
}

export interface SyncRoomInput extends Position {
  readonly caller: Caller;
}

export interface Synced extends Slice {
  /** The entries continue the position with no hole. Else they are the newest, and what the caller has is void. */
  readonly complete: boolean;
  /** More follow: sync again from the last entry. */
  readonly more: boolean;
}

/**
 * What follows a position, in order and without a hole; or a fresh page where a hole cannot be excluded: in another
 * epoch, beyond the head, or before what is kept. A position beyond the head says that the log was put back: it gets a
 * new epoch, so that nobody takes what is written next for what was there before. Throws as `Rules.enter`
 * does.
 */
export class SyncRoom {
  constructor(
    private readonly access: RoomAccess,
    private readonly log: RoomLog,
    private readonly throttle: Throttle,
  ) {}

  execute({ caller, ...place }: SyncRoomInput): Promise<Synced> {
    return this.access.reading(SyncRoom, place.room, caller, (from) =>
      this.read(place, from, caller.user.id),
    );
  }

  /** The same for one who is known to be a member, and sees what is beyond `from`. */
  async read({ room, after, epoch }: Position, from: number, reader: UserId): Promise<Synced> {
    if (after !== undefined && epoch !== undefined) {
      const slice = visible(await this.log.after(room, Math.max(after, from), SYNC_LIMIT, reader), from);
      if (slice.epoch === epoch && after <= slice.head && after >= slice.oldest - 1) {
        const last = slice.entries.at(-1)?.seq ?? after;
        return { ...slice, complete: true, more: last < slice.head };
      }
      const beyond = slice.epoch === epoch && after > slice.head;
      if (beyond && (await this.throttle.allows('renewals', room))) {
        await this.log.renewEpoch(room, { epoch, seq: after });
      }
    }
    const page = visible(await this.log.window(room, { beyond: from, limit: FRESH_PAGE, reader }), from);
    return { ...page, complete: false, more: false };
  }
}

/** The slice as one sees it who sees nothing up to a seq. */
function visible(slice: Slice | undefined, from: number): Slice {
  if (!slice) throw new ChatError('room.not_found');
  const entries = from === 0 ? slice.entries : slice.entries.map((entry) => hidden(entry, from));
  return { ...slice, entries, oldest: Math.max(slice.oldest, from + 1) };
}

/** That something became of a message is no secret, but the message is. */
function hidden(entry: Entry, from: number): Entry {
  if (entry.type !== 'message.changed' || entry.target > from) return entry;
  const { message: _message, ...rest } = entry;
  return rest;
}
