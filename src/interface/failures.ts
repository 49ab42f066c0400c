import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { ChatError } from '../domain/chat-error.js';
import { presentFailure, type Failure } from './protocol/failure.js';

const logger = new Logger('Failures');

/** What to answer for a failure. A bug is logged whole, under the id that the answer names; a refusal is not. */
export function failureOf(error: unknown): Failure {
  const requestId = randomUUID();
  if (!(error instanceof ChatError)) {
    logger.error(`request ${requestId}: ${describe(error)}`);
  } else if (error.kind === 'unavailable') {
    logger.warn(`unavailable: ${describe(error.cause ?? error)}`);
  }
  return presentFailure(error, requestId);
}

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
