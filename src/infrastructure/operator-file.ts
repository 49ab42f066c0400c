import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from './startup-error.js';

/** How the command line reaches the server that uses the folder, and shows that it may. */
export interface OperatorAccess {
  readonly url: string;
  readonly token: string;
}

const fileIn = (dataDir: string): string => join(dataDir, 'parley.admin');

/** Leaves it in the folder, for nobody but the user whom the server runs as. */
export function leaveAccess(dataDir: string, access: OperatorAccess): void {
  // Never into a file that is there, which others might be able to read.
  removeAccess(dataDir);
  writeFileSync(fileIn(dataDir), JSON.stringify(access), { mode: 0o600, flag: 'wx' });
}

export function removeAccess(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

/** Throws `StartupError` where no server has left it, or where it is for somebody else. */
export function findAccess(dataDir: string): OperatorAccess {
  try {
    return JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as OperatorAccess;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'no server uses it: npm start' : (error as Error).message;
    throw new StartupError(`DATA_DIR ${dataDir}: ${reason}.`, { cause: error });
  }
}
