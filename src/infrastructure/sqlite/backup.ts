import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '../startup-error.js';
import { copyDatabase, type Contents } from './copy-database.js';
import { files, makeFolder } from './data-dir.js';

/** A moment as part of a file's name, such as 20261123T154226Z. */
export const stamp = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d+/g, '');

/**
 * Copies the database of a server, running or not, into a file that is not there yet: in the folder of backups under
 * the time of now, unless `to` says otherwise. Throws `StartupError`.
 */
export function backUp(dataDir: string, to?: string): Contents & { readonly path: string } {
  const { database, backups } = files(dataDir);
  const path = to ?? join(backups, `parley-${stamp(new Date())}.db`);
  if (existsSync(path)) throw new StartupError(`${path} is there already: choose another name.`);
  if (to === undefined && existsSync(database)) makeFolder(backups);
  return { ...copyDatabase(database, path), path };
}
