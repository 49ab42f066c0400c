import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import {
  append,
  begin,
  catchUp,
  hear,
  isBehind,
  messagesOf,
  prepend,
  trim,
  type RoomLog,
} from '../../client/src/model/room-log.js';
import { quoteOf } from '../../client/src/model/quote.js';
import type { Entry, History, Message, MessageSent, Quote, Synced } from '../../client/src/protocol.js';

const at = '2026-01-01T00:00:00.000Z';

const ann = { id: 'ann', nickname: 'Ann' };

const entry = (seq: number, rev = seq, text = `text ${seq}`, quoted?: Quote): MessageSent => ({
  seq,
  at,
  type: 'message.sent',
  by: 'ann',
  message: { seq, rev, id: `id-${seq}`, author: ann, text, sentAt: at, ...(quoted && { replyTo: quoted }) },
});

const notice = (seq: number): Entry => ({
  seq,
  at,
  type: 'room.changed',
  by: 'ann',
  actor: ann,
  change: { topic: `topic ${seq}` },
});

const edited = (seq: number, message: Message): Entry => ({
  seq,
  at,
  type: 'message.changed',
  by: 'ann',
  actor: ann,
  target: message.seq,
  message,
  change: { type: 'edited' },
});

const SYNC = 5;
const PAGE = 4;

/** Of the log that follows: every third entry is a notice, and of the others some change what was said before. */
const isNotice = (seq: number): boolean => seq % 3 === 0;
const changedBy = (seq: number): number | undefined => {
  const target = seq - 2 - (seq % 7);
  return seq % 4 === 1 && !isNotice(seq) && isMessage(target) ? target : undefined;
};
const isMessage = (seq: number): boolean => seq > 0 && !isNotice(seq) && changedBy(seq) === undefined;

/** What a message answers. */
const quotedBy = (seq: number): number | undefined =>
  seq % 2 === 0 && isMessage(seq - 6) ? seq - 6 : undefined;

/** The lines of the timeline from one seq to another. */
const stretch = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at).filter(
    (seq) => changedBy(seq) === undefined,
  );

/** A server’s log of one room, in as much as a page can see of it. */
class ServerLog {
  epoch = 'e1';
  head = 0;
  oldest = 1;

  say(count: number): void {
    this.head += count;
  }

  /** What was said long ago is kept no more. */
  forget(oldest: number): void {
    this.oldest = Math.max(this.oldest, Math.min(oldest, this.head + 1));
  }

  /** A message in its state of now. */
  message(seq: number): Message {
    let rev = seq;
    for (let by = seq + 1; by <= this.head; by += 1) if (changedBy(by) === seq) rev = by;
    const quoted = quotedBy(seq);
    return entry(
      seq,
      rev,
      `${this.epoch}:${seq}@${rev}`,
      quoted === undefined ? undefined : quoteOf(this.message(quoted)),
    ).message;
  }

  entries(from: number, to: number): Entry[] {
    const seqs = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
    return seqs.map((seq) => {
      if (isNotice(seq)) return notice(seq);
      const target = changedBy(seq);
      return target === undefined
        ? { ...entry(seq), message: this.message(seq) }
        : edited(seq, this.message(target));
    });
  }

  /** A backup was restored: everything may have been otherwise. */
  restore(head: number): void {
    this.epoch = `e${Number(this.epoch.slice(1)) + 1}`;
    this.head = head;
    this.oldest = 1;
  }

  /** What was said as it happened. */
  run(from: number, to: number) {
    return { room: 'lobby', epoch: this.epoch, entries: this.entries(from, to) };
  }

  sync(after: number, epoch: string): Synced {
    const { head, oldest } = this;
    if (epoch !== this.epoch || after > head || after < oldest - 1) {
      return { ...this.history(), complete: false, more: false };
    }
    const to = Math.min(head, after + SYNC);
    return { epoch, head, complete: true, entries: this.entries(after + 1, to), more: to < head };
  }

  history({ before, after }: { before?: number; after?: number } = {}): History {
    const { epoch, head, oldest } = this;
    const lines = stretch(oldest, head).filter((seq) => seq < (before ?? Infinity) && seq > (after ?? 0));
    const page = after === undefined ? lines.slice(-PAGE) : lines.slice(0, PAGE);
    const first = page[0] ?? (after === undefined ? oldest : head + 1);
    const last = page.at(-1) ?? (before === undefined ? head : oldest - 1);
    return {
      epoch,
      head,
      entries: page.flatMap((seq) => this.entries(seq, seq)),
      before: stretch(oldest, first - 1).length > 0,
      after: stretch(last + 1, head).length > 0,
    };
  }
}

