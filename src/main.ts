import { closeOnSignal } from './close-on-signal.js';
import { command } from './command.js';
import { readConfig } from './infrastructure/config/config.js';
import { Server } from './server.js';

await command(async () => {
  const server = new Server(readConfig());
  closeOnSignal(server);
  await server.open();
});
