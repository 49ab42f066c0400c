// Installs and builds where there is no build yet, as in a fresh clone that takes over a backup. Else it changes nothing:
// a server may be running from these files. Needs no package itself.
import { existsSync } from 'node:fs';

if (!existsSync('dist/admin.js')) {
  await import('./bootstrap.mjs');
  await import('./build.mjs');
}
