import fc from 'fast-check';
import type { Audience } from '../../src/application/ports/audience.js';
import type { Notice } from '../../src/application/ports/event-bus.js';
import type { RoomLog, Slice } from '../../src/application/ports/room-log.js';
import { BroadcastEntries } from '../../src/application/use-cases/broadcast-entries.js';
import { LOBBY } from '../../src/domain/room.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { ManualClock } from '../support/manual-clock.js';
import { changed, memoryWorld } from '../support/memory-world.js';
import type { Ear } from '../support/memory-world-audience.js';

type Announcement = Extract<Notice, { type: 'entries' }>;

const unreadable = async (): Promise<never> => {
  throw new Error('the disk is gone');
};

/** A world whose announcements wait to be passed on by hand, in any order. */
async function slowPost(readAfter?: (log: RoomLog) => RoomLog['after']) {
  const announced: Announcement[] = [];
  const bus = new MemoryEventBus();
  const world = await memoryWorld(({ bus: own, log }) => {
    own.subscribe((notice) => notice.type === 'entries' && announced.push(notice));
    return { bus, log: readAfter ? changed(log, { after: readAfter(log) }) : log };
  });
  const ann = await world.guest('Ann');
  return {
    ...world,
    ann,
    announced,
    bus,
    write: async (count: number): Promise<void> => {
      for (let n = 0; n < count; n += 1) await world.say(ann, `text ${n}`);
    },
    /** Passes on the announcements of these seqs, in this order. */
    announce: (...seqs: number[]): void => {
      for (const seq of seqs) bus.publish(announced[seq - 1]!);
    },
  };
}

const lengths = (ear: Ear): number[] => ear.runs.map(({ entries }) => entries.length);

