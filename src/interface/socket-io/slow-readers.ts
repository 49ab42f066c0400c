import type { ChatServer } from './chat-socket.js';

/** So many bytes may wait for one connection; beyond, it is closed, and resumes when it can. */
export const BACKLOG_LIMIT = 1024 * 1024;

/** The WebSocket close code by which a client learns that it read too slowly. */
export const SLOW_READER = 4008;

/** How long a closed connection may still read what is on its way, in milliseconds. */
const PARTING = 5000;

/** How often the backlogs are looked at, in milliseconds. */
const ROUND = 1000;

/** What this file knows of Engine.IO's connections beyond their public types. */
interface Connection {
  readonly writeBuffer: readonly { readonly data?: string | Buffer }[];
  /** `socket` is a WebSocket of ws; polling has none. */
  readonly transport: { readonly socket?: WebSocket };
  close(discard: boolean): void;
}

interface WebSocket {
  readonly bufferedAmount: number;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** Closes connections whose reader does not keep up, so that none costs more than its share. The answer ends it. */
export function closeSlowReaders(server: ChatServer): () => void {
  const rounds = setInterval(() => {
    for (const { conn } of server.of('/').sockets.values()) {
      const connection = conn as unknown as Connection;
      if (backlog(connection) > BACKLOG_LIMIT) close(connection);
    }
  }, ROUND).unref();
  return () => clearInterval(rounds);
}

/** Bytes that wait in this process: handed to the WebSocket, and queued behind it. */
function backlog({ transport, writeBuffer }: Connection): number {
  let bytes = transport.socket?.bufferedAmount ?? 0;
  for (const { data } of writeBuffer) bytes += data?.length ?? 0;
  return bytes;
}

function close(connection: Connection): void {
  const { socket } = connection.transport;
  socket?.close(SLOW_READER, 'connection.slow');
  // Forgets what is queued.
  connection.close(true);
  setTimeout(() => socket?.terminate(), PARTING).unref();
}
