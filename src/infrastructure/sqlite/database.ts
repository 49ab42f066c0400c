import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite';

/** So long a statement waits for others to let go of a lock, in milliseconds. */
const PATIENCE = 2000;

export type Value = string | number | Uint8Array | null;

/**
 * A connection with its prepared statements. It keeps the handle for as long as they live: the package closes the
 * database when the handle is collected.
 *
 * A limit that is bound is written `LIMIT +?`: for a plain `LIMIT ?` SQLite looks at the value to plan by, and so
 * compiles the statement anew each time it is run.
 */
export class Database {
  private readonly handle: DatabaseSyncInstance;
  private readonly statements = new Map<string, StatementSyncInstance>();

  constructor(path: string, options: { readonly readOnly?: boolean } = {}) {
    this.handle = new DatabaseSync(path, { timeout: PATIENCE, ...options });
  }

  /** The first row, typed by whoever wrote the query. */
  get<Row>(sql: string, ...values: Value[]): Row | undefined {
    return this.statement(sql).get(...values) as Row | undefined;
  }

  all<Row>(sql: string, ...values: Value[]): Row[] {
    return this.statement(sql).all(...values) as Row[];
  }

  run(sql: string, ...values: Value[]): { readonly changes: number; readonly rowid: number } {
    const { changes, lastInsertRowid } = this.statement(sql).run(...values);
    return { changes, rowid: Number(lastInsertRowid) };
  }

  /** Runs a statement whose outcome nobody asks for. */
  write(sql: string, ...values: Value[]): void {
    // The package's `run` makes an object of the outcome, which is a third of what a small write costs.
    this.statement(sql).get(...values);
  }

  /** Runs statements that are not worth keeping. */
  exec(sql: string): void {
    this.handle.exec(sql);
  }

  /** All that the work writes, or nothing. */
  transaction<T>(begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => T): T {
    this.write(begin);
    try {
      const result = work();
      this.write('COMMIT');
      return result;
    } catch (error) {
      // Some failures have rolled back already.
      if (this.handle.isTransaction) this.write('ROLLBACK');
      throw error;
    }
  }

  /** Does the work with another patience than usual. */
  patient<T>(ms: number, work: () => T): T {
    this.get(`PRAGMA busy_timeout = ${ms}`);
    try {
      return work();
    } finally {
      this.get(`PRAGMA busy_timeout = ${PATIENCE}`);
    }
  }

  /** Brings the write-ahead log into the database, as far as readers let it, or only looks. Answers how many pages the log has. */
  checkpoint(mode: 'NOOP' | 'PASSIVE' | 'RESTART' | 'TRUNCATE'): number {
    return this.get<{ log: number }>(`PRAGMA wal_checkpoint(${mode})`)!.log;
  }

  close(): void {
    this.statements.clear();
    this.handle.close();
  }

  private statement(sql: string): StatementSyncInstance {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.handle.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }
}
