import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomId } from './system/random-id.js';

/**
 * What the folder is known by, since first somebody asked. Who reads the same sees the same folder, wherever it is
 * mounted.
 */
export async function markOf(folder: string): Promise<string> {
  const path = join(folder, 'parley.folder');
  const proposed = join(folder, `parley.folder.${randomId(8)}`);
  try {
    // A link is there whole, or not at all, also over a network.
    await writeFile(proposed, randomId(16), { mode: 0o600 });
    await link(proposed, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(proposed, { force: true });
  }
  return readFile(path, 'utf8');
}
