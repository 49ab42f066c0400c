import type { Call, Operations, Outcome } from './calls.js';
import type { Database } from './database.js';
import { failure } from './failure.js';

export interface Connection {
  readonly db: Database;
  readonly begin: 'BEGIN' | 'BEGIN IMMEDIATE';
  readonly operations: Operations;
}

/**
 * Runs the calls in one transaction, so that one commit serves them all. Where the store fails, all writes fail
 * together; a call that fails by itself spoils no other, for then each gets a transaction of its own.
 */
export function runBatch(
  on: Connection,
  calls: readonly Call[],
  failed: (error: unknown) => void,
): Outcome[] {
  try {
    return on.db.transaction(on.begin, () =>
      calls.map(([name, ...args]) => ({ value: on.operations[name]!(on.db, ...(args as never[])) })),
    );
  } catch (error) {
    const failing = failure(error);
    const together = failing.storage && on.begin === 'BEGIN IMMEDIATE';
    if (!together && calls.length > 1) return calls.flatMap((call) => runBatch(on, [call], failed));
    failed(error);
    return calls.map(() => ({ failure: failing }));
  }
}
