import { copyFileSync, existsSync, linkSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Digest } from '../../application/ports/blobs.js';
import { shardOf } from '../folder-blobs.js';
import { StartupError } from '../startup-error.js';
import { sync } from './data-dir.js';
import { Database } from './database.js';

/** Where the files are that belong to a copy of the database: beside it, under its name. */
export const filesOf = (database: string): string => `${database.replace(/\.db$/, '')}.files`;

/**
 * Puts the files that the database `copy` speaks of, if it does, from one folder into another, and answers how many.
 * They never change, so on one disk both folders share them. Those that were recalled since the database was copied are
 * missing, and missed by nobody. Throws `StartupError` where there should be files and is no folder.
 */
export function copyFiles(copy: string, from: string, to: string): number {
  const digests = digestsIn(copy);
  if (digests.length === 0) return 0;
  if (!existsSync(from)) throw new StartupError(`The files are missing that belong to it: put ${from} back.`);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const put = digests.filter((digest) =>
    share(join(from, shardOf(digest)), join(to, shardOf(digest)), digest),
  );
  for (const shard of new Set(put.map(shardOf))) sync(join(to, shard));
  sync(to);
  sync(dirname(to));
  return put.length;
}

function digestsIn(database: string): Digest[] {
  const db = new Database(database, { readOnly: true });
  const kept = db.get("SELECT 1 FROM sqlite_schema WHERE name = 'file'");
  const rows = kept
    ? db.all<{ digest: Digest }>(
        'SELECT digest FROM file UNION SELECT preview FROM file WHERE preview IS NOT NULL',
      )
    : [];
  db.close();
  return rows.map(({ digest }) => digest);
}

/** False where there is no such file. */
function share(from: string, to: string, digest: Digest): boolean {
  const [source, target] = [join(from, digest), join(to, digest)];
  mkdirSync(to, { recursive: true, mode: 0o700 });
  try {
    linkSync(source, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    // Another disk, or one that knows no second name for a file.
    copyFileSync(source, target);
    sync(target);
  }
  return true;
}
