import type { Connection } from '../io/connection.js';
import type { ChatState } from '../model/chat-state.js';
import { Failure } from '../model/failure.js';
import { met } from '../model/people.js';
import { heardIn, joinedRooms } from '../model/room-list.js';
import { isListed } from '../model/standing.js';
import type { Store } from '../model/store.js';
import type { EventData, ListedRoom, Run } from '../protocol.js';

const REREAD_AFTER = 1500;

export interface OtherRooms {
  readonly rooms: readonly ListedRoom[];
  readonly cursor?: string | undefined;
}

/** The user's rooms, and how much is unread in each. */
export class Rooms {
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What was heard while a list was on its way, which may be older. */
  private readonly meanwhile = new Set<Run[]>();

  constructor(
    private readonly store: Store<ChatState>,
    private readonly connection: Pick<Connection, 'request' | 'online'>,
  ) {}

  async read(): Promise<void> {
    const heard: Run[] = [];
    this.meanwhile.add(heard);
    try {
      const { rooms } = await this.connection.request('room:list', {});
      const list = joinedRooms(rooms);
      let { people } = this.store.get();
      for (const { id, last } of list.values()) if (last) people = met(people, id, [last.author]);
      this.store.set({ rooms: list, people });
    } finally {
      this.meanwhile.delete(heard);
    }
    for (const run of heard) this.count(run);
  }

  /** Reads the list again, because it has changed in a way that nobody tells. */
  async reread(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (!this.connection.online) return;
    const before = this.store.get().rooms;
    try {
      await this.read();
    } catch (error) {
      // A connection that comes back reads the list anyway.
      if (!(error instanceof Failure)) throw error;
    }
    const { open, rooms } = this.store.get();
    if (open?.status === 'open' && rooms && !rooms.has(open.id)) {
      const known = before?.get(open.id);
      const status = known && !isListed(known) ? 'lost' : 'not-member';
      this.store.set({ open: { id: open.id, status } });
    }
  }

  /** Counts along; where that would be guessing, the list is read again soon. */
  hear(run: Run): void {
    for (const heard of this.meanwhile) heard.push(run);
    this.count(run);
  }

  /** The user is notified of more or less, as chosen on some device. */
  notify({ room, level }: EventData<'notify:changed'>): void {
    const { rooms } = this.store.get();
    const known = rooms?.get(room);
    if (known) this.store.set({ rooms: new Map(rooms).set(room, { ...known, notify: level }) });
  }

  /** Those that the user is not in, a page at a time. */
  async others(cursor?: string): Promise<OtherRooms> {
    const page = await this.connection.request('room:list', cursor === undefined ? {} : { cursor });
    return { ...page, rooms: page.rooms.filter(({ joined }) => !joined) };
  }

  private count(run: Run): void {
    const { rooms, me } = this.store.get();
    if (!rooms || !me) return;
    const room = rooms.get(run.room);
    const heard = room && heardIn(room, run, me.id);
    if (heard) this.store.set({ rooms: new Map(rooms).set(run.room, heard) });
    else this.timer ??= setTimeout(() => void this.reread(), REREAD_AFTER);
  }
}
