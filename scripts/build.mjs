// Builds the server into dist and the page into client/dist, each only where its sources or its files have changed
// since they were last built without an error. Needs no package itself.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeTurn } from './take-turns.mjs';

const parts = [
  {
    name: 'server',
    output: 'dist',
    sources: ['src', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json', 'package-lock.json'],
    command: ['node_modules/@nestjs/cli/bin/nest.js', 'build'],
  },
  {
    name: 'page',
    output: 'client/dist',
    sources: [
      'client',
      'src',
      'scripts/build-client.mjs',
      'scripts/emoji.mjs',
      'scripts/no-references.mjs',
      'tsconfig.json',
      'package-lock.json',
    ],
    command: ['scripts/build-client.mjs'],
  },
];

const STAMP = '.built-from';
const left = new Set(['client/dist', 'node_modules', STAMP]);

function* files(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return void (yield path);
  for (const name of readdirSync(path).sort()) {
    const inner = `${path}/${name}`;
    if (!left.has(name) && !left.has(inner)) yield* files(inner);
  }
}

function digest(...paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of files(path))
      hash.update(`${file}\0${statSync(file).size}\0`).update(readFileSync(file));
  }
  return hash.digest('base64url');
}

/** What a whole build leaves in its output: what it was made from, and what came out. */
const stampOf = (sources, output) => `${sources}\n${digest(output)}\n`;

/** Whether the output is what the sources make now. */
function fresh({ output, sources }) {
  const stamp = join(output, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(digest(...sources), output);
}

async function build({ name, output, sources, command }) {
  const before = digest(...sources);
  console.log(`Building the ${name} …`);
  const child = spawn(process.execPath, command, { stdio: 'inherit' });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) {
    console.error(`The ${name} could not be built: what went wrong is said above.`);
    return false;
  }
  // A build that fails writes files too: without a stamp that fits them nothing takes them for a good one.
  writeFileSync(join(output, STAMP), stampOf(before, output));
  return true;
}

const stale = () => parts.filter((part) => !fresh(part));

if (stale().length > 0) await takeTurn();
// Another start may have built them meanwhile.
const built = await Promise.all(stale().map(build));
process.exitCode = built.every(Boolean) ? 0 : 1;
