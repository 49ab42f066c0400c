import { setTimeout as pass } from 'node:timers/promises';
import type { MessageState, Position } from '../checker/history.js';
import type { Recorder } from './recorder.js';
import type { Random } from './random.js';
import { Refused, type HttpWire, type Run, type Wire } from './wire.js';
import { messageOf } from '../../support/message-of.js';

type WireEntry = Run['entries'][number];

/** Whose eyes these are. */
export interface Eyes {
  readonly user: string;
  readonly device: string;
  readonly room: string;
}

/** What a device shows of one room, and how far it has come. It never hides a fault of the server's. */
export class RoomReader {
  position: Position | undefined;
  /** The user has left: what still comes is not shown. */
  closed = false;

  constructor(
    protected readonly eyes: Eyes,
    protected readonly wire: Wire,
    protected readonly recorder: Recorder,
    protected readonly random: Random,
  ) {}

  /** Reads what follows the position, once. Throws as the wire does. */
  protected async read(wanted: 'join' | 'sync'): Promise<{ more: boolean }> {
    const { eyes, position: since, recorder } = this;
    const { room } = eyes;
    const by = since ? wanted : 'join';
    const op = recorder.begin({ type: 'open', ...eyes, by, since });
    try {
      const { epoch, head, complete, entries, more, marker } = await this.ask(by, room, since);
      const seqs = entries.map(({ seq }) => seq);
      recorder.write({ type: 'opened', op, epoch, head, complete, more, seqs, marker });
      this.open(epoch, head, complete, entries, op);
      return { more };
    } catch (error) {
      record(recorder, op, error);
      throw error;
    }
  }

  private async ask(by: 'join' | 'sync', room: string, since: Position | undefined) {
    if (by === 'sync' && since) {
      const { seq: after, epoch } = since;
      return { marker: undefined, ...(await this.wire.request('room:sync', { room, after, epoch })) };
    }
    return this.wire.request('room:join', { room, ...(since && { after: since.seq, epoch: since.epoch }) });
  }

  /** Goes on from the position, or afresh where the answer is not complete. */
  protected open(
    epoch: string,
    head: number,
    complete: boolean,
    entries: readonly WireEntry[],
    op: number,
  ): void {
    if (this.closed) return;
    if (!complete) this.position = { epoch, seq: (entries[0]?.seq ?? head + 1) - 1 };
    this.show(epoch, entries, 'read', op);
    // A fresh page is the state of its head.
    if (!complete) this.position = { epoch, seq: head };
  }

  show(epoch: string, entries: readonly WireEntry[], via: 'live' | 'read' | 'stray', op?: number): void {
    for (const entry of entries) {
      const { seq } = entry;
      const message = stateOf(entry);
      const kind = entry.type === 'message.changed' ? 'changed' : 'sent';
      this.recorder.write({ type: 'shown', ...this.eyes, epoch, seq, via, op, kind, message });
      if (via !== 'stray') this.position = { epoch, seq };
    }
  }

  /** Whether the run continues the position with no hole. */
  protected continues({ epoch, entries }: Run): boolean {
    return this.position?.epoch === epoch && entries[0]!.seq <= this.position.seq + 1;
  }

  /** Before a request is tried again. */
  protected pause(): Promise<void> {
    return pass(this.random.between(20, 150));
  }
}

/** Reads by requests, and by what the official client is sent. */
export class SocketReader extends RoomReader {
  private reading = false;
  private again = false;

  /** Reads until nothing is known to be missing. Whoever asks meanwhile is served by it too. */
  async catchUp(first: 'join' | 'sync'): Promise<void> {
    this.again = true;
    if (this.reading) return;
    this.reading = true;
    let by = first;
    while (this.again && !this.closed) {
      this.again = false;
      try {
        await this.wire.ready();
        // The user may have left while there was no connection.
        if (this.closed) break;
        const { more } = await this.read(by);
        if (more) this.again = true;
        by = 'sync';
      } catch (error) {
        this.again = true;
        if (error instanceof Refused && error.code === 'room.not_member') by = 'join';
        await this.pause();
      }
    }
    this.reading = false;
  }

