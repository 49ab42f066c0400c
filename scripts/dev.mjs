// Runs the server and builds the page, both again at each change of their sources.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';

const run = (...command) => spawn(process.execPath, command, { stdio: 'inherit' });

let build;
let again = false;

function buildPage() {
  if (build) {
    again = true;
    return;
  }
  build = run('scripts/build-client.mjs').once('exit', () => {
    build = undefined;
    if (again) buildPage();
  });
  again = false;
}

buildPage();
watch('client/src', { recursive: true }, buildPage);
run('node_modules/@nestjs/cli/bin/nest.js', 'start', '--watch').once('exit', (code) =>
  process.exit(code ?? 1),
);
