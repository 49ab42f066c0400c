import { io, type Socket } from 'socket.io-client';
import { Failure } from '../model/failure.js';
import type { Ended, RequestInput, RequestName, RequestOutput, ServerEvents } from '../protocol.js';
import { pauseBefore } from './backoff.js';

export type Link =
  | { readonly state: 'idle' | 'connecting' | 'online' }
  /** The server cannot be reached, and the browser says that there is no network. */
  | { readonly state: 'offline' }
  | { readonly state: 'waiting'; readonly retryAt: number };

type Ack = { ok: true; data: unknown } | { ok: false; error: Partial<Failure> };
type Requests = Record<string, (input: object, ack: (answer: Ack) => void) => void>;

export interface ConnectionEvents {
  linked(link: Link): void;
  /** The session is over, or the server does not know it. The connection is closed, and stays so. */
  ended(why: Ended): void;
  event<Name extends keyof ServerEvents>(name: Name, data: Parameters<ServerEvents[Name]>[0]): void;
}

const ACK_TIMEOUT = 10_000;

/**
 * The one socket. It comes back by itself for as long as it is wanted: after a growing pause with jitter, so that a
 * server that restarts is not met by everyone at once, and at once when the browser finds its network again.
 */
export class Connection {
  private readonly socket: Socket<ServerEvents, Requests>;
  private wanted = false;
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private notBefore = 0;

  constructor(private readonly on: ConnectionEvents) {
    this.socket = io({
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      autoConnect: false,
      reconnection: false,
      timeout: ACK_TIMEOUT,
    });
    this.socket.on('connect', () => {
      this.tries = 0;
      this.on.linked({ state: 'online' });
    });
    this.socket.on('disconnect', () => this.again());
    this.socket.on('connect_error', (error) => {
      const { data } = error as { data?: { code?: string } };
      if (data?.code !== 'unauthenticated') return this.again();
      this.close();
      this.on.ended(data.code);
    });
    this.socket.on('server:closing', ({ retryAfterMs }) => (this.notBefore = Date.now() + retryAfterMs));
    this.socket.on('session:ended', ({ code }) => {
      this.close();
      this.on.ended(code);
    });
    this.socket.onAny((name: string, data: unknown) =>
      this.on.event(name as keyof ServerEvents, data as never),
    );

    addEventListener('online', () => this.retryNow());
    // The network may be gone and this server still there, as on one's own machine: trying tells.
    addEventListener('offline', () => this.retryNow());
    addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible' && this.timer !== undefined) this.retryNow();
    });
  }

  open(): void {
    if (this.wanted) return;
    this.wanted = true;
    this.connect();
  }

  close(): void {
    this.wanted = false;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.socket.disconnect();
    this.on.linked({ state: 'idle' });
  }

  /** Connects anew. A socket from before a loss of network may look alive and be dead, so it is not trusted. */
  retryNow(): void {
    if (!this.wanted) return;
    this.notBefore = 0;
    this.wanted = false;
    this.socket.disconnect();
    this.wanted = true;
    this.connect();
  }

  get online(): boolean {
    return this.socket.connected;
  }

  /** Asks the server. Rejects with a `Failure`, also when no answer comes in time or the connection is lost. */
  async request<Name extends RequestName>(
    name: Name,
    input: RequestInput<Name>,
  ): Promise<RequestOutput<Name>> {
    if (!this.socket.connected) throw Failure.unreachable();
    let answer: Ack;
    try {
      answer = await this.socket.timeout(ACK_TIMEOUT).emitWithAck(name as string, input);
    } catch {
      throw Failure.unreachable();
    }
    if (answer.ok) return answer.data as RequestOutput<Name>;
    const { code, retryable, retryAfterMs } = answer.error;
    throw new Failure(code ?? 'internal', retryable === true, retryAfterMs);
  }

  private connect(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.on.linked({ state: 'connecting' });
    this.socket.connect();
  }

  private again(): void {
    if (!this.wanted || this.timer !== undefined) return;
    const pause = pauseBefore(this.tries);
    this.tries += 1;
    const retryAt = Math.max(Date.now() + pause, this.notBefore + pause);
    this.timer = setTimeout(() => this.connect(), retryAt - Date.now());
    this.on.linked(navigator.onLine ? { state: 'waiting', retryAt } : { state: 'offline' });
  }
}
