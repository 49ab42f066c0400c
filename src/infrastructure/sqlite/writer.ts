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

/** A checkpoint is due when the log has grown by so many pages: often enough for a small log, rarely enough to be cheap. */
const CHECKPOINT = 1000;

/** Beyond so many pages the log is not small any more, and the checkpoint waits for the readers to let it restart. */
const LARGE_LOG = 4000;

/** So long, in milliseconds. */
const BRIEFLY = 20;

/** The one connection that writes, and the only process that uses the folder. */
export class Writer {
  private readonly folder: Occupied;
  private readonly mirror: Mirror;
  private readonly db: Database;
  private problem: Trouble | undefined;
  /** How many pages the log had when a checkpoint was last tried. */
  private tried = 0;

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
    if (this.problem && !this.problem.lasting) this.makeRoom();
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
    if (!this.problem) this.afterCommit();
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

  private afterCommit(): void {
    try {
      this.reflect();
      const pages = this.db.checkpoint('NOOP');
      if (pages < this.tried) this.tried = 0;
      if (pages - this.tried < CHECKPOINT) return;
      this.tried = pages;
      this.checkpoint(pages > LARGE_LOG ? 'RESTART' : 'PASSIVE');
    } catch (error) {
      // What was committed is committed: only the writes to come are concerned.
      this.problem = trouble(error);
    }
  }

  private reflect(): void {
    this.mirror.write(this.db.get<{ entries: number }>('SELECT entries FROM meta')!.entries);
  }

  /** A log that may begin anew needs no room on a full disk. */
  private makeRoom(): void {
    try {
      this.checkpoint('RESTART');
    } catch (error) {
      this.problem = trouble(error);
    }
  }

  private checkpoint(mode: 'PASSIVE' | 'RESTART'): void {
    // A reader that takes its time, as a backup does, is not waited for: the log grows until it is done.
    this.db.patient(BRIEFLY, () => this.db.checkpoint(mode));
  }
}
