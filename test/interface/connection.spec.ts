import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { Server } from 'socket.io';
import type { ChatServer, ChatSocket } from '../../src/interface/socket-io/chat-socket.js';
import type { Ack } from '../../src/interface/protocol/connection.js';
import { answerDirectly, encode, write } from '../../src/interface/socket-io/connection.js';
import { OPTIONS } from '../../src/interface/socket-io/socket-io.adapter.js';
import { client, type ChatClient } from '../support/socket-client.js';

const closing = (n: number) => ({ retryAfterMs: n });

/** More than the network takes at once. */
const LONG = { rest: 'x'.repeat(3_000_000) };

/** Both ends of a connection of the official libraries, with nothing of the chat between them. */
class Pair {
  /** What the client heard, in order: the numbers of events, and -1 for answers. */
  readonly heard: number[] = [];
  /** So many packets went the way that Engine.IO promises. */
  promised = 0;
  /** Answers that the client waits for. */
  readonly answers: (() => void)[] = [];

  constructor(
    readonly chat: ChatClient,
    readonly socket: ChatSocket,
  ) {
    socket.conn.on('packetCreate', ({ type }: { type: string }) => {
      this.promised += Number(type === 'message');
    });
    answerDirectly(socket);
    socket.use(([name, ack]: unknown[]) => {
      const answer = () => (ack as (answer: Ack) => void)({ ok: true, data: {} });
      if (name === 'all heard?') answer();
      else this.answers.push(answer);
    });
    chat.socket.on('server:closing', ({ retryAfterMs }: { retryAfterMs: number }) => {
      this.heard.push(retryAfterMs);
    });
  }

  /** So many questions, which the client has asked when this resolves. */
  async ask(count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) this.chat.socket.emit('question', () => this.heard.push(-1));
    while (this.answers.length < count) await turn();
  }

  /** When everything written so far has been heard. */
  async settled(): Promise<void> {
    await this.chat.socket.emitWithAck('all heard?');
  }
}

describe('An event that is encoded once', () => {
  let http: HttpServer;
  let server: ChatServer;
  let url: string;

  const open = async (...transports: string[]): Promise<Pair> => {
    const connected = once(server, 'connection') as Promise<[ChatSocket]>;
    const chat = client(url, undefined, { transports });
    chat.socket.connect();
    return new Pair(chat, (await connected)[0]);
  };

  beforeAll(async () => {
    http = createServer();
    server = new Server(http, OPTIONS);
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  it.each([125, 126, 65_535, 65_536])('arrives whole as a message of %d bytes', async (length) => {
    const pair = await open('websocket');
    const filled = (rest: string) => encode('server:closing', { ...closing(1), ...{ rest } });
    const event = filled('x'.repeat(length - filled('').packet.length - 1));
    write(pair.socket, event);
    expect([`4${event.packet}`.length, pair.promised]).toEqual([length, 0]);
    await pair.settled();
    expect(pair.heard).toEqual([1]);
    pair.chat.close();
  });

  it.each([[['websocket']], [['polling']], [['polling', 'websocket']]])(
    'comes in order with what else is written, over %j',
    async (transports) => {
      const step = fc.constantFrom('shared', 'shared', 'own', 'answer', 'turn', 'long');
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
          const pair = await open(...transports);
          await pair.ask(steps.filter((kind) => kind === 'answer').length);
          const written: number[] = [];
          for (const [n, kind] of steps.entries()) {
            if (kind === 'turn') await turn();
            else written.push(kind === 'answer' ? -1 : n);
            if (kind === 'shared') write(pair.socket, encode('server:closing', closing(n)));
            if (kind === 'own') pair.socket.emit('server:closing', closing(n));
            if (kind === 'long') pair.socket.emit('server:closing', { ...closing(n), ...LONG });
            if (kind === 'answer') pair.answers.shift()!();
          }
          await pair.settled();
          pair.chat.close();
          expect(pair.heard).toEqual(written);
        }),
        { numRuns: 20, seed: 1 },
      );
    },
    30_000,
  );

  /** The connection as it would look if a name inside Socket.IO, Engine.IO or ws were another. */
  function without(missing: string, socket: ChatSocket): ChatSocket {
    const veiled = <T extends object>(target: T, path: string): T =>
      new Proxy(target, {
        get(_, name) {
          const here = `${path}${String(name)}`;
          if (here === missing) return undefined;
          const value: unknown = Reflect.get(target, name, target);
          if (typeof value === 'function') return value.bind(target) as unknown;
          const deeper = typeof value === 'object' && value !== null && missing.startsWith(`${here}.`);
          return deeper ? veiled(value, `${here}.`) : value;
        },
      });
    return veiled(socket, '');
  }

  it.each([
    ['nothing', 0],
    ['conn.readyState', 1],
    ['conn.writeBuffer', 1],
    ['conn.transport', 1],
    ['conn.transport.socket', 1],
    ['conn.transport.socket.readyState', 1],
    ['conn.transport.socket.bufferedAmount', 1],
    ['conn.transport.socket._socket', 1],
  ])('arrives all the same where %s is missing inside', async (missing, promised) => {
    const pair = await open('websocket');
    write(without(missing, pair.socket), encode('server:closing', closing(1)));
    expect(pair.promised).toBe(promised);
    await pair.settled();
    expect(pair.heard).toEqual([1]);
    pair.chat.close();
  });

  it('goes the way that answers go, too', async () => {
    const pair = await open('websocket');
    await pair.ask(1);
    pair.answers.shift()!();
    expect(pair.promised).toBe(0);
    // As it is where what Socket.IO calls has another name.
    delete (pair.socket as unknown as { ack?: unknown }).ack;
    await pair.ask(1);
    pair.answers.shift()!();
    expect(pair.promised).toBe(1);
    await pair.settled();
    expect(pair.heard).toEqual([-1, -1]);
    pair.chat.close();
  });

  it('is not written to a connection that closes', async () => {
    const { chat, socket } = await open('websocket');
    const written: unknown[] = [];
    const { socket: webSocket } = socket.conn.transport as unknown as {
      socket: { _socket: NodeJS.WritableStream };
    };
    socket.conn.close();
    webSocket._socket.write = (data: unknown) => written.push(data) > 0;
    write(socket, encode('server:closing', closing(1)));
    expect(written).toEqual([]);
    await chat.ended;
  });
});
