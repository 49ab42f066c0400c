// Never notices that somebody has gone.
import { inMainThread, server } from './server.mjs';

if (inMainThread) {
  const { MemoryPresence } = await server('./infrastructure/memory/memory-presence.js');
  MemoryPresence.prototype.depart = async () => [];
}
