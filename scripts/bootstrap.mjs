// Installs the locked packages when those in node_modules are others. Needs no package itself.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { takeTurn } from './take-turns.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Parley needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** The packages of a lock file by folder; none where there is no file. */
function packages(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}

/** npm writes down what it installed, as the last step of an install. */
function stale() {
  const wanted = packages('package-lock.json');
  const installed = packages('node_modules/.package-lock.json');
  return Object.entries(wanted).some(([folder, { version, integrity, optional }]) => {
    if (folder === '') return false;
    const found = installed[folder];
    // Those of other platforms are absent.
    if (!found) return !optional;
    return found.version !== version || found.integrity !== integrity;
  });
}

if (stale()) await takeTurn();
// Another start may have done it meanwhile.
if (stale()) {
  console.log('Installing packages (once, about half a minute) …');
  // Building takes development packages, which NODE_ENV=production would leave out.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const { status } = npm?.endsWith('npm-cli.js')
    ? spawnSync(process.execPath, [npm, ...args], { stdio: 'inherit' })
    : spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(1);
}
