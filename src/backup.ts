import { command } from './command.js';
import { readConfig } from './infrastructure/config/config.js';
import { backUp } from './infrastructure/sqlite/backup.js';
import { StartupError } from './infrastructure/startup-error.js';

// npm run backup [-- FILE]
await command(async () => {
  const { store, dataDir } = readConfig();
  if (store === 'redis') throw new StartupError('Redis is backed up by its own means: see deploy/README.md.');
  if (store !== 'sqlite')
    throw new StartupError(`STORE is ${store}: only sqlite is backed up by this command.`);
  const { path, rooms, entries, files } = backUp(dataDir, process.argv[2]);
  console.log(`Backed up to ${path} (rooms: ${rooms}, entries: ${entries}, files: ${files})`);
});
