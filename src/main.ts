import { boot } from './boot.js';
import { addresses } from './infrastructure/addresses.js';
import { openBackend } from './infrastructure/backends.js';
import { readConfig } from './infrastructure/config/config.js';
import { MemoryEventBus } from './infrastructure/memory/memory-event-bus.js';
import { StartupError } from './infrastructure/startup-error.js';
import { listen } from './listen.js';
import { closeOnSignal } from './close-on-signal.js';

try {
  const config = readConfig();
  const bus = new MemoryEventBus();
  const backend = await openBackend(config, bus);
  const app = await boot(config, backend, bus);
  closeOnSignal(app);
  const port = await listen(app, config);
  console.log(`Parley is ready at ${addresses(config.host, port).join(' and ')}`);
} catch (error) {
  // What an operator can mend is one line; what is a bug is shown whole.
  console.error(error instanceof StartupError ? error.message : error);
  process.exit(1);
}
