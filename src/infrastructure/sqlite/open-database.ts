import { existsSync } from 'node:fs';
import { StartupError } from '../startup-error.js';
import { files, touch } from './data-dir.js';
import { Database } from './database.js';
import { isDamage } from './failure.js';
import { migrate, NEWEST, schemaVersion } from './migrations.js';
import type { Mirror } from './mirror.js';

/** Opens the database for writing, brings its schema forward, and renews epochs where it went back. */
export function openDatabase(dataDir: string, mirror: Mirror): Database {
  const { database: path } = files(dataDir);
  if (!existsSync(path) && existsSync(`${path}-wal`)) {
    throw new StartupError(`${path} is missing, but ${path}-wal is there: ${REMEDY}.`);
  }
  touch(path);
  const db = new Database(path);
  try {
    checkSchema(db, path, mirror);
    if (db.get<{ entries: number }>('SELECT entries FROM meta')!.entries < (mirror.atStart ?? Infinity)) {
      db.run('UPDATE room SET epoch = lower(hex(randomblob(9)))');
    }
    return db;
  } catch (error) {
    db.close();
    if (!isDamage(error)) throw error;
    throw new StartupError(`${path} is damaged (${(error as Error).message}): ${REMEDY}.`, { cause: error });
  }
}

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
  migrate(db, version);
  // So that the schema does not depend on the write-ahead log alone.
  if (version < NEWEST) db.get('PRAGMA wal_checkpoint(TRUNCATE)');
  for (const { name } of db.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
    db.get(`SELECT 1 FROM "${name}" NOT INDEXED LIMIT 1`);
  }
}
