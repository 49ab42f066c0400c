import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pass } from 'node:timers/promises';

/** `up`: from the client to the server. */
export type Way = 'up' | 'down';

/** What happens to the bytes of one way. */
interface Conduct {
  /** Bytes that may still pass; with the last of them both ends are reset. */
  budget: number;
  /** Settles when bytes may pass. */
  open: Promise<void> | undefined;
  release: () => void;
  delayMs: number;
  bytesPerSecond: number;
}

const clear = (): Conduct => ({
  budget: Infinity,
  open: undefined,
  release: () => {},
  delayMs: 0,
  bytesPerSecond: Infinity,
});

/** So many bytes pass at once where a rate is set. */
const SLOW_PART = 256;

/** A way through to a server that breaks as it is told. Every device has its own, and every node has one to Redis. */
export class Proxy {
  /** Connections cut or reset, and bytes held up or slowed down, since the beginning. */
  readonly effects = { cut: 0, refused: 0, held: 0, slowed: 0 };
  private readonly ways: Record<Way, Conduct> = { up: clear(), down: clear() };
  private readonly links = new Set<readonly [Socket, Socket]>();
  private refusing = false;

  private constructor(
    private readonly server: Server,
    private readonly upstream: () => number,
  ) {
    server.on('connection', (client) => this.link(client));
  }

  /** `upstream` tells the port of the server of now. */
  static async listen(upstream: () => number): Promise<Proxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Proxy(server, upstream);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Somebody is connected through it. */
  get used(): boolean {
    return this.links.size > 0;
  }

  /** Resets all connections. */
  cut(): void {
    for (const pair of this.links) this.reset(pair);
  }

  /** Takes no connections for a while. */
  refuse(): void {
    this.refusing = true;
    this.cut();
  }

  /** Bytes of this way wait until `heal`. */
  stall(way: Way): void {
    const conduct = this.ways[way];
    conduct.open ??= new Promise((resolve) => (conduct.release = resolve));
  }

  /** So many more bytes pass, then both ends are reset. */
  resetAfter(way: Way, bytes: number): void {
    this.ways[way].budget = bytes;
  }

  delay(ms: number): void {
    for (const conduct of Object.values(this.ways)) conduct.delayMs = ms;
  }

  slow(bytesPerSecond: number): void {
    for (const conduct of Object.values(this.ways)) conduct.bytesPerSecond = bytesPerSecond;
  }

  heal(): void {
    this.refusing = false;
    for (const way of ['up', 'down'] as const) {
      this.ways[way].release();
      this.ways[way] = clear();
    }
  }

  close(): void {
    this.heal();
    this.cut();
    this.server.close();
  }

  private link(client: Socket): void {
    if (this.refusing) {
      this.effects.refused += 1;
      client.resetAndDestroy();
      return;
    }
    const server = connect({ port: this.upstream(), host: '127.0.0.1', noDelay: true });
    client.setNoDelay(true);
    const pair = [client, server] as const;
    this.links.add(pair);
    for (const socket of pair) {
      // Both ends hear of it by `close`.
      socket.on('error', () => {});
      socket.once('close', () => {
        this.links.delete(pair);
        for (const each of pair) each.destroy();
      });
    }
    void this.pump(client, server, 'up', pair);
    void this.pump(server, client, 'down', pair);
  }

  private async pump(from: Socket, to: Socket, way: Way, pair: readonly [Socket, Socket]): Promise<void> {
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        const { bytesPerSecond } = this.ways[way];
        const size = bytesPerSecond === Infinity ? chunk.length : SLOW_PART;
        for (let at = 0; at < chunk.length; at += size) {
          await this.hold(way, Math.min(size, chunk.length - at));
          this.write(to, chunk.subarray(at, at + size), way, pair);
        }
        if (to.writableNeedDrain) await once(to, 'drain');
      }
      to.end();
    } catch {
      // One end broke: `close` has the other one follow.
    }
  }

  private async hold(way: Way, bytes: number): Promise<void> {
    const { open, delayMs, bytesPerSecond } = this.ways[way];
    if (open) this.effects.held += bytes;
    await open;
    const ms = delayMs + (bytes / bytesPerSecond) * 1000;
    if (ms < 1) return;
    this.effects.slowed += bytes;
    await pass(ms);
  }

  private write(to: Socket, bytes: Buffer, way: Way, pair: readonly [Socket, Socket]): void {
    const conduct = this.ways[way];
    const passing = bytes.subarray(0, conduct.budget);
    conduct.budget -= passing.length;
    if (!to.destroyed) to.write(passing);
    if (conduct.budget > 0) return;
    conduct.budget = Infinity;
    this.reset(pair);
  }

  private reset(pair: readonly [Socket, Socket]): void {
    if (!this.links.delete(pair)) return;
    this.effects.cut += 1;
    for (const socket of pair) socket.resetAndDestroy();
  }
}
