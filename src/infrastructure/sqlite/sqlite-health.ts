import type { Health } from '../../application/ports/health.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';
import type { SqliteThread } from './sqlite-thread.js';

/** A write that takes this long, in milliseconds, is no longer just slow. */
const STUCK = 5000;

export class SqliteHealth implements Health {
  private readonly remote: Remote<typeof healthWrites>;

  constructor(
    private readonly writer: SqliteThread,
    private readonly reader: SqliteThread,
  ) {
    this.remote = writer.remote(healthWrites);
  }

  async trouble(): Promise<string | undefined> {
    const stuck = Math.max(this.writer.stuckFor, this.reader.stuckFor);
    if (stuck > STUCK) return `the disk has not answered for ${Math.round(stuck / 1000)} s`;

    // Where nobody writes because of the trouble, nobody would notice its end.
    if (this.writer.trouble !== undefined) await this.remote.probe().catch(() => {});
    return this.writer.trouble ?? this.reader.trouble;
  }

  concern(): undefined {}
}

/** Takes as much room as the largest message would. */
export function probe(db: Database): void {
  db.run('DELETE FROM spare');
  db.run('INSERT INTO spare VALUES (zeroblob(65536))');
}

export const healthWrites = { probe };
