import { get, type ClientRequest, type IncomingMessage } from 'node:http';
import { io, type Socket } from 'socket.io-client';
import type { RequestInput, RequestName, RequestOutput } from '../../../src/interface/protocol/requests.js';
import type { EventData } from '../../../src/interface/protocol/events.js';

export type Run = EventData<'room:entries'>;

/** The server said no. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly retryable: boolean,
  ) {
    super(code);
  }
}

/** So long an answer is waited for, in milliseconds. Whoever got none does not know what came of it. */
const PATIENCE = 2_500;

type Answer = { ok: true; data: unknown } | { ok: false; error: { code: string; retryable: boolean } };

/** How requests get to the server. They throw `Refused`, and anything else where it is not known what came of it. */
export interface Wire {
  /** Resolves when a request can be made. */
  ready(): Promise<void>;
  request<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>>;
  /** Of the official client: by which transport it talks now. */
  readonly transport?: string | undefined;
  close(): void;
}

export interface SocketHooks {
  up(connection: string): void;
  down(connection: string): void;
  hear(run: Run): void;
}

/** The official client, coming back by itself, sooner than it would for a person. */
export class SocketWire implements Wire {
  private readonly socket: Socket;
  private connection = '';

  constructor(url: string, token: string, transports: readonly string[], hooks: SocketHooks) {
    this.socket = io(url, {
      auth: { token },
      transports: [...transports],
      forceNew: true,
      reconnectionDelay: 50,
      reconnectionDelayMax: 500,
      timeout: 2_000,
    });
    this.socket.on('connect', () => {
      this.connection = this.socket.id ?? '';
      hooks.up(this.connection);
    });
    this.socket.on('disconnect', (reason) => {
      hooks.down(this.connection);
      // Told to go, it would stay away.
      if (reason === 'io server disconnect') this.retry();
    });
    this.socket.on('connect_error', () => {
      if (!this.socket.active) this.retry();
    });
    this.socket.on('room:entries', (run: Run) => hooks.hear(run));
  }

  get transport(): string | undefined {
    return this.socket.connected ? this.socket.io.engine.transport.name : undefined;
  }

  async ready(): Promise<void> {
    while (!this.socket.connected) {
      await new Promise<void>((resolve) => this.socket.once('connect', () => resolve()));
    }
  }

  async request<Name extends RequestName>(
    name: Name,
    input: RequestInput<Name>,
  ): Promise<RequestOutput<Name>> {
    const answer = (await this.socket.timeout(PATIENCE).emitWithAck(name, input)) as Answer;
    if (answer.ok) return answer.data as RequestOutput<Name>;
    throw new Refused(answer.error.code, answer.error.retryable);
  }

  close(): void {
    this.socket.disconnect();
  }

  private retry(): void {
    setTimeout(() => this.socket.connect(), 200);
  }
}

const TWINS: Partial<
  Record<RequestName, readonly [method: string, path: (room: string, seq: number) => string]>
> = {
  'room:list': ['GET', () => '/api/rooms'],
  'room:create': ['POST', () => '/api/rooms'],
  'room:join': ['POST', (room) => `/api/rooms/${room}/join`],
  'room:leave': ['POST', (room) => `/api/rooms/${room}/leave`],
  'room:sync': ['GET', (room) => `/api/rooms/${room}/entries`],
  'room:history': ['GET', (room) => `/api/rooms/${room}/history`],
  'room:members': ['GET', (room) => `/api/rooms/${room}/members`],
  'room:read': ['PUT', (room) => `/api/rooms/${room}/marker`],
  'message:send': ['POST', (room) => `/api/rooms/${room}/messages`],
  'message:edit': ['PUT', (room, seq) => `/api/rooms/${room}/messages/${seq}`],
  'message:recall': ['POST', (room, seq) => `/api/rooms/${room}/messages/${seq}/recall`],
  'message:react': ['PUT', (room, seq) => `/api/rooms/${room}/messages/${seq}/reactions`],
};

/** Of these, the seq goes into the path. */
const ADDRESSED: ReadonlySet<RequestName> = new Set(['message:edit', 'message:recall', 'message:react']);

/** Requests by their HTTP twins. */
export class HttpWire implements Wire {
  constructor(
    private readonly url: () => string,
    private readonly token: string,
  ) {}

  async ready(): Promise<void> {
    // Every request makes its own way.
  }

  async request<Name extends RequestName>(
    name: Name,
    input: RequestInput<Name>,
  ): Promise<RequestOutput<Name>> {
    const [method, path] = TWINS[name]!;
    const { room = '', ...fields } = input as { room?: string; seq?: number };
    const given = Object.entries(fields).filter(
      ([field, value]) => value !== undefined && !(field === 'seq' && ADDRESSED.has(name)),
    );
    const query = new URLSearchParams(given.map(([k, v]): [string, string] => [k, String(v)])).toString();
    const response = await fetch(
      `${this.url()}${path(room, fields.seq ?? 0)}${method === 'GET' ? `?${query}` : ''}`,
      {
        method,
        headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
        ...(method !== 'GET' && { body: JSON.stringify(Object.fromEntries(given)) }),
        signal: AbortSignal.timeout(PATIENCE),
      },
    );
    const body = (await response.json()) as { error: { code: string; retryable: boolean } };
    if (response.ok) return body as RequestOutput<Name>;
    throw new Refused(body.error.code, body.error.retryable);
  }

  /** Opens the room's stream and hands on its events until it ends, from whichever side. */
  async follow(
    room: string,
    lastEventId: string | undefined,
    hooks: { opened(stream: ClientRequest): void; event(name: string, data: unknown): void },
  ): Promise<void> {
    const headers = {
      Authorization: `Bearer ${this.token}`,
      ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }),
    };
    const request = get(`${this.url()}/api/events?room=${room}`, { agent: false, headers });
    const patience = setTimeout(() => request.destroy(new Error('no answer')), PATIENCE);
    let rest = '';
    try {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        request.once('response', resolve).on('error', reject);
      });
      clearTimeout(patience);
      if (response.statusCode === 200) hooks.opened(request);
      for await (const chunk of response.setEncoding('utf8')) {
        rest += String(chunk);
        if (response.statusCode !== 200) continue;
        const blocks = rest.split('\n\n');
        rest = blocks.pop()!;
        for (const block of blocks) {
          const [, name, data] = /^event: (.*)\ndata: (.*)$/m.exec(block) ?? [];
          if (name !== undefined && data !== undefined) hooks.event(name, JSON.parse(data));
        }
      }
      if (response.statusCode === 200) return;
      const { error } = JSON.parse(rest) as { error: { code: string; retryable: boolean } };
      throw new Refused(error.code, error.retryable);
    } finally {
      clearTimeout(patience);
    }
  }

  close(): void {
    // Nothing is kept open.
  }
}
