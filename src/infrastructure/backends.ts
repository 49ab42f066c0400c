import type { EventBus } from '../application/ports/event-bus.js';
import type { Backend } from './backend.js';
import type { Config } from './config/config.js';

/** Every store that STORE can name. Each is loaded only when it is chosen. */
const backends: Record<Config['store'], (config: Config, bus: EventBus) => Promise<Backend>> = {
  memory: async (config, bus) => (await import('./memory/open-memory.js')).openMemory(config, bus),
  redis: async (config) => {
    const { openRedis } = await import('./redis/open-redis.js');
    if (!config.nats) return openRedis(config);
    const { openNats } = await import('./nats/open-nats.js');
    return openNats(config.nats, (channels) => openRedis(config, channels));
  },
  sqlite: async (config, bus) => (await import('./sqlite/open-sqlite.js')).openSqlite(config, bus),
};

/** Opens the store that the configuration names. Throws a `StartupError` for what its operator can mend. */
export const openBackend = (config: Config, bus: EventBus): Promise<Backend> =>
  backends[config.store](config, bus);
