import { setTimeout as pass } from 'node:timers/promises';
import type { Position } from '../checker/history.js';
import type { Proxy } from './proxy.js';
import type { Random } from './random.js';
import { record, SocketReader, StreamReader } from './reader.js';
import type { Recorder } from './recorder.js';
import { HttpWire, SocketWire, type Wire } from './wire.js';

/** Somebody with several devices. */
export interface Account {
  readonly id: string;
  readonly token: string;
  /** The rooms that the user is in, or is about to enter. */
  readonly rooms: Set<string>;
  readonly devices: Device[];
}

/** How a device talks: by the official client over these transports, or by HTTP and a stream of events. */
export type Speech = readonly ('websocket' | 'polling')[] | 'http';

/** A client that never gives up: it sends until it has an answer, under the same id, and reads until it has all. */
export class Device {
  readonly readers = new Map<string, SocketReader | StreamReader>();
  /** What it has seen of rooms that its user left: it goes on from there. */
  private readonly positions = new Map<string, Position>();
  private readonly wire: Wire;
  private connected = false;
  private over = false;

  constructor(
    readonly name: string,
    readonly account: Account,
    readonly proxy: Proxy,
    private readonly speech: Speech,
    private readonly recorder: Recorder,
    private readonly random: Random,
  ) {
    this.wire =
      speech === 'http'
        ? new HttpWire(() => proxy.url, account.token)
        : new SocketWire(proxy.url, account.token, speech, {
            up: (connection) => this.up(connection),
            down: (connection) => this.down(connection),
            hear: (run) => this.readerOf(run.room).hear(run),
          });
    for (const room of account.rooms) this.enter(room);
  }

  /** Has a connection, or all its streams. */
  get present(): boolean {
    if (!this.streams) return this.connected;
    return [...this.readers.values()].every(
      (reader) => reader.closed || (reader instanceof StreamReader && reader.following),
    );
  }

  /** Hears by streams, one a room, and has no connection for all of them. */
  get streams(): boolean {
    return this.speech === 'http';
  }

  /** Begins by polling, and goes on by WebSocket. */
  get upgrades(): boolean {
    return this.speech !== 'http' && this.speech.length === 2;
  }

  get transport(): string | undefined {
    return this.wire.transport;
  }

  /** Sends until there is an answer; where it is yes, that is where the message stands. */
  async send(room: string, id: string, text: string): Promise<Position | undefined> {
    while (!this.over) {
      await this.wire.ready();
      const { user, device } = this.who;
      const op = this.recorder.begin({ type: 'send', user, device, room, id, text });
      try {
        const { epoch, seq, duplicate } = await this.wire.request('message:send', { room, id, text });
        this.recorder.write({ type: 'acked', op, epoch, seq, duplicate });
        return { epoch, seq };
      } catch (error) {
        record(this.recorder, op, error);
        if (this.recorder.history.at(-1)!.type === 'refused') return undefined;
        await pass(this.random.between(20, 150));
      }
    }
    return undefined;
  }

  /** Tries once to edit a message, or, without a text, to recall it. */
  async change(room: string, position: Position, text?: string): Promise<void> {
    await this.wire.ready();
    const op = this.recorder.begin({ type: 'change', ...this.who, room, ...position, text });
    const message = { room, ...position };
    try {
      const { seq: rev } =
        text === undefined
          ? await this.wire.request('message:recall', message)
          : await this.wire.request('message:edit', { ...message, text });
      this.recorder.write({ type: 'changed', op, rev });
    } catch (error) {
      record(this.recorder, op, error);
    }
  }

  /** Tries once to put an emoji to a message, or to take it away. What comes of it shows. */
  async react(room: string, position: Position, emoji: string, on: boolean): Promise<void> {
    await this.wire.ready();
    await this.wire.request('message:react', { room, ...position, emoji, on }).catch(() => undefined);
  }

  /** Shows the room from now on; the request that makes the user a member is made on the way. */
  enter(room: string): void {
    const eyes = { ...this.who, room };
    const reader =
      this.wire instanceof HttpWire
        ? new StreamReader(eyes, this.wire, this.recorder, this.random)
        : new SocketReader(eyes, this.wire, this.recorder, this.random);
    reader.position = this.positions.get(room);
    this.readers.set(room, reader);
    void reader.catchUp('join');
  }

  /** Shows the room no more. */
  exit(room: string): void {
    const reader = this.readers.get(room);
    if (!reader) return;
    reader.closed = true;
    if (reader.position) this.positions.set(room, reader.position);
  }

  /** Leaves until there is an answer. */
  async leave(room: string): Promise<void> {
    while (!this.over) {
      await this.wire.ready();
      const op = this.recorder.begin({ type: 'leave', ...this.who, room });
      // With the first try: what is asked for later is of another stay.
      for (const device of this.account.devices) device.exit(room);
      try {
        await this.wire.request('room:leave', { room });
        return this.recorder.write({ type: 'left', op });
      } catch (error) {
        record(this.recorder, op, error);
        await pass(this.random.between(20, 150));
      }
    }
  }

  /** Tries once to mark as read what it shows. */
  async mark(room: string): Promise<void> {
    const { position, closed } = this.readers.get(room) ?? {};
    if (!position || closed) return;
    await this.wire.ready();
    const op = this.recorder.begin({ type: 'mark', ...this.who, room, ...position });
    try {
      const { marker } = await this.wire.request('room:read', { room, ...position });
      this.recorder.write({ type: 'marked', op, marker });
    } catch (error) {
      record(this.recorder, op, error);
    }
  }

  close(): void {
    this.over = true;
    for (const reader of this.readers.values()) reader.closed = true;
    this.wire.close();
    this.proxy.close();
  }

  private get who(): { user: string; device: string } {
    return { user: this.account.id, device: this.name };
  }

  private readerOf(room: string): SocketReader {
    let reader = this.readers.get(room);
    if (!reader) {
      // A room that was never entered: whatever comes of it is not shown.
      reader = new SocketReader({ ...this.who, room }, this.wire, this.recorder, this.random);
      reader.closed = true;
      this.readers.set(room, reader);
    }
    return reader as SocketReader;
  }

  private up(connection: string): void {
    this.connected = true;
    this.recorder.write({ type: 'connected', ...this.who, connection });
    for (const reader of this.readers.values()) {
      if (!reader.closed) void reader.catchUp(this.random.chance(0.2) ? 'join' : 'sync');
    }
  }

  private down(connection: string): void {
    this.connected = false;
    this.recorder.write({ type: 'disconnected', ...this.who, connection });
  }
}
