import { ChatError, situations, type ErrorKind } from '../../domain/chat-error.js';
import { statusOf } from '../http/http-failure.js';
import { Failure, Refusal } from '../protocol/failure.js';
import type { NamedSchemas } from './named-schemas.js';

const codes = Failure.shape.code.options;

type Code = (typeof codes)[number];

const RETRY_AFTER = {
  description: 'In seconds, where the failure has `retryAfterMs`.',
  schema: { type: 'integer' },
};

/** A response for every status that a refusal can have, with the codes behind it. */
export function refusalResponses(schemas: NamedSchemas): Record<string, object> {
  const schema = schemas.of(Refusal);
  const statuses = [...new Set(codes.map(statusOf))];
  return Object.fromEntries(
    statuses.map((status) => {
      const possible = codes.filter((code) => statusOf(code) === status);
      const response = {
        description: possible.map((code) => `- \`${code}\`: ${advice(code)}`).join('\n'),
        ...(possible.some(isRetryable) && { headers: { 'Retry-After': RETRY_AFTER } }),
        content: { 'application/json': { schema } },
      };
      return [nameOf(status), response];
    }),
  );
}

/** The responses of an operation that can be refused for reasons of these kinds, by status. What can be refused can also fail. */
export function refusalsOf(kinds: readonly ErrorKind[]): Record<string, object> {
  if (kinds.length === 0) return {};
  const possible = codes.filter((code) => code === 'internal' || kinds.includes(situations[code][0]));
  return Object.fromEntries(
    possible.map(statusOf).map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]),
  );
}

const nameOf = (status: number): string => `Refused${status}`;

const advice = (code: Code): string =>
  code === 'internal' ? 'A bug of the server, which has logged it.' : situations[code][1];

const isRetryable = (code: Code): boolean => code !== 'internal' && new ChatError(code).retryable;
