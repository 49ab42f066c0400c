import { existsSync } from 'node:fs';
import { StartupError } from '../startup-error.js';
import { contradiction } from './contradiction.js';
import { files, touch } from './data-dir.js';
import { Database } from './database.js';
import { isDamage } from './failure.js';
import { migrate, NEWEST, schemaVersion } from './migrations.js';
import type { Mirror } from './mirror.js';
import { removeSearchFile } from './search/search-file.js';

/**
 * Opens the database for writing, brings its schema forward, and renews epochs where it may have gone back.
 * @param abandoned whoever used it last was killed.
 */
export function openDatabase(dataDir: string, mirror: Mirror, abandoned: boolean): Database {
  const { database: path } = files(dataDir);
  if (!existsSync(path) && existsSync(`${path}-wal`)) {
    throw new StartupError(`${path} is missing, but ${path}-wal is there: ${REMEDY}.`);
  }
  touch(path);
  const db = new Database(path);
  try {
    checkSchema(db, path, mirror);
    if (wentBack(db, mirror, abandoned)) {
      const wrong = contradiction(db);
      if (wrong !== undefined) throw damaged(path, wrong);
      db.run('UPDATE room SET epoch = lower(hex(randomblob(9)))');
      removeSearchFile(files(dataDir).search);
    }
    return db;
  } catch (error) {
    db.close();
    throw isDamage(error) ? damaged(path, (error as Error).message, error) : error;
  }
}

/**
 * Whether entries may be missing that were acknowledged. The count of entries alone does not tell after a process was
 * killed and its log lost: a checkpoint that was under way may have brought the count into the database, and not yet
 * the entries. While a process lives its log is never empty, for it begins with a write.
 */
function wentBack(db: Database, mirror: Mirror, abandoned: boolean): boolean {
  const { entries } = db.get<{ entries: number }>('SELECT entries FROM meta')!;
  const pages = db.checkpoint('PASSIVE');
  return entries < (mirror.atStart ?? Infinity) || (abandoned && pages <= 0);
}

const damaged = (path: string, how: string, cause?: unknown): StartupError =>
  new StartupError(`${path} is damaged (${how}): ${REMEDY}.`, { cause });

const REMEDY = 'put a backup back, or move all of its files away to start empty';

function checkSchema(db: Database, path: string, mirror: Mirror): void {
  const version = schemaVersion(db);
  if (version === undefined) throw new StartupError(`${path} is a database of something else.`);
  if (version === 0 && mirror.atStart) {
    throw new StartupError(`${path} is empty, but ${mirror.atStart} entries were written to it: ${REMEDY}.`);
  }
  if (version > NEWEST) {
    throw new StartupError(
      `${path} was written by a newer Parley (schema ${version}, this one knows ${NEWEST}): run that one.`,
    );
  }
  const { journal_mode: mode } = db.get<{ journal_mode: string }>('PRAGMA journal_mode = WAL')!;
  if (mode !== 'wal')
    throw new StartupError(`${path} lies on a file system without shared memory: choose another.`);
  // FULL: a commit answers when the disk has it. The writer takes checkpoints itself, to see when one fails.
  db.exec('PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0');
  db.exec('PRAGMA cache_size = -16000; PRAGMA journal_size_limit = 67108864');
  // What is recalled leaves nothing on the page that it stood on.
  db.exec('PRAGMA secure_delete = ON');
  migrate(db, version);
  // So that the schema does not depend on the write-ahead log alone.
  if (version < NEWEST) db.checkpoint('TRUNCATE');
  for (const { name } of db.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
    db.get(`SELECT 1 FROM "${name}" NOT INDEXED LIMIT 1`);
  }
}
