import { Failure } from '../../client/src/model/failure.js';
import { MemoryOutboxStore } from '../../client/src/outbox/memory-outbox-store.js';
import { Outbox } from '../../client/src/outbox/outbox.js';
import type { OutboxStore, Parcel } from '../../client/src/outbox/outbox-store.js';

const parcel = (id: string, room = 'lobby'): Parcel => ({
  user: 'ann',
  room,
  id,
  text: `text of ${id}`,
  at: '2026-01-01T00:00:00.000Z',
});

/** Lets everything happen that needs no time to pass. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
};

/** A server, and the tabs of one browser. */
class World {
  readonly store: OutboxStore = new MemoryOutboxStore();
  readonly received: string[] = [];
  readonly tabs: Outbox[] = [];
  online = true;
  now = 0;
  /** What the server answers next; afterwards it accepts. */
  readonly refusals: (Failure | 'never')[] = [];
  private readonly timers: { at: number; task: () => void }[] = [];

  tab(name: string, store = this.store): { outbox: Outbox; shown: () => readonly Parcel[]; holder: string } {
    let shown: readonly Parcel[] = [];
    const outbox = new Outbox('ann', name, store, {
      send: async ({ id }) => {
        const refusal = this.refusals.shift();
        if (refusal === 'never') return new Promise(() => undefined);
        if (refusal) throw refusal;
        this.received.push(id);
      },
      online: () => this.online,
      now: () => this.now,
      later: (ms, task) => {
        const timer = { at: this.now + ms, task };
        this.timers.push(timer);
        return () =>
          void this.timers.splice(0, this.timers.length, ...this.timers.filter((t) => t !== timer));
      },
      tell: () => {
        for (const other of this.tabs) if (other !== outbox) void other.wake();
      },
      changed: (parcels) => (shown = parcels),
    });
    this.tabs.push(outbox);
    return { outbox, shown: () => shown, holder: name };
  }

  async pass(ms: number): Promise<void> {
    this.now += ms;
    for (const timer of this.timers.filter(({ at }) => at <= this.now)) {
      this.timers.splice(this.timers.indexOf(timer), 1);
      timer.task();
    }
    await settle();
  }
}

