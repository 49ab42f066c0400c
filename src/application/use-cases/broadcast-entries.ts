import type { Entry, Epoch } from '../../domain/entry.js';
import type { RoomId } from '../../domain/room.js';
import type { Audience } from '../ports/audience.js';
import type { Clock } from '../ports/clock.js';
import type { EventBus } from '../ports/event-bus.js';
import type { RoomLog } from '../ports/room-log.js';

/** At most this many entries are read at once to fill a hole. */
const PAGE = 500;

/** A room rests as long as its last run took to deliver: at least, to be worth it, and at most; in milliseconds. */
const REST = { min: 1, max: 50 };

/** What this process knows of a room that somebody here listens to. */
interface Stream {
  readonly epoch: Epoch;
  /** The seq of the last entry delivered. */
  last: number;
  /** Entries announced and not delivered yet, by seq. */
  readonly waiting: Map<number, Entry>;
  /** Catching up is planned or under way. */
  busy: boolean;
  /** Nothing is delivered before this time of `Clock.steady`. */
  rested: number;
}

/**
 * The one way from the log to the people, one a process: gathers what is announced during a turn of the event loop,
 * puts it in order, reads from the log what was announced to nobody, and hands each run to the audience. So every
 * listener gets the entries of a room in order, each once, with no hole between two runs of an epoch.
 *
 * A run costs about the same however long it is. So a room whose runs take all the time there is gathers for longer,
 * and leaves half of it to others; one that is quiet or small never waits.
 */
export class BroadcastEntries {
  private readonly streams = new Map<RoomId, Stream>();

  constructor(
    private readonly bus: EventBus,
    private readonly log: RoomLog,
    private readonly audience: Audience,
    private readonly clock: Clock,
  ) {}

  /** Begins; the answer ends it. */
  execute(): () => void {
    return this.bus.subscribe((notice) => {
      if (notice.type === 'entries') this.hear(notice.room, notice.epoch, notice.entries);
    });
  }

  /** Delivers now what is being gathered. */
  flush(): void {
    for (const [room, stream] of this.streams) this.deliver(room, stream);
  }

  private hear(room: RoomId, epoch: Epoch, entries: readonly Entry[]): void {
    const first = entries[0];
    if (!first) return;
    if (!this.audience.hears(room)) {
      this.streams.delete(room);
      return;
    }
    let stream = this.streams.get(room);
    if (stream?.epoch !== epoch) {
      // Whoever listens has read the log after beginning to listen, up to what precedes this at least.
      stream = { epoch, last: first.seq - 1, waiting: new Map(), busy: false, rested: 0 };
      this.streams.set(room, stream);
    }
    for (const entry of entries) if (entry.seq > stream.last) stream.waiting.set(entry.seq, entry);
    if (stream.busy || stream.waiting.size === 0) return;
    stream.busy = true;
    const rest = stream.rested - this.clock.steady();
    this.clock.after(rest < REST.min ? 0 : rest, () => void this.catchUp(room, stream));
  }

  /** Ends when nothing waits, or when nobody listens any more to this epoch. */
  private async catchUp(room: RoomId, stream: Stream): Promise<void> {
    while (this.streams.get(room) === stream) {
      this.deliver(room, stream);
      if (stream.waiting.size === 0) break;
      await this.fill(room, stream);
    }
    stream.busy = false;
  }

  private deliver(room: RoomId, stream: Stream): void {
    const entries: Entry[] = [];
    for (let entry = next(stream); entry; entry = next(stream)) {
      entries.push(entry);
      stream.waiting.delete(entry.seq);
      stream.last = entry.seq;
    }
    if (entries.length === 0) return;
    const began = this.clock.steady();
    this.audience.deliver({ room, epoch: stream.epoch, entries });
    const ended = this.clock.steady();
    stream.rested = ended + Math.min(ended - began, REST.max);
  }

  /** Something between `last` and what waits was announced to nobody here: the log has it. */
  private async fill(room: RoomId, stream: Stream): Promise<void> {
    try {
      const slice = await this.log.after(room, stream.last, PAGE);
      if (slice?.epoch === stream.epoch) {
        for (const entry of slice.entries) stream.waiting.set(entry.seq, entry);
      }
    } catch {
      // A log that cannot be read now gives as little as one that has forgotten.
    }
    // What the log did not give stays a hole: listeners see it by the numbers, and read the log themselves.
    if (!next(stream)) stream.last = lowest(stream.waiting.keys()) - 1;
  }
}

/** The entry that waits right behind the last one delivered. */
const next = ({ last, waiting }: Stream): Entry | undefined => waiting.get(last + 1);

function lowest(seqs: Iterable<number>): number {
  let found = Infinity;
  for (const seq of seqs) found = Math.min(found, seq);
  return found;
}
