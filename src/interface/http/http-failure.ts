import { HttpException } from '@nestjs/common';
import type { Response } from 'express';
import { ChatError, type ErrorKind } from '../../domain/chat-error.js';
import { failureOf } from '../failures.js';

const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/** Answers a request that failed. A stream that has begun can only be cut. */
export function answerFailure(response: Response, error: unknown): void {
  const known = error instanceof ChatError ? error : translate(error);
  const failure = failureOf(known);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (failure.retryAfterMs !== undefined) {
    response.setHeader('Retry-After', Math.ceil(failure.retryAfterMs / 1000));
  }
  const status = known instanceof ChatError ? STATUS[known.kind] : 500;
  response.status(failure.code === 'request.too_large' ? 413 : status).json({ error: failure });
}

/** Refusals by Express and Nest, in our words. */
function translate(error: unknown): unknown {
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  if (status === 404) return new ChatError('request.unknown');
  if (status === 413) return new ChatError('request.too_large');
  if (status !== undefined && status >= 400 && status < 500) return new ChatError('request.invalid');
  return error;
}

function statusOf(error: unknown): number | undefined {
  return error instanceof Error && 'status' in error && typeof error.status === 'number'
    ? error.status
    : undefined;
}
