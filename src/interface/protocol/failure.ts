import { z } from 'zod';
import { ChatError, situations, type ErrorCode } from '../../domain/chat-error.js';

/** A bug of ours is answered with this code, and logged whole under the request id. */
const INTERNAL = 'internal';

export const errorCodes: readonly string[] = [...Object.keys(situations), INTERNAL];

const Code = z
  .enum([...(Object.keys(situations) as [ErrorCode, ...ErrorCode[]]), INTERNAL])
  .meta({ id: 'Code', description: 'What went wrong, for programs: one of the errors of the protocol.' });

export const Failure = z
  .object({
    code: Code,
    message: z.string().describe('For developers, in English: what is wrong and what to do next.'),
    retryable: z.boolean().describe('The same request may succeed later.'),
    retryAfterMs: z.int().min(0).optional().describe('When to try again, in milliseconds from now.'),
  })
  .meta({ id: 'Failure' });

export type Failure = z.infer<typeof Failure>;

/** What HTTP answers instead of the data. */
export const Refusal = z.object({ error: Failure }).meta({ id: 'Refusal' });

/** What the wire says of a failure. Nothing of the request or of a bug is in it, except the id to find it in the log. */
export function presentFailure(error: unknown, requestId: string): Failure {
  if (error instanceof ChatError) {
    const { code, message, retryable, retryAfterMs } = error;
    return { code, message, retryable, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  }
  return {
    code: INTERNAL,
    message: `This is a bug of the server, logged as ${requestId}.`,
    retryable: false,
  };
}
