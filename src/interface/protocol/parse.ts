import type { z } from 'zod';
import { ChatError } from '../../domain/chat-error.js';

/**
 * The input as the schema gives it. Throws `request.invalid`, which names the fields at fault as the schema knows
 * them and repeats nothing of what was sent.
 */
export function parse<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ChatError('request.invalid', issue && { detail: explain(issue) });
}

function explain(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return 'The request holds a field that PROTOCOL.md does not give.';
  // Every schema of a request is a flat, strict object: a path is one of its own field names.
  const field = issue.path[0];
  return field === undefined ? `${issue.message}.` : `${String(field)}: ${issue.message}.`;
}
