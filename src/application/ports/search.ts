import type { Epoch } from '../../domain/entry.js';
import type { Message } from '../../domain/message.js';
import type { Query } from '../../domain/query.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';

export interface SearchWanted {
  /** Who looks. `me` and 我 are names of this user, too. */
  readonly user: UserId;
  readonly query: Query;
  /** Nowhere but here. */
  readonly room?: RoomId | undefined;
  /** Only what comes after the page that this came with. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface Hit {
  readonly room: RoomId;
  readonly epoch: Epoch;
  readonly message: Message;
}

export interface Hits {
  readonly hits: readonly Hit[];
  /** There may be more. */
  readonly cursor?: string | undefined;
  /** There may be hits among these that were not found: there was too much to look through. */
  readonly partial: boolean;
}

/** Finds what was said. */
export abstract class Search {
  /**
   * At most `limit` messages that fit the query, newest first: in a room by falling seq, and over all rooms as they were
   * stored. They are of rooms that the user is a member of, beyond what the membership shows, and what they are now fits,
   * whatever they were before; a message is found as soon as it was stored. Paging from cursor to cursor meets each once,
   * whatever is said meanwhile. A cursor that was not given out to the user finds nothing.
   */
  abstract find(wanted: SearchWanted): Promise<Hits>;
}
