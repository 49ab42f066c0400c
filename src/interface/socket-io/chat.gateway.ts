import { Inject, type OnModuleDestroy } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayInit } from '@nestjs/websockets';
import type { z } from 'zod';
import { Audiences } from '../../application/audiences.js';
import { CloseConnection } from '../../application/use-cases/close-connection.js';
import { OpenConnection } from '../../application/use-cases/open-connection.js';
import { ResumeSession } from '../../application/use-cases/resume-session.js';
import { cookieToken } from '../credentials.js';
import { Dispatcher } from '../dispatcher.js';
import { failureOf } from '../failures.js';
import { Origins } from '../origins.js';
import type { Ack, ConnectError } from '../protocol/connection.js';
import { requestTable } from '../protocol/requests.js';
import { ChatError } from '../../domain/chat-error.js';
import { group, type ChatServer, type ChatSocket } from './chat-socket.js';
import { answerDirectly } from './connection.js';
import { Lanes } from './lanes.js';
import { closeSlowReaders } from './slow-readers.js';
import { SocketIoAudience } from './socket-io-audience.js';

/** Lets connections in and answers their requests: each one that asks for an answer gets exactly one. */
@WebSocketGateway()
export class ChatGateway implements OnGatewayInit<ChatServer>, OnModuleDestroy {
  private readonly audience = new SocketIoAudience();
  private endRounds: (() => void) | undefined;

  constructor(
    @Inject(Audiences) audiences: Audiences,
    @Inject(Dispatcher) private readonly dispatcher: Dispatcher,
    @Inject(Origins) private readonly origins: Origins,
    @Inject(ResumeSession) private readonly resumeSession: ResumeSession,
    @Inject(OpenConnection) private readonly openConnection: OpenConnection,
    @Inject(CloseConnection) private readonly closeConnection: CloseConnection,
  ) {
    audiences.add(this.audience);
  }

  afterInit(server: ChatServer): void {
    this.audience.attach(server);
    server.use((socket, next) => {
      this.authenticate(socket).then(
        () => next(),
        (error: unknown) => {
          next(refusal(error));
          // Behind the refusal, which is written in between. A polite client has hung up by then.
          setImmediate(() => socket.conn.close());
        },
      );
    });
    server.on('connection', (socket) => this.welcome(socket));
    this.endRounds = closeSlowReaders(server);
  }

  onModuleDestroy(): void {
    this.audience.announceClosing();
    this.endRounds?.();
  }

  /** Runs before CONNECT is answered, so that nothing of a stranger is ever handled. */
  private async authenticate(socket: ChatSocket): Promise<void> {
    if (this.dispatcher.closing) throw new ChatError('unavailable');
    const token = this.tokenOf(socket);
    const { session, user } = await this.resumeSession.execute({ token });
    socket.data = { caller: { session, user }, token };
  }

  private tokenOf({ handshake, conn }: ChatSocket): string | undefined {
    const { token } = handshake.auth as { token?: unknown };
    if (typeof token === 'string') return token;

    // A page that upgrades says its origin, and one that polls does so when it posts: only a GET goes without.
    const provenance = this.origins.provenance(handshake.headers);
    if (provenance === 'foreign' || (provenance === 'unsaid' && conn.transport.name !== 'polling'))
      return undefined;
    return cookieToken(handshake.headers, handshake.headers.origin?.startsWith('https:') ?? false);
  }

  private welcome(socket: ChatSocket): void {
    const lanes = new Lanes();
    const opened = this.open(socket);
    answerDirectly(socket);
    // A middleware that passes nothing on: what a client names is never emitted as an event here.
    socket.use(([name, ...args]: unknown[]) => {
      const ack = typeof args.at(-1) === 'function' ? (args.pop() as (answer: Ack) => void) : undefined;
      void this.answer(socket, lanes, opened, name, args).then(ack);
    });
    socket.on('disconnect', () => {
      const { id: user } = socket.data.caller.user;
      const gone = (): Promise<void> => this.closeConnection.execute({ user, connection: socket.id });
      void opened.then(gone, gone).catch(failureOf);
    });
    opened.catch((error: unknown) => {
      // Whoever comes back is told why, if it is the session.
      failureOf(error);
      socket.disconnect(true);
    });
  }

  /** Listens to the user's rooms. Requests wait for it: what they read joins what the connection hears. */
  private async open(socket: ChatSocket): Promise<void> {
    const { caller } = socket.data;
    const evicted = (socket.data.evicted = new Set<string>());
    await socket.join([group.user(caller.user.id), group.session(caller.session)]);
    // A session may have ended since it was found. From here on its connections hear of it.
    await this.resumeSession.execute({ token: socket.data.token });
    delete socket.data.token;
    const rooms = await this.openConnection.execute({ caller, connection: socket.id });
    await socket.join(rooms.filter((room) => !evicted.has(room)).map(group.room));
    delete socket.data.evicted;
  }

  private async answer(
    socket: ChatSocket,
    lanes: Lanes,
    opened: Promise<void>,
    name: unknown,
    [body, ...rest]: unknown[],
  ): Promise<Ack> {
    try {
      if (rest.length > 0) {
        throw new ChatError('request.invalid', { detail: 'A request is one object, and nothing else.' });
      }
      await opened;
      const request = String(name);
      const overlaps = requestTable.get(request)?.overlaps ?? false;
      const run = (): Promise<unknown> => this.dispatcher.run(request, body, socket.data.caller);
      return { ok: true, data: await lanes.run(laneOf(body), overlaps, run) };
    } catch (error) {
      return { ok: false, error: failureOf(error) };
    }
  }
}

/** Requests about one room take effect in order of arrival. */
function laneOf(body: unknown): string {
  const room = typeof body === 'object' && body !== null && 'room' in body ? body.room : undefined;
  return typeof room === 'string' ? room : '';
}

function refusal(error: unknown): Error & z.input<typeof ConnectError> {
  const data = failureOf(error);
  return Object.assign(new Error(data.message), { data });
}
