import { HttpException } from '@nestjs/common';
import type { Response } from 'express';
import { ChatError, situations, type ErrorKind } from '../../domain/chat-error.js';
import { failureOf } from '../failures.js';
import type { Failure } from '../protocol/failure.js';

const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

const TOO_LARGE: ReadonlySet<Failure['code']> = new Set(['request.too_large', 'file.too_large']);

/** The status that goes with a failure of this code. */
export function statusOf(code: Failure['code']): number {
  if (code === 'internal') return 500;
  return TOO_LARGE.has(code) ? 413 : STATUS[situations[code][0]];
}

/** Answers a request that failed. A stream that has begun can only be cut. */
export function answerFailure(response: Response, error: unknown): void {
  const failure = failureOf(error instanceof ChatError ? error : translate(error));
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (failure.retryAfterMs !== undefined) {
    response.setHeader('Retry-After', Math.ceil(failure.retryAfterMs / 1000));
  }
  response.status(statusOf(failure.code)).json({ error: failure });
}

/** Refusals by Express and Nest, in our words. */
function translate(error: unknown): unknown {
  const status = error instanceof HttpException ? error.getStatus() : statusIn(error);
  if (status === 404) return new ChatError('request.unknown');
  if (status === 413) return new ChatError('request.too_large');
  if (status !== undefined && status >= 400 && status < 500) return new ChatError('request.invalid');
  return error;
}

function statusIn(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number'
    ? error.status
    : undefined;
}
