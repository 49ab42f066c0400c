import type { Call, Outcome } from './calls.js';
import { files, occupy, type Occupied } from './data-dir.js';
import type { Database } from './database.js';
import { trouble, type Trouble } from './failure.js';
import { Mirror } from './mirror.js';
import { openDatabase } from './open-database.js';
import { writes } from './operations.js';
import { runBatch } from './run-batch.js';
import { takeUpBackup } from './restore.js';
import { probe } from './sqlite-health.js';

/** A checkpoint is due when about so many pages were written: often enough for a small log, rarely enough to be cheap. */
const CHECKPOINT = 4000;
const PAGES_A_COMMIT = 4;

/** Beyond so many pages the log is not small any more, and the checkpoint waits for the readers to let it restart. */
const LARGE_LOG = 16_000;

/** So long, in milliseconds. */
const BRIEFLY = 20;

/** The one connection that writes, and the only process that uses the folder. */
export class Writer {
  private readonly folder: Occupied;
  private readonly mirror: Mirror;
  private readonly db: Database;
  private problem: Trouble | undefined;
  private written = 0;
  private logged = 0;

  constructor(dataDir: string) {
    this.folder = occupy(dataDir);
    try {
      takeUpBackup(dataDir);
      this.mirror = new Mirror(files(dataDir).entries);
      this.db = openDatabase(dataDir, this.mirror, this.folder.abandoned);
      this.begin();
    } catch (error) {
      this.folder.leave();
      throw error;
    }
  }

  /** Why writes fail now. */
  get trouble(): string | undefined {
    return this.problem?.message;
  }

  run(calls: readonly Call[]): Outcome[] {
    if (this.problem?.lasting) {
      const { message } = this.problem;
      return calls.map(() => ({ failure: { message, stack: undefined, storage: true } }));
    }
    this.problem = undefined;
    const outcomes = runBatch(
      { db: this.db, begin: 'BEGIN IMMEDIATE', operations: writes },
      calls,
      (error) => {
        this.problem = trouble(error);
      },
    );
    if (!this.problem) this.afterCommit(calls.length);
    return outcomes;
  }

  close(): void {
    this.db.close();
    this.mirror.close();
    this.folder.leave();
  }

  /** A write that changes nothing: it fills the log, and tells at once whether writes succeed. */
  private begin(): void {
    try {
      this.db.transaction('BEGIN IMMEDIATE', () => probe(this.db));
      this.reflect();
    } catch (error) {
      this.problem = trouble(error);
      if (!this.problem) throw error;
    }
  }

  private afterCommit(calls: number): void {
    try {
      this.reflect();
      this.written += PAGES_A_COMMIT + calls;
      if (this.written >= CHECKPOINT) this.checkpoint();
    } catch (error) {
      // What was committed is committed: only the writes to come are concerned.
      this.problem = trouble(error);
    }
  }

  private reflect(): void {
    this.mirror.write(this.db.get<{ entries: number }>('SELECT entries FROM meta')!.entries);
  }

  private checkpoint(): void {
    this.written = 0;
    const mode = this.logged > LARGE_LOG ? 'RESTART' : 'PASSIVE';
    // A reader that takes its time, as a backup does, is not waited for: the log grows until it is done.
    this.logged = this.db.patient(BRIEFLY, () => {
      return this.db.get<{ log: number }>(`PRAGMA wal_checkpoint(${mode})`)!.log;
    });
  }
}
