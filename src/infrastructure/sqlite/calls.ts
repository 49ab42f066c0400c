import type { Database } from './database.js';
import type { Failure } from './failure.js';

/** Functions that a worker runs by name on its connection. */
export type Operations<Connection = Database> = Readonly<
  Record<string, (connection: Connection, ...args: never[]) => unknown>
>;

/** The same functions as the main thread calls them. */
export type Remote<T> = {
  readonly [Name in keyof T]: T[Name] extends (connection: never, ...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Result>
    : never;
};

export type Call = readonly [name: string, ...args: unknown[]];

export type Outcome = { readonly value: unknown } | { readonly failure: Failure };

/** What a worker is started for. */
export interface Job {
  readonly role: 'writer' | 'reader' | 'searcher';
  readonly dataDir: string;
}

/** To a worker: `open` once, then batches one by one, at last `close`. */
export type Task =
  | { readonly type: 'open' }
  | { readonly type: 'run'; readonly calls: readonly Call[] }
  | { readonly type: 'close' };

/** From a worker: an answer to `open`, then one to each batch. */
export type Report =
  | { readonly type: 'ready' }
  /** The connection cannot be opened, for a reason that the operator can see and change. */
  | { readonly type: 'refused'; readonly reason: string }
  /** Outcomes in the order of the calls. `trouble`: why writes fail now. */
  | { readonly type: 'done'; readonly outcomes: readonly Outcome[]; readonly trouble: string | undefined };