describe('BroadcastEntries', () => {
  it('delivers what was announced, as it was announced', async () => {
    const world = await memoryWorld();
    const ear = await world.connect(await world.guest('Ann'));
    const { epoch } = await world.say(ear.caller, 'Hello');
    await world.turn();
    expect(ear.runs).toEqual([
      {
        room: LOBBY,
        epoch,
        entries: [expect.objectContaining({ seq: 1, type: 'message.sent', by: ear.caller.user.id })],
      },
    ]);
    expect(ear.texts).toEqual(['Hello']);
  });

  it('makes one run of what one turn brought', async () => {
    const { ann, connect, write, announce, turn } = await slowPost();
    const ear = await connect(ann);
    await write(4);
    announce(1, 2, 3);
    expect(ear.runs).toEqual([]);
    await turn();
    announce(4);
    await turn();
    expect(lengths(ear)).toEqual([3, 1]);
    expect(ear.seqs(LOBBY)).toEqual([1, 2, 3, 4]);
  });

  it('puts in order what comes out of order', async () => {
    const { ann, connect, write, announce, turn } = await slowPost();
    const ear = await connect(ann);
    await write(5);
    announce(1, 4, 2, 5, 3);
    await turn();
    expect(ear.seqs(LOBBY)).toEqual([1, 2, 3, 4, 5]);
    expect(lengths(ear)).toEqual([5]);
  });

  it('drops what it has delivered', async () => {
    const { ann, connect, write, announce, turn } = await slowPost();
    const ear = await connect(ann);
    await write(3);
    announce(1, 1, 2);
    await turn();
    announce(2, 1, 3, 3);
    await turn();
    announce(1, 2, 3);
    await turn();
    expect(ear.seqs(LOBBY)).toEqual([1, 2, 3]);
  });

  it('reads from the log what was announced to nobody', async () => {
    const { ann, connect, write, announce, turn } = await slowPost();
    const ear = await connect(ann);
    await write(6);
    announce(1);
    await turn();
    announce(4, 6);
    await turn();
    expect(ear.seqs(LOBBY)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('reads a long hole page by page', async () => {
    const { ann, connect, write, announce, turn } = await slowPost();
    const ear = await connect(ann);
    await write(1203);
    announce(1);
    await turn();
    announce(1203);
    await turn();
    expect(ear.seqs(LOBBY)).toEqual(Array.from({ length: 1203 }, (_, i) => i + 1));
  });

  it('keeps what is announced while it reads the log, and delivers it behind', async () => {
    let answer = (): void => {};
    const { ann, connect, write, announce, turn } = await slowPost((log) => async (...asked) => {
      const slice = await log.after(...asked);
      await new Promise<void>((resolve) => (answer = resolve));
      return slice;
    });
    const ear = await connect(ann);
    await write(3);
    announce(1);
    await turn();
    announce(3);
    await turn();
    await write(2);
    announce(5, 4);
    await turn();
    expect(ear.seqs(LOBBY)).toEqual([1]);
    answer();
    await turn();
    expect(ear.seqs(LOBBY)).toEqual([1, 2, 3, 4, 5]);
  });

  it('delivers around a hole when the log cannot be read, each run without a hole of its own', async () => {
    const { ann, connect, write, announce, turn } = await slowPost(() => unreadable);
    const ear = await connect(ann);
    await write(7);
    announce(1);
    await turn();
    announce(3, 7, 4);
    await turn();
    expect(ear.runs.map(({ entries }) => entries.map(({ seq }) => seq))).toEqual([[1], [3, 4], [7]]);
  });

  it('goes on after a hole that it could not fill', async () => {
    let broken = true;
    const { ann, connect, write, announce, turn } = await slowPost(
      (log) =>
        (...asked) =>
          broken ? unreadable() : log.after(...asked),
    );
    const ear = await connect(ann);
    await write(6);
    announce(1, 3);
    await turn();
    broken = false;
    announce(2, 6);
    await turn();
    expect(ear.seqs(LOBBY)).toEqual([1, 3, 4, 5, 6]);
  });

  it.each<[string, (slice: Slice) => Slice | undefined]>([
    ['has no such room any more', () => undefined],
    ['is in another epoch', (slice) => ({ ...slice, epoch: 'another' })],
    ['has nothing there', (slice) => ({ ...slice, entries: [] })],
    ['keeps only what came later', (slice) => ({ ...slice, oldest: 4, entries: slice.entries.slice(1) })],
  ])('leaves a hole to the listeners when the log %s', async (_, change) => {
    const { ann, connect, write, announce, turn } = await slowPost((log) => async (...asked) => {
      const slice = await log.after(...asked);
      return slice && change(slice);
    });
    const ear = await connect(ann);
    await write(4);
    announce(1);
    await turn();
    announce(4);
    await turn();
    expect([ear.seqs(LOBBY)[0], ear.seqs(LOBBY).at(-1)]).toEqual([1, 4]);
    expect(ear.seqs(LOBBY)).not.toContain(2);
  });

  it('begins anew in another epoch, and drops what waited in the one before', async () => {
    const { ann, connect, write, announce, announced, bus, turn } = await slowPost();
    const ear = await connect(ann);
    await write(3);
    announce(1, 2);
    await turn();
    announce(3);
    bus.publish({ ...announced[0]!, epoch: 'next' });
    await turn();
    expect(ear.runs.map(({ epoch, entries }) => [epoch, entries.map(({ seq }) => seq)])).toEqual([
      [announced[0]!.epoch, [1, 2]],
      ['next', [1]],
    ]);
  });

  it('keeps rooms apart', async () => {
    const world = await memoryWorld();
    const ann = await world.guest('Ann');
    const ear = await world.connect(ann);
    const tea = await world.room(ann, 'Tea');
    await world.say(ann, 'a', tea.id);
    await world.say(ann, 'b');
    await world.say(ann, 'c', tea.id);
    await world.turn();
    expect([ear.seqs(tea.id), ear.seqs(LOBBY)]).toEqual([[1, 2], [1]]);
  });

  it('forgets a room that nobody listens to, and begins with what comes first when somebody does', async () => {
    const { ann, connect, disconnect, write, announce, turn } = await slowPost();
    const ear = await connect(ann);
    await write(5);
    announce(1);
    await turn();
    await disconnect(ear);
    announce(2);
    await turn();
    const later = await connect(ann);
    announce(5);
    await turn();
    expect(later.seqs(LOBBY)).toEqual([5]);
  });

  it('stops at once when the last listener goes while something waits', async () => {
    let reads = 0;
    const { ann, connect, disconnect, write, announce, turn } = await slowPost((log) => (...asked) => {
      reads += 1;
      return log.after(...asked);
    });
    const ear = await connect(ann);
    await write(3);
    announce(1);
    await disconnect(ear);
    announce(2);
    await turn();
    expect(reads).toBe(0);
    const later = await connect(ann);
    announce(3);
    await turn();
    expect(later.seqs(LOBBY)).toEqual([3]);
  });

  it('stops reading when the last listener goes meanwhile', async () => {
    const pending: (() => void)[] = [];
    const { ann, connect, disconnect, write, announce, turn } = await slowPost((log) => async (...asked) => {
      await new Promise<void>((resolve) => pending.push(resolve));
      return log.after(...asked);
    });
    const ear = await connect(ann);
    await write(4);
    announce(1);
    await turn();
    announce(3);
    await turn();
    await disconnect(ear);
    announce(4);
    expect(pending).toHaveLength(1);
    pending[0]!();
    await turn();
    expect(pending).toHaveLength(1);
    expect(ear.seqs(LOBBY)).toEqual([1]);
  });

  it('says nothing after its end', async () => {
    const { ann, connect, write, announced, ears, ground, clock, turn } = await slowPost();
    const bus = new MemoryEventBus();
    const end = new BroadcastEntries(bus, ground.log, ears, clock).execute();
    const ear = await connect(ann);
    await write(2);
    bus.publish(announced[0]!);
    end();
    bus.publish(announced[1]!);
    await turn();
    expect(ear.seqs(LOBBY)).toEqual([1]);
  });
});

describe('BroadcastEntries, while delivering takes time,', () => {
  /** Time that also goes on while someone works. */
  class WorkingClock extends ManualClock {
    worked = 0;

    override steady(): number {
      return super.steady() + this.worked;
    }
  }

  /** A room of one listener, to whom each run takes so long. */
  async function toilsome(ms: number) {
    const { ann, connect, write, announced, ears, ground } = await slowPost();
    const [bus, clock, ear] = [new MemoryEventBus(), new WorkingClock(), await connect(ann)];
    const audience = changed<Audience>(ears, {
      deliver(run) {
        clock.worked += ms;
        ears.deliver(run);
      },
    });
    const broadcastEntries = new BroadcastEntries(bus, ground.log, audience, clock);
    broadcastEntries.execute();
    await write(4);
    const announce = (seq: number): void => bus.publish(announced[seq - 1]!);
    return { clock, announce, heard: () => lengths(ear), broadcastEntries };
  }

  it('lets a room rest as long as its last run took, and gathers meanwhile', async () => {
    const { clock, announce, heard } = await toilsome(20);
    announce(1);
    await clock.advance(0);
    announce(2);
    await clock.advance(19);
    announce(3);
    expect(heard()).toEqual([1]);
    await clock.advance(1);
    expect(heard()).toEqual([1, 2]);
  });

  it('delivers at once in a room that has rested', async () => {
    const { clock, announce, heard } = await toilsome(20);
    announce(1);
    await clock.advance(20);
    announce(2);
    await clock.advance(0);
    expect(heard()).toEqual([1, 1]);
  });

  it('delivers at once in a room so small that resting is not worth it', async () => {
    const { clock, announce, heard } = await toilsome(0.9);
    for (const seq of [1, 2]) {
      announce(seq);
      await clock.advance(0);
    }
    expect(heard()).toEqual([1, 1]);
  });

  it('lets no room rest for longer than 50 ms', async () => {
    const { clock, announce, heard } = await toilsome(1000);
    announce(1);
    await clock.advance(0);
    announce(2);
    await clock.advance(50);
    expect(heard()).toEqual([1, 1]);
  });

  it('delivers what it gathers when it is told to, once', async () => {
    const { clock, announce, heard, broadcastEntries } = await toilsome(20);
    announce(1);
    await clock.advance(0);
    for (const seq of [2, 3]) announce(seq);
    broadcastEntries.flush();
    expect(heard()).toEqual([1, 2]);
    await clock.advance(100);
    expect(heard()).toEqual([1, 2]);
  });
});

describe('BroadcastEntries, whatever happens', () => {
  type Step = 'write' | 'announce' | 'repeat' | 'lose' | 'swap' | 'turn' | 'come' | 'go' | 'read' | 'answer';
  const steps = (...kinds: Step[]) =>
    fc.array(fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(9) }), { minLength: 5, maxLength: 40 });

  /** Someone who listens, reads the log some time later, and puts both together. */
  interface Listener {
    readonly ear: Ear;
    read?: number;
  }

  async function play(script: readonly { kind: Step; at: number }[]) {
    const pending: (() => void)[] = [];
    const world = await slowPost((log) => async (...asked) => {
      const slice = await log.after(...asked);
      await new Promise<void>((resolve) => pending.push(resolve));
      return slice;
    });
    const { ann, announced, bus, ground } = world;
    const listeners: Listener[] = [];
    const read = async (listener: Listener | undefined): Promise<void> => {
      if (listener) listener.read ??= (await ground.log.window(LOBBY, { limit: 1 }))!.head;
    };
    let next = 0;
    const announce = (): void => {
      if (next < announced.length) bus.publish(announced[next++]!);
    };
    for (const { kind, at } of script) {
      const present = listeners.filter(({ ear }) => world.ears.ears.has(ear));
      if (kind === 'write') await world.write(1);
      if (kind === 'announce') announce();
      if (kind === 'repeat' && next > 0) bus.publish(announced[at % next]!);
      if (kind === 'lose' && next < announced.length - 1) next += 1;
      if (kind === 'swap' && next + 1 < announced.length) {
        [announced[next], announced[next + 1]] = [announced[next + 1]!, announced[next]!];
      }
      if (kind === 'turn') await world.turn();
      if (kind === 'come') listeners.push({ ear: await world.connect(ann) });
      if (kind === 'go' && present.length > 0) await world.disconnect(present[at % present.length]!.ear);
      if (kind === 'read') await read(listeners.find((listener) => listener.read === undefined));
      if (kind === 'answer') pending.shift()?.();
    }
    for (const listener of listeners) await read(listener);
    await world.write(1);
    while (next < announced.length) announce();
    for (await world.turn(); pending.length > 0; await world.turn()) pending.shift()!();
    return { ...world, present: listeners.filter(({ ear }) => world.ears.ears.has(ear)) };
  }

  it('leaves no hole between what a listener read and what it heard since, when announcements keep their order', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps('write', 'write', 'announce', 'announce', 'repeat', 'turn', 'come', 'go', 'read', 'answer'),
        async (script) => {
          const { announced, present } = await play(script);
          for (const { ear, read } of present) {
            const fresh = ear.seqs(LOBBY).filter((seq) => seq > read!);
            expect(fresh).toEqual(Array.from({ length: announced.length - read! }, (_, i) => read! + 1 + i));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('leaves no hole and no repeat in what a listener heard, when announcements are lost, repeated and swapped', async () => {
    await fc.assert(
      fc.asyncProperty(
        steps('write', 'write', 'announce', 'repeat', 'lose', 'swap', 'turn', 'come', 'answer'),
        async (script) => {
          const { announced, present } = await play([{ kind: 'come', at: 0 }, ...script]);
          for (const { ear } of present) {
            const heard = ear.seqs(LOBBY);
            expect(heard).toEqual(Array.from({ length: heard.length }, (_, i) => heard[0]! + i));
            expect(heard.at(-1)).toBe(announced.length);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
