import type { ChatServer } from './chat-socket.js';
import { backlog, cutOff } from './connection.js';

/** So many bytes may wait for one connection; beyond, it is closed, and resumes when it can. */
export const BACKLOG_LIMIT = 1024 * 1024;

/** The WebSocket close code by which a client learns that it read too slowly. */
export const SLOW_READER = 4008;

/** How long a closed connection may still read what is on its way, in milliseconds. */
const PARTING = 5000;

/** How often the backlogs are looked at, in milliseconds. */
const ROUND = 1000;

/** Closes connections whose reader does not keep up, so that none costs more than its share. The answer ends it. */
export function closeSlowReaders(server: ChatServer): () => void {
  const rounds = setInterval(() => {
    for (const socket of server.of('/').sockets.values()) {
      if (backlog(socket) > BACKLOG_LIMIT) cutOff(socket, SLOW_READER, 'connection.slow', PARTING);
    }
  }, ROUND).unref();
  return () => clearInterval(rounds);
}
