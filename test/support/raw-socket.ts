import { once } from 'node:events';
import { WebSocket } from 'ws';

/** Speaks Engine.IO and Socket.IO frame by frame, so that it can also say what no client library would. */
export class RawSocket {
  readonly frames: string[] = [];
  private waiting: {
    readonly wanted: (frame: string) => boolean;
    readonly found: (frame: string) => void;
    readonly lost: (reason: Error) => void;
  }[] = [];

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => this.hear((data as Buffer).toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      for (const { lost } of this.waiting) lost(new Error(`closed; heard ${this.frames.join(' ')}`));
    });
  }

  /** A WebSocket on which nothing is said yet. Rejects with the HTTP status of a refusal. */
  static async open(url: string, headers: Record<string, string> = {}): Promise<RawSocket> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers,
    });
    const raw = new RawSocket(socket);
    await Promise.race([
      once(socket, 'open'),
      once(socket, 'unexpected-response').then(([, response]) => {
        throw new Error(`refused with ${(response as { statusCode: number }).statusCode}`);
      }),
    ]);
    return raw;
  }

  /** A connection that has been let in. */
  static async enter(url: string, token: string): Promise<RawSocket> {
    const raw = await RawSocket.open(url);
    raw.send(`40${JSON.stringify({ token })}`);
    await raw.next((frame) => frame.startsWith('40'));
    return raw;
  }

  send(frame: string | Buffer): void {
    this.socket.send(frame);
  }

  /** The first frame, heard already or not, that is wanted. Rejects when the connection closes first. */
  next(wanted: (frame: string) => boolean): Promise<string> {
    const heard = this.frames.find(wanted);
    if (heard !== undefined) return Promise.resolve(heard);
    return new Promise((found, lost) => this.waiting.push({ wanted, found, lost }));
  }

  /** What the request with this ack id was answered. */
  async answer(id: number): Promise<{ ok: boolean; data?: unknown; error?: { code: string } }> {
    const frame = await this.next((heard) => heard.startsWith(`43${id}[`));
    return (JSON.parse(frame.slice(`43${id}`.length)) as [{ ok: boolean }])[0];
  }

  /** Resolves when the server has closed the connection. */
  async closed(): Promise<void> {
    if (this.socket.readyState !== WebSocket.CLOSED) await once(this.socket, 'close');
  }

  close(): void {
    this.socket.terminate();
  }

  private hear(frame: string): void {
    this.frames.push(frame);
    if (frame === '2') this.socket.send('3');
    this.waiting = this.waiting.filter(({ wanted, found }) => {
      if (!wanted(frame)) return true;
      found(frame);
      return false;
    });
  }
}
