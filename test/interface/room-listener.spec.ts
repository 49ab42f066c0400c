import type { Run } from '../../src/application/ports/audience.js';
import type { Entry } from '../../src/domain/entry.js';
import { User } from '../../src/domain/user.js';
import type { EventStream } from '../../src/interface/sse/event-stream.js';
import { encodeRun, RoomListener } from '../../src/interface/sse/listener.js';

const author = { id: 'ann', nickname: 'Ann' };
const entry = (seq: number): Entry => ({
  seq,
  at: 0,
  type: 'message.sent',
  by: 'ann',
  message: { seq, rev: seq, id: `m${seq}`, author, text: 'hello', sentAt: 0 },
});
const run = (epoch: string, ...seqs: number[]): Run => ({ room: 'lobby', epoch, entries: seqs.map(entry) });

/** A listener that has read up to 2, and the ids of what it was sent since. */
function following(): { hear: (run: Run) => void; ids: () => (string | undefined)[] } {
  const written: string[] = [];
  const stream = { begin: () => {}, write: (event: string) => written.push(event) };
  const caller = { session: 's', user: User.guest('ann', 'Ann') };
  const listener = new RoomListener(caller, stream as unknown as EventStream, 'lobby');
  listener.open({ ...run('e', 1, 2), head: 2, oldest: 1, complete: false, more: false });
  listener.follow();
  return {
    hear: (heard) => listener.hear(heard, encodeRun(heard)),
    ids: () => written.slice(1).map((event) => /^id: (.*)$/m.exec(event)?.[1]),
  };
}

describe('a stream of a room', () => {
  it('tells an entry once that was read before it was announced', () => {
    const { hear, ids } = following();
    for (const late of [run('e', 2), run('e', 1, 2, 3), run('e', 4)]) hear(late);
    expect(ids()).toEqual(['e:3', 'e:4']);
  });

  it('tells what another epoch begins with', () => {
    const { hear, ids } = following();
    hear(run('f', 1));
    expect(ids()).toEqual(['f:1']);
  });
});
