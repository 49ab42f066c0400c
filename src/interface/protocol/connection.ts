import { z } from 'zod';
import { Failure } from './failure.js';

/** What only a connection of Socket.IO has. */

export const Credentials = z.object({
  token: z.string().optional().describe('Of the session. May be absent where a cookie was sent.'),
});

export const Connected = z.object({ sid: z.string().describe('Names the connection, and means nothing.') });

/** `connect_error`, as the library calls it. The connection is closed after it. */
export const ConnectError = z.object({ message: z.string(), data: Failure });

const Denied = z.object({ ok: z.literal(false), error: Failure }).meta({ id: 'Denied' });

/** The ack of a request that is answered with `data`. */
export const ackOf = <Data extends z.ZodType>(data: Data) =>
  z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), data }), Denied]);

export type Ack = z.input<ReturnType<typeof ackOf>>;
