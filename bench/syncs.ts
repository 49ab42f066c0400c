import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../test/support/temporary-folder.js';

const SENDS = 20_000;

/** Sends to a sync of the disk, counted with strace from the start of a process to its end. Undefined without strace. */
export function sendsToASync(): number | undefined {
  if (spawnSync('strace', ['-qq', '-e', 'trace=fsync', 'true']).status !== 0) return undefined;
  const folder = temporaryFolder();
  try {
    const log = join(folder.path, 'calls');
    const send = ['--import', './test/support/register-ts.mjs', 'bench/send.ts', folder.path, String(SENDS)];
    const strace = ['-f', '-qq', '-o', log, '-e', 'trace=fsync,fdatasync', process.execPath];
    const { status } = spawnSync('strace', [...strace, ...send], { stdio: 'inherit' });
    if (status !== 0) throw new Error(`the sending process ended with ${status}`);
    const syncs = readFileSync(log, 'utf8').match(/ f(data)?sync\(/g)?.length ?? 0;
    return SENDS / syncs;
  } finally {
    folder.remove();
  }
}
