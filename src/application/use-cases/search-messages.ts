import { ChatError } from '../../domain/chat-error.js';
import { isBlank, parseQuery } from '../../domain/query.js';
import type { RoomId } from '../../domain/room.js';
import type { Hits, Search } from '../ports/search.js';
import type { Caller } from './caller.js';
import type { Throttle } from './throttle.js';

/** At most this many hits an answer. */
export const HITS_LIMIT = 50;

export interface SearchMessagesInput {
  readonly caller: Caller;
  readonly query: string;
  /** Nowhere but here. */
  readonly room?: RoomId | undefined;
  readonly cursor?: string | undefined;
  /** 1 to 50, 20 unless given. */
  readonly limit?: number | undefined;
  /** Days of the query begin where this says; in UTC unless given. */
  readonly minutesEast?: number | undefined;
}

/**
 * What was said, in all rooms of the caller, and fits what was typed; see `parseQuery`. A room that the caller is not in
 * holds nothing, as one that is not there. Throws `search.blank` where there is nothing to look for, or `rate_limited`.
 */
export class SearchMessages {
  constructor(
    private readonly search: Search,
    private readonly throttle: Throttle,
  ) {}

  async execute({ caller, query, minutesEast, limit = 20, ...where }: SearchMessagesInput): Promise<Hits> {
    const parsed = parseQuery(query, minutesEast);
    if (isBlank(parsed)) throw new ChatError('search.blank');
    await this.throttle.pass('searches', caller.user.id);
    const { room, cursor } = where;
    return this.search.find({
      user: caller.user.id,
      query: parsed,
      room,
      cursor,
      limit: Math.min(limit, HITS_LIMIT),
    });
  }
}
