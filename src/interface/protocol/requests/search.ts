import { z } from 'zod';
import { QUERY_LIMIT } from '../../../domain/query.js';
import { HITS_LIMIT, SearchMessages } from '../../../application/use-cases/search-messages.js';
import { presentHit } from '../present.js';
import { request } from '../request.js';
import { Cursor, Hit, Id } from '../schemas.js';

/** Half a day, and a little more: no place on earth is further from UTC. */
const MINUTES = 14 * 60;

/** Messages of all rooms. */
export const searchRequests = {
  'message:search': request({
    summary: 'What was said in the rooms that the caller is in, and fits a query: the newest first.',
    input: z.strictObject({
      query: z.string().max(QUERY_LIMIT),
      room: Id.optional(),
      cursor: Cursor.optional(),
      limit: z.int().min(1).max(HITS_LIMIT).optional(),
      minutesEast: z.int().min(-MINUTES).max(MINUTES).optional(),
    }),
    output: z.object({
      hits: z.array(Hit).max(HITS_LIMIT),
      cursor: Cursor.optional(),
      partial: z.boolean().optional(),
    }),
    http: { method: 'GET', path: '/api/search' },
    useCase: SearchMessages,
    async answer(searchMessages, input, caller) {
      const { hits, cursor, partial } = await searchMessages.execute({ ...input, caller });
      return { hits: hits.map(presentHit), cursor, ...(partial && { partial }) };
    },
  }),
};
