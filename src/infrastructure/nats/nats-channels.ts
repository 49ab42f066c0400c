import { setTimeout } from 'node:timers/promises';
import { connect, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import type { Notice } from '../../application/ports/event-bus.js';
import type { RoomId } from '../../domain/room.js';
import type { Channels } from '../channels.js';
import type { NatsPlace } from '../nats-place.js';
import { pauseAfter, reasonOf } from '../retry.js';

/** In milliseconds. A server that leaves two calls unanswered counts as lost; others find it within 2 s, too. */
const PATIENCE = { connect: 2000, answer: 1000, call: 2500, others: 2000 };

/** What nothing would make good, unless it is told when NATS is back; and how many of these are kept until then. */
const LASTING: ReadonlySet<Notice['type']> = new Set([
  'admitted',
  'evicted',
  'session-ended',
  'user-changed',
]);
const MOST = 10_000;

/**
 * Subjects of NATS. It keeps nothing and confirms nothing, so what is told while it goes away may be lost.
 * Subscribers of this process are told without it, so that it is missed only between processes.
 */
export class NatsChannels implements Channels {
  readonly all = 'parley.all';
  readonly attentive = false;
  heard: Channels['heard'] = () => {};
  missed: Channels['missed'] = () => {};

  /** Why other processes hear nothing of this one; undefined while they do. */
  trouble: string | undefined = 'NATS has not answered yet';
  /** Each with its subscription on the connection of now. */
  private readonly channels = new Map<string, Subscription | undefined>();
  private readonly untold: [channel: string, notice: Notice][] = [];
  private connection: NatsConnection | undefined;
  private readonly ending = new AbortController();
  private readonly known: Promise<void>;
  private readonly running: Promise<void>;

  constructor(private readonly place: NatsPlace) {
    let known = (): void => {};
    this.known = new Promise((resolve) => (known = resolve));
    this.running = this.keepUp(known);
  }

  /** Resolves when it is known whether NATS is there, or after so many milliseconds. */
  async settled(ms: number): Promise<void> {
    await Promise.race([this.known, setTimeout(ms, undefined, { ref: false })]);
  }

  ofRoom(room: RoomId): string {
    return `parley.room.${room}`;
  }

  tell(channel: string, notice: Notice): void {
    if (this.channels.has(channel)) this.heard(notice);
    if (this.connection) this.publish(this.connection, channel, notice);
    else if (LASTING.has(notice.type) && this.untold.length < MOST) this.untold.push([channel, notice]);
  }

  async subscribe(channels: readonly string[]): Promise<void> {
    for (const channel of channels) {
      if (!this.channels.has(channel)) this.channels.set(channel, this.listen(channel));
    }
    await this.flushed();
  }

  async unsubscribe(channels: readonly string[]): Promise<void> {
    for (const channel of channels) {
      this.channels.get(channel)?.unsubscribe();
      this.channels.delete(channel);
    }
  }

  /** Safe to repeat. */
  async close(): Promise<void> {
    this.ending.abort();
    await this.connection?.close();
    await this.running;
  }

  private async keepUp(known: () => void): Promise<void> {
    for (let tries = 0; !this.ending.signal.aborted; tries += 1) {
      try {
        const connection = await this.connect();
        tries = 0;
        await this.live(connection, known);
        this.trouble = 'the connection to NATS is lost';
      } catch (error) {
        this.trouble = `NATS: ${reasonOf(error)}`;
        known();
      }
      this.connection = undefined;
      await setTimeout(pauseAfter(tries), undefined, { signal: this.ending.signal }).catch(() => {});
    }
  }

  private connect(): Promise<NatsConnection> {
    const { servers, tls, ...access } = this.place;
    return connect({
      ...access,
      ...(tls && { tls: {} }),
      servers: [...servers],
      name: 'parley',
      noEcho: true,
      // It would keep what cannot be sent, and nobody could tell what was lost.
      reconnect: false,
      timeout: PATIENCE.connect,
      pingInterval: PATIENCE.call,
    });
  }

  /** Resolves when the connection has ended. */
  private async live(connection: NatsConnection, known: () => void): Promise<void> {
    this.connection = connection;
    if (this.ending.signal.aborted) await connection.close();
    for (const channel of this.channels.keys()) this.channels.set(channel, this.listen(channel));
    await this.flushed();
    this.trouble = undefined;
    known();
    this.missed();
    await Promise.race([connection.closed(), setTimeout(PATIENCE.others, undefined, { ref: false })]);
    if (!connection.isClosed())
      for (const [channel, notice] of this.untold.splice(0)) this.publish(connection, channel, notice);
    await connection.closed();
  }

  private publish(connection: NatsConnection, channel: string, notice: Notice): void {
    try {
      connection.publish(channel, JSON.stringify(notice));
    } catch {
      // The connection has ended a moment ago. A hint may be lost.
    }
  }

  private listen(channel: string): Subscription | undefined {
    if (this.connection?.isClosed() !== false) return undefined;
    return this.connection.subscribe(channel, {
      callback: (error, message) => {
        const notice = error ? undefined : toNotice(message.string());
        if (notice) this.heard(notice);
      },
    });
  }

  /** Resolves when the server has done what it was told, or is not going to. */
  private async flushed(): Promise<void> {
    const answered = this.connection?.flush().catch(() => {
      // The connection is lost: there will be another one.
    });
    await Promise.race([answered, setTimeout(PATIENCE.answer, undefined, { ref: false })]);
  }
}

/** Others may say what is none. */
function toNotice(text: string): Notice | undefined {
  try {
    return JSON.parse(text) as Notice;
  } catch {
    return undefined;
  }
}
