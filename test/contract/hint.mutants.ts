import type { Notice } from '../../src/application/ports/event-bus.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import type { Availability, Shown } from '../../src/domain/user.js';
import { MemoryPresence } from '../../src/infrastructure/memory/memory-presence.js';
import type { Buses } from './event-bus.contract.js';

/** Two buses of one process each, with nothing between them. */
class Apart extends MemoryEventBus {
  readonly near = this;
  readonly far = new MemoryEventBus();
}

class One extends MemoryEventBus {
  readonly near = this;
  readonly far = this;
}

export const eventBusMutants: Record<string, () => Buses> = {
  'stays in its process': () => new Apart(),
  'tells only others': () => {
    const { near, far } = new Apart();
    near.publish = (notice) => MemoryEventBus.prototype.publish.call(far, notice);
    return { near, far };
  },
  'has room for one listener': () =>
    new (class extends One {
      private stop = () => {};
      override subscribe(listener: (notice: Notice) => void): () => void {
        this.stop();
        this.stop = super.subscribe(listener);
        return this.stop;
      }
    })(),
  'carries entries without their messages': () =>
    new (class extends One {
      override publish(notice: Notice): void {
        super.publish(notice.type === 'entries' ? { ...notice, entries: [] } : notice);
      }
    })(),
  'never stops calling': () =>
    new (class extends One {
      override subscribe(listener: (notice: Notice) => void): () => void {
        super.subscribe(listener);
        return () => {};
      }
    })(),
  'repeats the past to newcomers': () =>
    new (class extends One {
      private past: Notice[] = [];
      override publish(notice: Notice): void {
        this.past.push(notice);
        super.publish(notice);
      }
      override subscribe(listener: (notice: Notice) => void): () => void {
        for (const notice of this.past) queueMicrotask(() => listener(notice));
        return super.subscribe(listener);
      }
    })(),
  'throws what a listener throws': () =>
    new (class extends One {
      private readonly direct = new Set<(notice: Notice) => void>();
      override publish(notice: Notice): void {
        for (const listener of this.direct) listener(notice);
      }
      override subscribe(listener: (notice: Notice) => void): () => void {
        this.direct.add(listener);
        return () => this.direct.delete(listener);
      }
    })(),
  'waits for its listeners': () =>
    new (class extends One {
      private idle = Promise.resolve();
      private readonly direct = new Set<(notice: Notice) => unknown>();
      override publish(notice: Notice): void {
        const tell = async () => {
          for (const listener of this.direct) await listener(notice);
        };
        this.idle = this.idle.then(tell).catch(() => {});
      }
      override subscribe(listener: (notice: Notice) => void): () => void {
        this.direct.add(listener);
        return () => this.direct.delete(listener);
      }
    })(),
};

export const presenceMutants: Record<string, () => MemoryPresence> = {
  'counts everybody out in time': () =>
    new (class extends MemoryPresence {
      override async beat() {
        await this.depart('c1');
        return super.beat();
      }
    })(),
  'takes every connection for the first': () =>
    new (class extends MemoryPresence {
      override async arrive(...args: Parameters<MemoryPresence['arrive']>): Promise<boolean> {
        await super.arrive(...args);
        return true;
      }
    })(),
  'shows everybody everywhere': () =>
    new (class extends MemoryPresence {
      override async arrive(
        ...[connection, user, , availability]: Parameters<MemoryPresence['arrive']>
      ): Promise<boolean> {
        return super.arrive(connection, user, ['tea', 'zoo'], availability);
      }
    })(),
  'counts connections': () =>
    new (class extends MemoryPresence {
      override async arrive(
        ...[connection, , rooms, availability]: Parameters<MemoryPresence['arrive']>
      ): Promise<boolean> {
        return super.arrive(connection, connection, rooms, availability);
      }
    })(),
  'counts connections, not who they are': () =>
    new (class extends MemoryPresence {
      private readonly open = new Map<string, string>();
      override async depart(connection: string): Promise<readonly string[]> {
        const rooms = await super.depart(connection);
        const again = this.open.has(connection) ? ['tea'] : rooms;
        this.open.set(connection, '');
        return again;
      }
    })(),
  'shows who is gone': () =>
    new (class extends MemoryPresence {
      override async depart(): Promise<readonly string[]> {
        return [];
      }
    })(),
  'hears of no joining': () =>
    new (class extends MemoryPresence {
      override async joined(): Promise<boolean> {
        return true;
      }
    })(),
  'shows whoever joins': () =>
    new (class extends MemoryPresence {
      override async joined(user: string, room: string): Promise<boolean> {
        await this.arrive(`${user} ${room}`, user, [room], 'online');
        return true;
      }
    })(),
  'hears of no leaving': () =>
    new (class extends MemoryPresence {
      override async left(): Promise<boolean> {
        return true;
      }
    })(),
  'shows everybody as online': () =>
    new (class extends MemoryPresence {
      override async here(room: string): Promise<ReadonlyMap<string, Shown>> {
        return new Map([...(await super.here(room)).keys()].map((user) => [user, 'online']));
      }
    })(),
  'shows who came last first': () =>
    new (class extends MemoryPresence {
      override async here(room: string): Promise<ReadonlyMap<string, Shown>> {
        return new Map([...(await super.here(room))].toReversed());
      }
    })(),
  'shows who is invisible': () =>
    new (class extends MemoryPresence {
      override async arrive(
        ...[connection, user, rooms]: Parameters<MemoryPresence['arrive']>
      ): Promise<boolean> {
        return super.arrive(connection, user, rooms, 'online');
      }
    })(),
  'lets nobody vanish': () =>
    new (class extends MemoryPresence {
      override async show(user: string, availability: Availability): Promise<readonly string[]> {
        return super.show(user, availability === 'invisible' ? 'away' : availability);
      }
    })(),
  'is seen as each connection wants': () =>
    new (class extends MemoryPresence {
      override async arrive(...given: Parameters<MemoryPresence['arrive']>): Promise<boolean> {
        const seen = await super.arrive(...given);
        await this.show(given[1], given[3]);
        return seen;
      }
    })(),
};
