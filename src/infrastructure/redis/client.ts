import { createClient, RESP_TYPES } from '@redis/client';
import type { Address } from '../address.js';
import type { Access } from '../redis-place.js';

/** No answer for so long, in milliseconds, and a connection counts as lost. */
const SILENCE = 5000;

/** So many commands wait at most for being sent or answered. */
const WAITING = 20_000;

/**
 * Options of one connection. It queues nothing while it is down: what was not answered is for its caller to repeat, who
 * knows whether that may be.
 */
export const clientOptions = ({ tls, ...access }: Access) => ({
  ...access,
  disableOfflineQueue: true,
  commandsQueueMaxLength: WAITING,
  pingInterval: SILENCE / 4,
  maintNotifications: 'disabled' as const,
  socket: { ...(tls && { tls }), connectTimeout: 2000, socketTimeout: SILENCE },
});

/** A connection to one server that ends when it breaks. What was wrong is told by whatever fails because of it. */
export function newClient(access: Access, address: Address) {
  const { socket, ...options } = clientOptions(access);
  const client = createClient({
    ...options,
    RESP: 2,
    socket: { ...socket, ...address, reconnectStrategy: false },
  });
  client.on('error', () => {});
  return client;
}

export type Client = ReturnType<typeof newClient>;

export function discard(client: Client): void {
  if (client.isOpen) client.destroy();
}

/** Asks for the bytes of strings, as they are. */
export const BYTES = { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } };
