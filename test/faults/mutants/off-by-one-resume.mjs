// Resumes one entry too late, and calls it complete.
import { inMainThread, server } from './server.mjs';

if (inMainThread) {
  const { SyncRoom } = await server('./application/use-cases/sync-room.js');
  const sync = SyncRoom.prototype.execute;
  SyncRoom.prototype.execute = async function (input) {
    const synced = await sync.call(this, input);
    return synced.complete ? { ...synced, entries: synced.entries.slice(1) } : synced;
  };
}
