import type { z } from 'zod';
import type { Caller } from '../../application/use-cases/caller.js';

export interface HttpTwin {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `:name` takes a field of the input; of the others, GET takes its from the query, the rest from the body. */
  readonly path: string;
  readonly status?: 200 | 201;
}

type Token<U> = new (...args: never[]) => U;

/** One row of the table of requests: all that a transport needs to know of it. */
export interface Request<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType, U = unknown> {
  /** One sentence for the documents. */
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  readonly http: HttpTwin;
  readonly useCase: Token<U>;
  /** Its use case keeps the order of arrival itself, so that one may begin while those before it are under way. */
  readonly overlaps?: true;
  /** Runs the use case and builds the answer field by field. */
  answer(useCase: U, input: z.output<I>, caller: Caller): Promise<z.input<O>>;
}

/** Checks a row against itself: what the use case answers is what the schema says. */
export const request = <I extends z.ZodType, O extends z.ZodType, U>(
  row: Request<I, O, U>,
): Request<I, O, U> => row;
