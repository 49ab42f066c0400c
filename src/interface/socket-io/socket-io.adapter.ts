import type { IncomingMessage, ServerResponse } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import { Throttle } from '../../application/use-cases/throttle.js';
import { Addresses } from '../addresses.js';
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
  private readonly addresses: Addresses;
  private readonly throttle: Throttle;
  private warned = false;

  constructor(app: INestApplicationContext) {
    super(app);
    this.origins = app.get(Origins);
    this.addresses = app.get(Addresses);
    this.throttle = app.get(Throttle);
  }

  override createIOServer(port: number, options: Partial<ServerOptions> = {}): Server {
    const server = super.createIOServer(port, { ...options, ...OPTIONS } as ServerOptions) as Server;
    // Unlike `allowRequest`, this sees every request: handshakes, upgrades, and those of a session that exists.
    server.engine.use(
      (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => {
        const admitted = (): void =>
          request.headers.upgrade ? next() : securityHeaders(request, response, next);
        if (this.origins.provenance(request.headers) === 'foreign') refuse(request, '403 Forbidden');
        else if (EXISTING.test(request.url ?? '')) admitted();
        else this.admit(request).then((may) => may && admitted(), next);
      },
    );
    server.engine.on('connection_error', ({ code }: { code: number }) => {
      if (code === UNKNOWN_SESSION) this.warnOfLostPolls();
    });
    return server;
  }

  /** Once is enough: whoever reads it either restarted the server or has to change the proxy. */
  private warnOfLostPolls(): void {
    if (this.warned) return;
    this.warned = true;
    this.logger.warn(
      'A polling client named a session that is not here. If it was not opened before a restart, it is another ' +
        'node’s: the proxy has to send all polls of a client to one node. See deploy/README.md.',
    );
  }

  /** Whether the address may open one more connection now. If not, it has been told. */
  private async admit(request: IncomingMessage): Promise<boolean> {
    const waitMs = await this.throttle.wait('handshakes', this.addresses.of(request));
    if (waitMs !== undefined)
      refuse(request, '429 Too Many Requests', `Retry-After: ${Math.ceil(waitMs / 1000)}\r\n`);
    return waitMs === undefined;
  }
}

/** Engine.IO’s code for a session id that it did not give. */
const UNKNOWN_SESSION = 1;

/** A request of a session that exists names it. */
const EXISTING = /[?&]sid=/;

/** Written by hand, because for an upgrade there is no response to write to. */
function refuse({ socket }: IncomingMessage, status: string, header = ''): void {
  socket.end(`HTTP/1.1 ${status}\r\n${header}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}
