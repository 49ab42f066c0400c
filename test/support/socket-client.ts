import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import type { EventData, EventName } from '../../src/interface/protocol/events.js';
import type { Failure } from '../../src/interface/protocol/failure.js';
import type { RequestInput, RequestName, RequestOutput } from '../../src/interface/protocol/requests.js';
import { Inbox } from './inbox.js';

/** An ack that says no. */
export class Refused extends Error {
  constructor(readonly failure: Failure) {
    super(`${failure.code}: ${failure.message}`);
  }

  get code(): string {
    return this.failure.code;
  }
}

export type Ack = { ok: true; data: unknown } | { ok: false; error: Failure };

/** So long an ack is waited for, in milliseconds. */
const ACK_TIMEOUT = 5000;

/** A connection by the official client. */
export class ChatClient {
  private readonly inboxes = new Map<string, Inbox<unknown>>();
  /** Resolves with the reason when the connection ends. */
  readonly ended: Promise<string>;

  constructor(readonly socket: Socket) {
    socket.onAny((name: string, data: unknown) => this.inbox(name).put(data));
    this.ended = new Promise((resolve) => socket.once('disconnect', resolve));
  }

  /** The data of the ack. Throws `Refused` where the ack says no. */
  async request<Name extends RequestName>(
    name: Name,
    body: RequestInput<Name>,
  ): Promise<RequestOutput<Name>> {
    const ack = await this.send(name, body);
    if (!ack.ok) throw new Refused(ack.error);
    return ack.data as RequestOutput<Name>;
  }

  /** The ack as it is, to anything at all. Throws where none comes. */
  async send(name: string, ...args: unknown[]): Promise<Ack> {
    return (await this.socket.timeout(ACK_TIMEOUT).emitWithAck(name, ...args)) as Ack;
  }

  /** The next event of this name, of those that nobody asked for yet. */
  async next<Name extends EventName>(name: Name): Promise<EventData<Name>> {
    return (await this.inbox(name).next()) as EventData<Name>;
  }

  /** The events of this name that have come so far and that nobody asked for yet. */
  heard<Name extends EventName>(name: Name): EventData<Name>[] {
    return this.inbox(name).all() as EventData<Name>[];
  }

  close(): void {
    this.socket.disconnect();
    for (const inbox of this.inboxes.values()) inbox.close();
  }

  private inbox(name: string): Inbox<unknown> {
    const known = this.inboxes.get(name);
    if (known) return known;
    const inbox = new Inbox<unknown>(name);
    this.inboxes.set(name, inbox);
    return inbox;
  }
}

type Options = Partial<ManagerOptions & SocketOptions>;

/** A client that has not tried to connect yet. It does not come back by itself. */
export const client = (url: string, token?: string, options: Options = {}): ChatClient =>
  new ChatClient(
    io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      autoConnect: false,
      ...(token !== undefined && { auth: { token } }),
      ...options,
    }),
  );

/** A client whose connection is accepted. Throws the `connect_error` where it is not. */
export async function connect(url: string, token?: string, options: Options = {}): Promise<ChatClient> {
  const chat = client(url, token, options);
  await new Promise<void>((resolve, reject) => {
    chat.socket.once('connect', resolve);
    chat.socket.once('connect_error', reject);
    chat.socket.connect();
  });
  return chat;
}
