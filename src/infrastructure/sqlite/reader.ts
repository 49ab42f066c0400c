import type { Call, Outcome } from './calls.js';
import { files } from './data-dir.js';
import { Database } from './database.js';
import { reads } from './operations.js';
import { runBatch } from './run-batch.js';

/** A connection that only reads, so that no read waits for a commit. */
export class Reader {
  readonly trouble = undefined;
  private readonly db: Database;

  constructor(dataDir: string) {
    this.db = new Database(files(dataDir).database, { readOnly: true });
    this.db.exec('PRAGMA cache_size = -16000');
  }

  run(calls: readonly Call[]): Outcome[] {
    return runBatch({ db: this.db, begin: 'BEGIN', operations: reads }, calls, () => {});
  }

  close(): void {
    this.db.close();
  }
}