const seqs = (log: RoomLog): number[] => log.entries.map(({ seq }) => seq);
const texts = (log: RoomLog): string[] => messagesOf(log.entries).map(({ text }) => text);

const older = (log: RoomLog, server: ServerLog): RoomLog =>
  prepend(log, server.history({ before: log.from }), log.from);

/** The messages that the page shows in another state than the server has them in. */
const unlike = (log: RoomLog, server: ServerLog): readonly Message[] =>
  log.epoch === server.epoch
    ? messagesOf(log.entries).filter((known) => !isDeepStrictEqual(known, server.message(known.seq)))
    : [];

/** Asks until nothing is missing, as the page does when its connection is back. */
function settle(log: RoomLog, server: ServerLog): RoomLog {
  const complete = (known: RoomLog): RoomLog => {
    let settled = known;
    while (isBehind(settled)) settled = catchUp(settled, server.sync(settled.asOf, settled.epoch));
    return settled;
  };
  let settled = complete(catchUp(log, server.sync(log.asOf, log.epoch)));
  while (!settled.live) {
    const after = settled.to;
    settled = complete(append(settled, server.history({ after }), after));
  }
  return settled;
}

describe('the log of a room', () => {
  it('begins with a page and follows what is said', () => {
    const server = new ServerLog();
    server.say(10);
    const log = hear(begin(server.history()), server.run(11, 12));
    expect(seqs(log)).toEqual(stretch(7, 12));
    expect(log).toMatchObject({ from: 7, to: 12, head: 12, older: true, live: true });
  });

  it('holds nothing of a run that would leave a hole, and knows that something is missing', () => {
    const server = new ServerLog();
    server.say(3);
    const log = hear(begin(server.history()), server.run(5, 6));
    expect(seqs(log)).toEqual([1, 2, 3]);
    expect(isBehind(log)).toBe(true);
  });

  it('takes a message in its newest state only', () => {
    const log = begin({
      epoch: 'e1',
      head: 2,
      entries: [entry(1), entry(2, 7, 'newer')],
      before: false,
      after: false,
    });
    const later = hear(log, {
      room: 'lobby',
      epoch: 'e1',
      entries: [entry(1, 5, 'edited'), entry(2, 6, 'older')],
    });
    expect(texts(later)).toEqual(['edited', 'newer']);
  });

  it('changes nothing, not even its identity, when it hears the same again', () => {
    const server = new ServerLog();
    server.say(4);
    const log = begin(server.history());
    expect(hear(log, server.run(2, 4)).entries).toBe(log.entries);
  });

  it('gives up what it had where the server cannot exclude a hole', () => {
    const server = new ServerLog();
    server.say(9);
    const log = begin(server.history());
    server.restore(3);
    const fresh = catchUp(log, server.sync(log.asOf, log.epoch));
    expect(seqs(fresh)).toEqual([1, 2, 3]);
    expect(fresh).toMatchObject({ epoch: 'e2', head: 3, live: true });
  });

  it('changes a message where it stands, and what quotes it, without a line of its own', () => {
    const quote = quoteOf(entry(1).message);
    const first = [entry(1), entry(2, 2, 'answer', quote)];
    const log = begin({ epoch: 'e1', head: 2, entries: first, before: false, after: false });
    const recalled = { ...entry(1, 3, '').message, recalledAt: at, recalledBy: ann };
    const later = hear(log, { room: 'lobby', epoch: 'e1', entries: [edited(3, recalled)] });
    expect(later).toMatchObject({ to: 3, asOf: 3, head: 3 });
    expect(messagesOf(later.entries)).toEqual([
      recalled,
      entry(2, 2, 'answer', { seq: 1, author: ann, text: '', recalled: true }).message,
    ]);
  });

  it('learns in the past what becomes of what it holds, and of what that quotes', () => {
    const answer = entry(5, 5, 'answer', quoteOf(entry(1).message));
    const past = begin({ epoch: 'e1', head: 9, entries: [answer], before: true, after: true });
    const recalled = { ...entry(1, 11, '').message, recalledAt: at, recalledBy: ann };
    const run = { room: 'lobby', epoch: 'e1', entries: [entry(10), edited(11, recalled)] };
    const later = hear(past, run);
    expect(later).toMatchObject({ from: 5, to: 5, asOf: 11, head: 11, live: false });
    expect(messagesOf(later.entries)[0]!.replyTo).toMatchObject({ recalled: true, text: '' });
    const gap = hear(past, { ...run, entries: run.entries.slice(1) });
    expect(isBehind(gap)).toBe(true);
    expect(messagesOf(gap.entries)[0]!.replyTo).toMatchObject({ recalled: true, text: '' });
  });

  it('asks for what became of a message where that is not told to all', () => {
    const log = begin({ epoch: 'e1', head: 2, entries: [entry(1), entry(2)], before: false, after: false });
    const untold = (target: number): Entry => ({
      ...{ seq: 3, at, type: 'message.changed', by: 'ann', actor: ann },
      ...{ target, change: { type: 'edited' } },
    });
    const hears = (target: number) => hear(log, { room: 'lobby', epoch: 'e1', entries: [untold(target)] });
    expect(isBehind(hears(1))).toBe(true);
    expect(isBehind(hears(0))).toBe(false);
    const asked = { epoch: 'e1', head: 3, complete: true, more: false, entries: [untold(1)] };
    expect(isBehind(catchUp(hears(1), asked))).toBe(false);
  });

  it('lets go of the far end, and finds it again', () => {
    const server = new ServerLog();
    server.say(12);
    let log = begin(server.history());
    while (log.older) log = older(log, server);
    const trimmed = trim(log, 'oldest', 5);
    expect(trimmed).toMatchObject({ from: 1, to: 5, head: 12, live: false });
    expect(seqs(settle(trimmed, server))).toEqual(stretch(1, 12));
    expect(trim(log, 'newest', 5)).toMatchObject({ from: 8, to: 12, older: true, live: true });
  });

  it('knows of what it heard when an older answer arrives after it', () => {
    const server = new ServerLog();
    server.say(9);
    const page = server.history();
    server.forget(6);
    const answer = server.sync(2, server.epoch);
    server.say(1);
    const log = catchUp(hear(begin(page), server.run(10, 10)), answer);
    expect(log).toMatchObject({ from: 6, to: 9, head: 10 });
    expect(isBehind(log)).toBe(true);
  });

  it('tells when there is nothing older', () => {
    const server = new ServerLog();
    server.say(PAGE + 2);
    const log = begin(server.history());
    expect(log.older).toBe(true);
    expect(older(log, server).older).toBe(false);
  });

  it('keeps what it has when a page of it arrives late', () => {
    const server = new ServerLog();
    server.say(12);
    const first = begin(server.history());
    const page = server.history({ before: first.from });
    const third = older(prepend(first, page, first.from), server);
    expect(prepend(third, page, first.from)).toEqual(third);
    const trimmed = trim(third, 'newest', 2);
    expect(prepend(trimmed, page, first.from)).toBe(trimmed);
  });

  it('knows that a page which arrives late may hold what has changed since', () => {
    const server = new ServerLog();
    server.say(24);
    const log = begin(server.history());
    const before = log.from;
    const page = server.history({ before });
    server.say(5);
    const later = prepend(hear(log, server.run(25, 29)), page, before);
    expect(unlike(later, server)).not.toEqual([]);
    expect(unlike(settle(later, server), server)).toEqual([]);

    const past = trim(older(begin(server.history()), server), 'oldest', 1);
    const newer = server.history({ after: past.to });
    server.say(9);
    const appended = append(hear(past, server.run(30, 38)), newer, past.to);
    expect(appended.asOf).toBe(29);
    expect(unlike(settle(appended, server), server)).toEqual([]);
  });

  it('goes on over changes, which are no lines, and never over a hole', () => {
    const server = new ServerLog();
    server.say(30);
    const after = 24;
    expect(stretch(after, after + 2)).toEqual([24, 26]);
    const past = { ...begin(server.history({ before: after + 1 })), to: after, live: false };
    const page = server.history({ after });
    expect(append(past, page, after)).toMatchObject({ from: past.from, to: page.entries.at(-1)!.seq });
    const trimmed = trim(past, 'oldest', 1);
    expect(append(trimmed, page, after).from).toBe(page.entries[0]!.seq);
  });

  it('takes no older state of what is quoted for a newer one', () => {
    const answer = entry(5, 5, 'answer', quoteOf(entry(1, 4, 'newer').message));
    const log = begin({ epoch: 'e1', head: 5, entries: [answer], before: true, after: false });
    const late = { room: 'lobby', epoch: 'e1', entries: [edited(3, entry(1, 3, 'older').message)] };
    expect(hear(log, late).entries).toBe(log.entries);
  });

  it('ends as the server’s log, whatever was lost, repeated, late or trimmed on the way', () => {
    const late = fc.boolean();
    const step = fc.oneof(
      fc.record({
        do: fc.constant('say' as const),
        count: fc.integer({ min: 1, max: 9 }),
        heard: fc.boolean(),
        late,
      }),
      fc.record({
        do: fc.constant('repeat' as const),
        from: fc.integer({ min: 1, max: 40 }),
        length: fc.nat(6),
        late,
      }),
      fc.record({ do: fc.constantFrom('sync' as const, 'older' as const, 'newer' as const), late }),
      fc.record({
        do: fc.constant('trim' as const),
        keep: fc.constantFrom('newest' as const, 'oldest' as const),
        limit: fc.integer({ min: 1, max: 12 }),
      }),
      fc.record({ do: fc.constantFrom('restore' as const, 'forget' as const), to: fc.nat(20) }),
      fc.record({ do: fc.constant('deliver' as const) }),
    );

    fc.assert(
      fc.property(fc.nat(30), fc.array(step, { maxLength: 40 }), (head, steps) => {
        const server = new ServerLog();
        server.say(head);
        let log = begin(server.history());
        let told = { epoch: log.epoch, head: log.head };
        const onTheirWay: (() => void)[] = [];

        /** Brings something to the page, now or when other things have happened. */
        const bring = (
          { epoch, head }: { epoch: string; head: number },
          apply: (log: RoomLog) => RoomLog,
          isLate: boolean,
        ): void => {
          const arrive = (): void => {
            log = apply(log);
            if (told.epoch !== log.epoch) told = { epoch: log.epoch, head: 0 };
            if (told.epoch === epoch) told = { epoch, head: Math.max(told.head, head) };
          };
          if (isLate) onTheirWay.push(arrive);
          else arrive();
        };
        const said = (from: number, to: number, isLate: boolean): void => {
          const run = server.run(from, to);
          bring({ epoch: run.epoch, head: to }, (now) => hear(now, run), isLate);
        };

        for (const step of steps) {
          switch (step.do) {
            case 'say':
              server.say(step.count);
              if (step.heard) said(server.head - step.count + 1, server.head, step.late);
              break;
            case 'repeat': {
              const to = Math.min(server.head, step.from + step.length);
              const from = Math.max(step.from, server.oldest);
              if (to >= from) said(from, to, step.late);
              break;
            }
            case 'sync': {
              const answer = server.sync(log.asOf, log.epoch);
              // The answer to a question of another epoch arrives before anything else of this one.
              bring(answer, (now) => catchUp(now, answer), step.late && answer.epoch === log.epoch);
              break;
            }
            case 'older': {
              const before = log.from;
              const page = server.history({ before });
              if (log.older) bring(page, (now) => prepend(now, page, before), step.late);
              break;
            }
            case 'newer': {
              const after = log.to;
              const page = server.history({ after });
              if (!log.live) bring(page, (now) => append(now, page, after), step.late);
              break;
            }
            case 'trim':
              log = trim(log, step.keep, step.limit);
              break;
            case 'restore':
              // The server was restarted: what was on its way is lost with the connection.
              server.restore(step.to);
              onTheirWay.length = 0;
              break;
            case 'forget':
              server.forget(step.to);
              break;
            case 'deliver':
              onTheirWay.shift()?.();
              break;
          }
          // Never a hole, never a repeat, nothing of another epoch; and what is missing is known to be missing.
          expect(seqs(log)).toEqual(stretch(log.from, log.to));
          expect(texts(log).filter((text) => !text.startsWith(`${log.epoch}:`))).toEqual([]);
          if (told.epoch === log.epoch) expect(log.head).toBeGreaterThanOrEqual(told.head);
          if (log.asOf === server.head) expect(unlike(log, server)).toEqual([]);
        }

        const settled = settle(log, server);
        expect(settled).toMatchObject({
          epoch: server.epoch,
          to: server.head,
          head: server.head,
          live: true,
        });
        expect(seqs(settled)).toEqual(stretch(settled.from, server.head));
        expect(unlike(settled, server)).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });
});
