import { ErrorReply } from '@redis/client';
import { ChatError } from '../../domain/chat-error.js';

/** What Redis says when it cannot do now, or must not, what it was asked for. Any other reply of an error is a bug. */
const PASSING = new Set([
  ...['OOM', 'MISCONF', 'NOREPLICAS', 'READONLY', 'LOADING', 'BUSY', 'MASTERDOWN', 'UNBLOCKED'],
  ...['CLUSTERDOWN', 'TRYAGAIN', 'MOVED', 'ASK', 'NOAUTH', 'NOPERM', 'WRONGPASS'],
]);

const codeOf = (error: ErrorReply): string => error.message.split(' ', 1)[0]!;

/** The error as callers of a store know it. Nobody can tell whether what failed was done. */
export const failure = (error: unknown): unknown =>
  error instanceof ErrorReply && !PASSING.has(codeOf(error))
    ? error
    : new ChatError('unavailable', { cause: error });

/** The script has to be sent whole. */
export const isUnknownScript = (error: unknown): boolean =>
  error instanceof ErrorReply && codeOf(error) === 'NOSCRIPT';

/** The server is no primary any more. */
export const isDemotion = (error: unknown): boolean =>
  error instanceof ErrorReply && ['READONLY', 'MASTERDOWN'].includes(codeOf(error));
