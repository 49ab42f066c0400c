import type { IncomingMessage, ServerResponse } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import { Origins } from '../origins.js';
import { securityHeaders } from '../security-headers.js';

/** The largest packet, in bytes. */
export const PACKET_LIMIT = 64 * 1024;

export const OPTIONS = {
  serveClient: false,
  transports: ['polling', 'websocket'],
  maxHttpBufferSize: PACKET_LIMIT,
  perMessageDeflate: false,
  httpCompression: false,
  connectTimeout: 5_000,
  // A half-open connection is gone after the sum of both, in milliseconds.
  pingInterval: 15_000,
  pingTimeout: 10_000,
} satisfies Partial<ServerOptions>;

/** Socket.IO as this chat runs it: bounded, without what nobody uses, and closed to pages of other origins. */
export class ChatIoAdapter extends IoAdapter {
  private readonly origins: Origins;

  constructor(app: INestApplicationContext) {
    super(app);
    this.origins = app.get(Origins);
  }

  override createIOServer(port: number, options: Partial<ServerOptions> = {}): Server {
    const server = super.createIOServer(port, { ...options, ...OPTIONS } as ServerOptions) as Server;
    // Unlike `allowRequest`, this sees every request: handshakes, upgrades, and those of a session that exists.
    server.engine.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
      if (this.origins.provenance(request.headers) === 'foreign') refuse(request);
      else if (request.headers.upgrade) next();
      else securityHeaders(request, response, next);
    });
    return server;
  }
}

/** Written by hand, because for an upgrade there is no response to write to. */
function refuse({ socket }: IncomingMessage): void {
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
}