describe('the outbox', () => {
  it('sends at once, and forgets what was acknowledged', async () => {
    const world = new World();
    const { outbox, shown } = world.tab('tab');
    await outbox.add(parcel('a'));
    await settle();
    expect(world.received).toEqual(['a']);
    expect(shown()).toEqual([]);
  });

  it('shows a parcel before it is stored', async () => {
    const world = new World();
    const { outbox, shown } = world.tab('tab');
    const stored = outbox.add(parcel('a'));
    expect(shown()).toEqual([parcel('a')]);
    await stored;
  });

  it('keeps what was written offline, over a reload, and sends it in order', async () => {
    const world = new World();
    world.online = false;
    const { outbox } = world.tab('tab');
    for (const id of ['a', 'b', 'c']) await outbox.add(parcel(id));
    outbox.close();

    const reloaded = world.tab('tab');
    await reloaded.outbox.wake();
    expect(reloaded.shown().map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    world.online = true;
    await reloaded.outbox.wake();
    expect(world.received).toEqual(['a', 'b', 'c']);
  });

  it('tries again under the same id, and lets nothing overtake', async () => {
    const world = new World();
    world.refusals.push(Failure.unreachable(), new Failure('unavailable', true));
    const { outbox } = world.tab('tab');
    await outbox.add(parcel('a'));
    await outbox.add(parcel('b'));
    await settle();
    expect(world.received).toEqual([]);
    await world.pass(60_000);
    await world.pass(60_000);
    expect(world.received).toEqual(['a', 'b']);
  });

  it('waits as long as the server asks', async () => {
    const world = new World();
    world.refusals.push(new Failure('rate_limited', true, 9000));
    const { outbox } = world.tab('tab');
    await outbox.add(parcel('a'));
    await settle();
    await world.pass(8999);
    expect(world.received).toEqual([]);
    await world.pass(1);
    expect(world.received).toEqual(['a']);
  });

  it('sets aside what the server refuses for good, until it is retried or deleted', async () => {
    const world = new World();
    world.refusals.push(new Failure('room.not_member', false), new Failure('message.id_reused', false));
    const { outbox, shown } = world.tab('tab');
    for (const id of ['a', 'b', 'c']) await outbox.add(parcel(id));
    await settle();
    expect(world.received).toEqual(['c']);
    expect(shown().map(({ id, failed }) => [id, failed])).toEqual([
      ['a', 'room.not_member'],
      ['b', 'message.id_reused'],
    ]);

    await outbox.retry('a');
    await outbox.discard('b');
    expect(world.received).toEqual(['c', 'a']);
    expect(shown()).toEqual([]);
  });

  it('keeps what is refused because the session is gone', async () => {
    const world = new World();
    world.refusals.push(new Failure('unauthenticated', false));
    const { outbox, shown } = world.tab('tab');
    await outbox.add(parcel('a'));
    await settle();
    expect(shown()).toEqual([parcel('a')]);
  });

  it('sends once, whichever of two tabs it was written in', async () => {
    const world = new World();
    const one = world.tab('one');
    const two = world.tab('two');
    await Promise.all([
      one.outbox.add(parcel('a')),
      two.outbox.add(parcel('b')),
      one.outbox.add(parcel('c')),
    ]);
    await settle();
    await world.pass(60_000);
    expect([...world.received].sort()).toEqual(['a', 'b', 'c']);
    expect([one.shown(), two.shown()]).toEqual([[], []]);
  });

  it('gives the right to send back when it has nothing to send', async () => {
    const world = new World();
    const one = world.tab('one');
    const two = world.tab('two');
    await one.outbox.add(parcel('a'));
    await settle();
    one.outbox.close();
    await two.outbox.add(parcel('b'));
    await settle();
    expect(world.received).toEqual(['a', 'b']);
  });

  it('does not send what another tab sent while it was looking', async () => {
    const world = new World();
    const one = world.tab('one');
    let seen = (): void => undefined;
    /** The same store, whose first answer takes long to arrive. */
    class Slow extends MemoryOutboxStore {
      private readonly delays = [new Promise<void>((resolve) => (seen = resolve))];
      override async list(user: string): Promise<readonly Parcel[]> {
        const parcels = await world.store.list(user);
        await this.delays.shift();
        return parcels;
      }
      override lease = world.store.lease.bind(world.store);
      override release = world.store.release.bind(world.store);
      override remove = world.store.remove.bind(world.store);
    }
    world.online = false;
    await one.outbox.add(parcel('a'));
    world.online = true;
    const woken = world.tab('two', new Slow()).outbox.wake();
    await settle();
    await one.outbox.wake();
    seen();
    await woken;
    expect(world.received).toEqual(['a']);
  });

  it('takes over from a tab that vanished while it was sending', async () => {
    const world = new World();
    world.refusals.push('never');
    const gone = world.tab('gone');
    await gone.outbox.add(parcel('a'));
    await settle();
    gone.outbox.close();

    const { outbox } = world.tab('heir');
    await outbox.wake();
    expect(world.received).toEqual([]);
    await world.pass(15_000);
    expect(world.received).toEqual(['a']);
  });

  it('goes on in memory where the browser keeps nothing', async () => {
    const world = new World();
    const refusing = new MemoryOutboxStore();
    refusing.add = async () => Promise.reject(new Error('QuotaExceededError'));
    const { outbox } = world.tab('tab', refusing);
    await outbox.add(parcel('a'));
    await settle();
    expect(world.received).toEqual(['a']);
  });

  it('sends nothing of another user', async () => {
    const world = new World();
    await world.store.add({ ...parcel('b'), user: 'bob' });
    const { outbox, shown } = world.tab('tab');
    await outbox.wake();
    expect([world.received, shown()]).toEqual([[], []]);
  });
});
