import type { Epoch } from '../../domain/entry.js';
import type { RoomId } from '../../domain/room.js';
import type { Run } from '../../application/ports/audience.js';
import type { Caller } from '../../application/use-cases/caller.js';
import type { Synced } from '../../application/use-cases/sync-room.js';
import { presentEntry, presentRun } from '../protocol/present.js';
import { encodeEvent, type EventStream } from './event-stream.js';

/** One reader of a stream. */
export interface Listener {
  readonly caller: Caller;
  readonly stream: EventStream;
  /** The one room it listens to. Undefined: it hears of all of the user's rooms that something happened. */
  readonly room: RoomId | undefined;
  /** `encoded` is the run as an event. */
  hear(run: Run, encoded: string): void;
  /** The user's rooms are others now, or the user has read further. */
  stir(): void;
}

/** Hears the entries of one room, each once: those read from the log, then those that followed. */
export class RoomListener implements Listener {
  /** Runs heard while the log is read. Undefined from then on. */
  private early: Run[] | undefined = [];
  private epoch: Epoch = '';
  private last = 0;

  constructor(
    readonly caller: Caller,
    readonly stream: EventStream,
    readonly room: RoomId,
  ) {}

  hear(run: Run, encoded: string): void {
    if (this.early) this.early.push(run);
    else this.write(run, encoded);
  }

  stir(): void {
    // What a stream of entries tells does not depend on it.
  }

  /** Begins, or begins anew, with what was read first. */
  open({ epoch, head, complete, entries }: Synced): void {
    this.epoch = epoch;
    // A fresh page has messages as they are now, and no entries of what became of them.
    this.last = (complete ? entries.at(-1)?.seq : undefined) ?? head;
    const data = { room: this.room, epoch, head, complete, entries: entries.map(presentEntry) };
    this.stream.begin();
    this.stream.write(encodeEvent('room:opened', data, `${epoch}:${this.last}`));
  }

  /** Goes on with what was read next. */
  read({ epoch, entries }: Synced): void {
    this.write({ room: this.room, epoch, entries });
  }

  /** All is read: what was heard meanwhile follows, less what was read. */
  follow(): void {
    for (const run of this.early ?? []) this.write(run);
    this.early = undefined;
  }

  /** Only what is new: an entry can be read before it is announced. */
  private write(run: Run, encoded?: string): void {
    const entries = run.epoch === this.epoch ? run.entries.filter(({ seq }) => seq > this.last) : run.entries;
    const last = entries.at(-1);
    if (!last) return;
    this.epoch = run.epoch;
    this.last = last.seq;
    const whole = entries.length === run.entries.length;
    this.stream.write((whole && encoded) || encodeRun({ ...run, entries }));
  }
}

export interface Head {
  readonly room: RoomId;
  readonly epoch: Epoch;
  readonly head: number;
  readonly unread: number;
}

/** A head is told at most so often, in milliseconds. */
export const HEADS_GAP = 1000;

/** Hears that something happened in a room of the user's, and tells how far the room has come. */
export class HeadsListener implements Listener {
  readonly room = undefined;
  private planned = false;
  private readonly told = new Map<RoomId, string>();

  constructor(
    readonly caller: Caller,
    readonly stream: EventStream,
    private readonly heads: () => Promise<readonly Head[]>,
  ) {}

  hear(): void {
    this.stir();
  }

  stir(): void {
    if (this.planned) return;
    this.planned = true;
    setTimeout(() => {
      this.planned = false;
      // What could not be read now is told with the next change.
      this.tell().catch(() => undefined);
    }, HEADS_GAP).unref();
  }

  /** Begins with all heads. */
  async begin(): Promise<void> {
    const heads = await this.heads();
    this.stream.begin();
    this.tellChanged(heads);
  }

  private async tell(): Promise<void> {
    this.tellChanged(await this.heads());
  }

  private tellChanged(heads: readonly Head[]): void {
    for (const head of heads) {
      const encoded = encodeEvent('room:head', head);
      if (this.told.get(head.room) === encoded) continue;
      this.told.set(head.room, encoded);
      this.stream.write(encoded);
    }
  }
}

export const encodeRun = (run: Run): string =>
  encodeEvent('room:entries', presentRun(run), `${run.epoch}:${run.entries.at(-1)!.seq}`);
