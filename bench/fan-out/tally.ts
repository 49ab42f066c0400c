/** Every message has this length, in bytes. */
const LENGTH = 100;

/** So many messages back it is known which of a sender’s were heard. */
const WINDOW = 32;

/** `~M`, then in digits who says it, the how manieth it is, and when it was to be said, in microseconds. */
const MARK = { sender: 2, number: 6, time: 13, end: 25 };

export const marked = (sender: number, number: number, due: number): string =>
  `~M${digits(sender, 4)}${digits(number, 7)}${digits(due * 1000, 12)}`.padEnd(LENGTH, 'x');

const digits = (value: number, count: number): string => String(Math.round(value)).padStart(count, '0');

/** Times in milliseconds, to 2 %. */
export class Times {
  private readonly buckets = new Map<number, number>();
  private count = 0;

  add(ms: number): void {
    const bucket = Math.round(Math.log(Math.max(ms, 0.001)) / Math.log(1.02));
    this.buckets.set(bucket, (this.buckets.get(bucket) ?? 0) + 1);
    this.count += 1;
  }

  /** Undefined where nothing was timed. */
  percentile(percent: number): number | undefined {
    let left = (this.count * percent) / 100;
    for (const [bucket, count] of [...this.buckets].toSorted(([a], [b]) => a - b)) {
      left -= count;
      if (left <= 0) return 1.02 ** bucket;
    }
    return undefined;
  }
}

/** Counts who hears what: each message once, and those of one sender in order. */
export class Tally {
  /** Of the messages that were to be said in this span of time. */
  span = { from: Infinity, until: Infinity };
  expected = 0;
  heard = 0;
  repeated = 0;
  reordered = 0;
  /** Everything heard, whenever it was said. */
  deliveries = 0;
  readonly latency = new Times();
  readonly acks = new Times();
  private readonly last: Uint32Array;
  private readonly seen: Uint32Array;

  /** @param onHeard is told of each message each time someone has heard it. */
  constructor(
    members: number,
    private readonly senders: number,
    private readonly onHeard: (number: number) => void = () => undefined,
  ) {
    this.last = new Uint32Array(members * senders);
    this.seen = new Uint32Array(members * senders);
  }

  within(due: number): boolean {
    return due >= this.span.from && due < this.span.until;
  }

  /** The member has heard all that is in the bytes. */
  hear(member: number, data: Buffer): void {
    const now = performance.now();
    for (let at = data.indexOf('~M'); at >= 0; at = data.indexOf('~M', at + LENGTH)) {
      const mark = data.toString('latin1', at, at + MARK.end);
      const sender = Number(mark.slice(MARK.sender, MARK.number));
      const number = Number(mark.slice(MARK.number, MARK.time));
      const due = Number(mark.slice(MARK.time)) / 1000;
      if (!this.isNew(member * this.senders + sender, number)) continue;
      this.deliveries += 1;
      this.onHeard(number);
      if (!this.within(due)) continue;
      this.heard += 1;
      this.latency.add(now - due);
    }
  }

  private isNew(track: number, number: number): boolean {
    const ahead = number - this.last[track]!;
    if (ahead > 0) {
      this.seen[track] = ((ahead < WINDOW ? this.seen[track]! << ahead : 0) | 1) >>> 0;
      this.last[track] = number;
      return true;
    }
    const bit = (1 << -ahead) >>> 0;
    if (-ahead >= WINDOW || (this.seen[track]! & bit) !== 0) {
      this.repeated += 1;
      return false;
    }
    this.seen[track] = (this.seen[track]! | bit) >>> 0;
    this.reordered += 1;
    return true;
  }
}