  hear(run: Run): void {
    if (this.closed) return this.show(run.epoch, run.entries, 'stray');
    if (this.reading || !this.continues(run)) {
      if (this.behind(run)) void this.catchUp('sync');
      return;
    }
    const { device, room } = this.eyes;
    for (const entry of run.entries) {
      if (entry.seq <= this.position!.seq) this.recorder.write({ type: 'repeat', device, room });
      else this.show(run.epoch, [entry], 'live');
    }
  }

  private behind({ epoch, entries }: Run): boolean {
    return this.position?.epoch !== epoch || this.position.seq < entries.at(-1)!.seq;
  }
}

/** Reads by joining, then by a stream of server-sent events, which it shows just as it comes. */
export class StreamReader extends RoomReader {
  private streaming = false;

  constructor(
    eyes: Eyes,
    private readonly http: HttpWire,
    recorder: Recorder,
    random: Random,
  ) {
    super(eyes, http, recorder, random);
  }

  async catchUp(first: 'join' | 'sync'): Promise<void> {
    let by = first;
    while (!this.closed) {
      try {
        // The first time; and again where a restored store has forgotten the join.
        if (by === 'join') await this.read('join');
        by = 'sync';
        await this.follow();
      } catch (error) {
        if (error instanceof Refused && error.code === 'room.not_member') by = 'join';
        await this.pause();
      }
    }
  }

  /** Whether the stream is open now. */
  get following(): boolean {
    return this.streaming;
  }

  private async follow(): Promise<void> {
    const { eyes, recorder, position: since } = this;
    const { user, device, room } = eyes;
    const op = recorder.begin({ type: 'open', ...eyes, by: 'stream', since });
    const connection = `${device}/${op}`;
    let answered = false;
    let stream: { destroy(): unknown } | undefined;
    try {
      await this.http.follow(room, since && `${since.epoch}:${since.seq}`, {
        opened: (request) => {
          stream = request;
          this.streaming = true;
          recorder.write({ type: 'connected', user, device, connection });
        },
        event: (name, data) => {
          if (name === 'room:opened' && !answered) {
            answered = true;
            const { epoch, head, complete, entries } = data as Run & { head: number; complete: boolean };
            const seqs = entries.map(({ seq }) => seq);
            const more = complete && (seqs.at(-1) ?? head) < head;
            recorder.write({ type: 'opened', op, epoch, head, complete, more, seqs });
            this.open(epoch, head, complete, entries, op);
          } else if (name === 'room:entries') this.hear(data as Run, () => stream?.destroy());
        },
      });
      if (!answered) record(recorder, op, new Error('the stream ended'));
    } catch (error) {
      if (!answered) record(recorder, op, error);
      throw error;
    } finally {
      if (stream) recorder.write({ type: 'disconnected', user, device, connection });
      this.streaming = false;
    }
  }

  private hear(run: Run, restart: () => void): void {
    if (this.closed) this.show(run.epoch, run.entries, 'stray');
    // A hole that the server could not fill: to be read from the position on. Nothing else is made up for.
    else if (this.position?.epoch !== run.epoch || run.entries[0]!.seq > this.position.seq + 1) restart();
    else this.show(run.epoch, run.entries, 'live');
  }
}

/** Writes how an operation ended that did not succeed: only a lasting no is an answer. */
export function record(recorder: Recorder, op: number, error: unknown): void {
  if (error instanceof Refused && !error.retryable) {
    recorder.write({ type: 'refused', op, code: error.code });
  } else {
    recorder.write({ type: 'unclear', op, why: error instanceof Error ? error.message : String(error) });
  }
}

/** Ids are UUIDs, for which capitals make no difference. */
export function stateOf(entry: WireEntry): MessageState {
  const { seq, rev, id, author, text, recalledAt, reactions } = messageOf(entry);
  return {
    ...{ seq, rev, id: id.toLowerCase(), author: author.id },
    text: recalledAt === undefined ? text : undefined,
    reactions: reactions?.map(({ emoji, by }) => `${emoji} ${by.join(' ')}`).join(', '),
  };
}
