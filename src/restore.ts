import { command } from './command.js';
import { readConfig } from './infrastructure/config/config.js';
import { restore } from './infrastructure/sqlite/restore.js';
import { StartupError } from './infrastructure/startup-error.js';

// npm run restore -- FILE
await command(async () => {
  const { store, dataDir } = readConfig();
  if (store === 'redis') throw new StartupError('Redis is restored by its own means: see deploy/README.md.');
  if (store !== 'sqlite')
    throw new StartupError(`STORE is ${store}: only sqlite is restored by this command.`);
  const [, , file] = process.argv;
  if (file === undefined) throw new StartupError('Say which backup: npm run restore -- FILE');

  const { rooms, entries, files, by, former } = await restore(dataDir, file);
  if (by === 'next start')
    throw new StartupError(`${file} waits and is not in place yet: restart the server that runs.`);
  const where = by === 'us' ? 'for the next start' : 'into the server that runs';
  console.log(`Restored ${file} (rooms: ${rooms}, entries: ${entries}, files: ${files}) ${where}`);
  if (former !== undefined)
    console.log(`Kept what was there before as ${former}: what is newer than the backup is only there`);
});
