// Keeps two starts of one checkout from installing or building at once. Needs no package itself.
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

const LOCK = '.cache/turn';

/** Longer than any turn, in milliseconds: a lock as old as this was left by a machine that went down. */
const LONGEST = 15 * 60 * 1000;

function taken() {
  mkdirSync('.cache', { recursive: true });
  try {
    const file = openSync(LOCK, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** Whether nobody is at it any more. One that is only being taken has no number in it yet. */
function abandoned() {
  try {
    const holder = Number(readFileSync(LOCK, 'utf8'));
    if (Date.now() - statSync(LOCK).mtimeMs > LONGEST) return true;
    if (holder > 0) process.kill(holder, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

let mine = false;

/** Resolves when it is this process's turn, which lasts until it ends. */
export async function takeTurn() {
  if (mine) return;
  for (let tries = 0; !taken(); tries += 1) {
    if (abandoned()) rmSync(LOCK, { force: true });
    else if (tries === 0) console.log('Waiting for another start in this folder …');
    await setTimeout(100);
  }
  mine = true;
  process.once('exit', () => rmSync(LOCK, { force: true }));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
}
