import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '../startup-error.js';
import { copyDatabase, type Contents } from './copy-database.js';
import { filesOf } from './copy-files.js';
import { files, makeFolder } from './data-dir.js';

/** A moment as part of a file's name, such as 20261123T154226Z. */
export const stamp = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d+/g, '');

/**
 * Copies the database of a server, running or not, into a file that is not there yet: in the folder of backups under
 * the time of now, unless `to` says otherwise. The files that people sent are in a folder beside it. Throws
 * `StartupError`.
 */
export function backUp(dataDir: string, to?: string): Contents & { readonly path: string } {
  const { database, backups, blobs } = files(dataDir);
  const path = to ?? join(backups, `parley-${stamp(new Date())}.db`);
  for (const taken of [path, filesOf(path)])
    if (existsSync(taken)) throw new StartupError(`${taken} is there already: choose another name.`);
  if (to === undefined && existsSync(database)) makeFolder(backups);
  return { ...copyDatabase(database, path, { from: blobs, to: filesOf(path) }), path };
}
