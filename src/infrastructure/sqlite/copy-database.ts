import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartupError } from '../startup-error.js';
import { contradiction } from './contradiction.js';
import { copyFiles } from './copy-files.js';
import { sync, touch } from './data-dir.js';
import { Database } from './database.js';
import { isDamage } from './failure.js';
import { NEWEST, schemaVersion } from './migrations.js';

/** How much a copy holds. */
export interface Contents {
  readonly rooms: number;
  readonly entries: number;
  readonly files: number;
}

interface Folders {
  /** Where the files are that the database speaks of. */
  readonly from: string;
  readonly to: string;
}

/**
 * Copies a database of Parley as it is at one moment, even while a server writes to it, and its files. Under the name
 * `to` there is never less than a copy that was read through and is on the disk, with its files. Throws `StartupError`.
 */
export function copyDatabase(from: string, to: string, folders: Folders): Contents {
  if (!existsSync(from)) throw new StartupError(`There is no database ${from}.`);
  const part = `${to}.part`;
  try {
    rmSync(part, { force: true });
    touch(part);
    write(from, part);
    const contents = readThrough(from, part);
    const files = copyFiles(part, folders.from, folders.to);
    sync(part);
    renameSync(part, to);
    sync(dirname(to));
    return { ...contents, files };
  } catch (error) {
    rmSync(part, { force: true });
    rmSync(folders.to, { recursive: true, force: true });
    if (error instanceof StartupError) throw error;
    const { message } = error as Error;
    if (isDamage(error)) throw new StartupError(`${from} is damaged (${message}).`, { cause: error });
    throw new StartupError(`${from} cannot be copied to ${to}: ${message}.`, { cause: error });
  }
}

/** One file without a log, and without what was deleted. */
function write(from: string, part: string): void {
  const source = new Database(from, { readOnly: true });
  const version = schemaVersion(source);
  if (!version) throw new StartupError(`${from} is no database of Parley.`);
  if (version > NEWEST) throw new StartupError(`${from} was written by a newer Parley: use that one.`);
  source.run('VACUUM INTO ?', part);
  source.close();
}

function readThrough(from: string, part: string): Omit<Contents, 'files'> {
  const copy = new Database(part, { readOnly: true });
  const wrong = contradiction(copy);
  if (wrong !== undefined) throw new StartupError(`${from} is damaged (${wrong}).`);
  const contents = copy.get<Omit<Contents, 'files'>>(
    'SELECT count(*) AS rooms, coalesce(sum(head), 0) AS entries FROM room',
  )!;
  copy.close();
  return contents;
}
