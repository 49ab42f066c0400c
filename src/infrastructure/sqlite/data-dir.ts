import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { StartupError } from '../startup-error.js';
import { Database } from './database.js';
import { isBusy } from './failure.js';

/** The files of one DATA_DIR. SQLite adds `parley.db-wal` and `parley.db-shm`. */
export const files = (dataDir: string) => ({
  database: join(dataDir, 'parley.db'),
  entries: join(dataDir, 'parley.entries'),
  /** What is noted to be searched; it can be made anew from the database. */
  search: join(dataDir, 'parley.search.db'),
  lock: join(dataDir, 'parley.lock'),
  pid: join(dataDir, 'parley.pid'),
  /** A backup that the next start puts in the place of the database. */
  restore: join(dataDir, 'parley.restore.db'),
  restoreBlobs: join(dataDir, 'parley.restore.files'),
  backups: join(dataDir, 'backups'),
  /** The folder of what people sent beside their words. */
  blobs: join(dataDir, 'files'),
});

/** Creates an empty file that only its owner may read, unless it is there. */
export function touch(path: string): void {
  // Never opened when it is there: closing it would end the locks that this process holds on it.
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
}

/** What is in the file or the folder is on the disk when this returns. */
export function sync(path: string): void {
  // Windows has no such thing for folders, and puts a rename on the disk by itself.
  if (process.platform === 'win32' && statSync(path).isDirectory()) return;
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

export interface Occupied {
  /** Whoever used the folder last never left it, but was killed. */
  readonly abandoned: boolean;
  /** Gives the folder free again; so does the end of the process, however it comes. */
  readonly leave: () => void;
}

/** Makes the folder ready and this process its only user. Throws `StartupError`. */
export function occupy(dataDir: string): Occupied {
  const occupied = occupyIfFree(dataDir);
  if (occupied) return occupied;
  throw new StartupError(`DATA_DIR ${dataDir} is already used by another Parley${owner(dataDir)}.`);
}

/** The same; undefined where another process uses the folder. */
export function occupyIfFree(dataDir: string): Occupied | undefined {
  const { lock, pid } = files(dataDir);
  try {
    makeFolder(dataDir);
    touch(lock);
    const held = exclusive(lock);
    if (!held) return undefined;
    const abandoned = existsSync(pid);
    name(pid);
    return {
      abandoned,
      leave() {
        rmSync(pid, { force: true });
        held.close();
      },
    };
  } catch (error) {
    throw new StartupError(`DATA_DIR ${dataDir} cannot be used: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

/** Node's own `recursive` never returns where a folder is there and takes no other, as in /proc. */
export function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (!existsSync(dirname(path))) makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/** A lock of the operating system, through SQLite: it needs no file of its own kind and is never left behind. */
function exclusive(path: string): Database | undefined {
  const held = new Database(path);
  try {
    held.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return held;
  } catch (error) {
    held.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}

/** For a message, and to be missed by who comes next: a full disk is no reason not to start. */
function name(pid: string): void {
  try {
    writeFileSync(pid, `${process.pid}\n`, { mode: 0o600 });
  } catch {
    rmSync(pid, { force: true });
  }
}

/** Who uses the folder, as far as that is known. */
export function owner(dataDir: string): string {
  try {
    return ` (pid ${Number.parseInt(readFileSync(files(dataDir).pid, 'utf8'), 10)})`;
  } catch {
    return '';
  }
}
