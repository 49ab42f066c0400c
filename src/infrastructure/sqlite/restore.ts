import { existsSync, renameSync, rmSync, statSync, unwatchFile, watchFile } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { stamp } from './backup.js';
import { copyDatabase, type Contents } from './copy-database.js';
import { filesOf } from './copy-files.js';
import { files, makeFolder, occupyIfFree, sync } from './data-dir.js';

/** How often a running server looks whether it is to go back to a backup, in milliseconds. */
const GLANCE = 500;

/** So long a running server has to take a backup up, in milliseconds, before its operator is told to restart it. */
const PATIENCE = 30_000;

export interface Restored extends Contents {
  /** Where the database that was there before is kept. */
  readonly former: string | undefined;
  /** Who put the backup in place: this call, the server that runs, or whoever starts next. */
  readonly by: 'us' | 'server' | 'next start';
}

/**
 * Puts a backup in the place of the database; the next start gives every room a new epoch. It is copied and read
 * through first. A server that runs goes down for a moment and comes back with it. Throws `StartupError`.
 */
export async function restore(dataDir: string, from: string, patience = PATIENCE): Promise<Restored> {
  const { restore: waiting, restoreBlobs } = files(dataDir);
  makeFolder(dataDir);
  rmSync(restoreBlobs, { recursive: true, force: true });
  makeFolder(restoreBlobs);
  const contents = copyDatabase(from, waiting, { from: filesOf(from), to: restoreBlobs });
  const former = formerName(dataDir);
  const occupied = occupyIfFree(dataDir);
  if (occupied) {
    takeUpBackup(dataDir);
    occupied.leave();
  }
  const by = occupied ? 'us' : (await gone(waiting, patience)) ? 'server' : 'next start';
  return { ...contents, by, former: existsSync(former) ? former : undefined };
}

/** Puts the backup that waits, if one does, in the place of the database. For the only user of the folder. */
export function takeUpBackup(dataDir: string): void {
  const { database, entries, blobs, restoreBlobs, restore: waiting } = files(dataDir);
  if (!existsSync(waiting)) return;
  const former = formerName(dataDir);
  // Without the count of entries, epochs are renewed, however much the backup holds.
  rmSync(entries, { force: true });
  // The log is gone for good before the backup is there: it would be played into it. Safe to begin again anywhere.
  move(database, former);
  move(`${database}-wal`, `${former}-wal`);
  rmSync(`${database}-shm`, { force: true });
  // The files of a backup wait for as long as they are not in place, also where there are none.
  if (existsSync(restoreBlobs)) {
    // Its name is of this second: one of the same that is there was copied before this was begun.
    if (existsSync(blobs)) rmSync(filesOf(former), { recursive: true, force: true });
    move(blobs, filesOf(former));
    renameSync(restoreBlobs, blobs);
  }
  sync(dataDir);
  renameSync(waiting, database);
  sync(dataDir);
}

/** Resolves when a backup waits to be taken up. The second function ends the waiting. */
export function backupWaits(dataDir: string): readonly [Promise<void>, () => void] {
  const { restore: waiting } = files(dataDir);
  const waits = new Promise<void>((resolve) => {
    watchFile(waiting, { interval: GLANCE, persistent: false }, ({ nlink }) => nlink > 0 && resolve());
  });
  return [waits, () => unwatchFile(waiting)];
}

/** The same whoever asks, for as long as the backup waits. */
const formerName = (dataDir: string): string =>
  join(dataDir, `parley.before-${stamp(statSync(files(dataDir).restore).mtime)}.db`);

function move(from: string, to: string): void {
  if (existsSync(from)) renameSync(from, to);
}

/** Whether the file goes away in time. */
async function gone(path: string, ms: number): Promise<boolean> {
  const end = performance.now() + ms;
  while (existsSync(path)) {
    if (performance.now() > end) return false;
    await pass(GLANCE / 5);
  }
  return true;
}
