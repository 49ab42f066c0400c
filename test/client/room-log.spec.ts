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
import type { Entry, History, Synced } from '../../client/src/protocol.js';

const at = '2026-01-01T00:00:00.000Z';

const entry = (seq: number, rev = seq, text = `text ${seq}`): Entry => ({
  seq,
  at,
  type: 'message.sent',
  by: 'ann',
  message: { seq, rev, id: `id-${seq}`, author: { id: 'ann', nickname: 'Ann' }, text, sentAt: at },
});

const notice = (seq: number): Entry => ({
  seq,
  at,
  type: 'room.changed',
  by: 'ann',
  actor: { id: 'ann', nickname: 'Ann' },
  change: { topic: `topic ${seq}` },
});

const entries = (from: number, to: number): Entry[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => entry(from + i));

const SYNC = 5;
const PAGE = 4;

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

  entries(from: number, to: number): Entry[] {
    return entries(from, to).map(({ seq }) =>
      seq % 3 === 0 ? notice(seq) : entry(seq, seq, `${this.epoch}:${seq}`),
    );
  }

  /** A backup was restored: everything may have been otherwise. */
  restore(head: number): void {
    this.epoch = `e${Number(this.epoch.slice(1)) + 1}`;
    this.head = head;
    this.oldest = 1;
  }

  run(from: number, to: number) {
    return { room: 'lobby', epoch: this.epoch, entries: this.entries(from, to) };
  }

  sync(after: number, epoch: string): Synced {
    const { head, oldest } = this;
    if (epoch !== this.epoch || after > head || after < oldest - 1) {
      const from = Math.max(oldest, head - PAGE + 1);
      return { epoch: this.epoch, head, complete: false, entries: this.entries(from, head), more: false };
    }
    const to = Math.min(head, after + SYNC);
    return { epoch, head, complete: true, entries: this.entries(after + 1, to), more: to < head };
  }

  history({ before, after }: { before?: number; after?: number } = {}): History {
    const { epoch, head, oldest } = this;
    const from = Math.max(oldest, after !== undefined ? after + 1 : (before ?? head + 1) - PAGE);
    const to = after !== undefined ? Math.min(head, from + PAGE - 1) : (before ?? head + 1) - 1;
    const page = this.entries(from, to);
    return { epoch, head, entries: page, before: from > oldest, after: to < head };
  }
}

const seqs = (log: RoomLog): number[] => log.entries.map(({ seq }) => seq);
const texts = (log: RoomLog): string[] => messagesOf(log.entries).map(({ text }) => text);
const stretch = (from: number, to: number): number[] => entries(from, to).map(({ seq }) => seq);

/** Asks until nothing is missing, as the page does when its connection is back. */
function settle(log: RoomLog, server: ServerLog): RoomLog {
  let settled = catchUp(log, server.sync(log.to, log.epoch));
  while (isBehind(settled)) settled = catchUp(settled, server.sync(settled.to, settled.epoch));
  while (!settled.live) settled = append(settled, server.history({ after: settled.to }));
  while (isBehind(settled)) settled = catchUp(settled, server.sync(settled.to, settled.epoch));
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
    const fresh = catchUp(log, server.sync(log.to, log.epoch));
    expect(seqs(fresh)).toEqual([1, 2, 3]);
    expect(fresh).toMatchObject({ epoch: 'e2', head: 3, live: true });
  });

  it('lets a reader who missed very much go on from where he was', () => {
    const server = new ServerLog();
    server.say(2);
    const log = begin(server.history());
    server.say(100);
    const later = catchUp(log, server.sync(log.to, log.epoch));
    expect(later).toMatchObject({ from: 1, to: 2 + SYNC, head: 102, live: false });
    expect(seqs(settle(later, server))).toEqual(stretch(1, 102));
  });

  it('lets go of the far end, and finds it again', () => {
    const server = new ServerLog();
    server.say(12);
    let log = begin(server.history());
    while (log.older) log = prepend(log, server.history({ before: log.from }));
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
    expect(prepend(log, server.history({ before: log.from })).older).toBe(false);
  });

  it('keeps what it has when a page of it arrives late', () => {
    const server = new ServerLog();
    server.say(12);
    const first = begin(server.history());
    const page = server.history({ before: first.from });
    const second = prepend(first, page);
    const third = prepend(second, server.history({ before: second.from }));
    expect(prepend(third, page)).toEqual(third);
  });

  it('begins anew where what came between is kept no more', () => {
    const server = new ServerLog();
    server.say(12);
    const past = trim(begin(server.history()), 'oldest', 1);
    server.forget(12);
    expect(append(past, server.history({ after: past.to }))).toMatchObject({ from: 12, to: 12, live: true });
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
              const answer = server.sync(log.to, log.epoch);
              // The answer to a question of another epoch arrives before anything else of this one.
              bring(answer, (now) => catchUp(now, answer), step.late && answer.epoch === log.epoch);
              break;
            }
            case 'older': {
              const page = server.history({ before: log.from });
              if (log.older) bring(page, (now) => prepend(now, page), step.late);
              break;
            }
            case 'newer': {
              const page = server.history({ after: log.to });
              if (!log.live) bring(page, (now) => append(now, page), step.late);
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
        }

        const settled = settle(log, server);
        expect(settled).toMatchObject({
          epoch: server.epoch,
          to: server.head,
          head: server.head,
          live: true,
        });
        expect(seqs(settled)).toEqual(stretch(settled.from, server.head));
      }),
      { numRuns: 600 },
    );
  });
});
