import type { Connection } from '../io/connection.js';
import type { ChatState } from '../model/chat-state.js';
import { messagesOf } from '../model/room-log.js';
import type { Store } from '../model/store.js';
import { began, said, still, TYPING_SHOWN } from '../model/typing.js';
import type { EventData, RoomId, Run, UserId } from '../protocol.js';

/** The room hears at most this often that the user is writing, in milliseconds. */
const TELL_AFTER = 3000;

/** Signs of writing are gathered on the way for so long: what comes sooner after a message is of before. */
const REST = 1000;

/** A nudge of somebody else is shown for so long. */
const NUDGE_SHOWN = 4000;

/** Who is writing, and who nudges whom: what passes, and nobody keeps. */
export class Attention {
  private told = { room: '', at: -TELL_AFTER };
  /** When each of the others said something last. */
  private readonly spoke = new Map<UserId, number>();

  constructor(
    private readonly store: Store<ChatState>,
    private readonly connection: Pick<Connection, 'request' | 'online'>,
  ) {}

  /** The user is writing in a room. */
  writes(room: RoomId): void {
    const now = performance.now();
    const alone = this.store.get().rooms?.get(room)?.kind === 'notes';
    if (alone || !this.connection.online) return;
    if (this.told.room === room && now - this.told.at < TELL_AFTER) return;
    this.told = { room, at: now };
    // Nobody misses it.
    this.connection.request('typing:start', { room }).catch(() => undefined);
  }

  typing(typing: EventData<'room:typing'>): void {
    const now = Date.now();
    const users = typing.users.filter(({ id }) => now - (this.spoke.get(id) ?? 0) > REST);
    this.store.set({ writers: began(this.store.get().writers, { ...typing, users }, now) });
    setTimeout(() => this.store.set({ writers: still(this.store.get().writers, Date.now()) }), TYPING_SHOWN);
  }

  heard(run: Run): void {
    const writers = said(this.store.get().writers, run);
    if (writers !== this.store.get().writers) this.store.set({ writers });
    // To the others, whoever has said something writes no more, until they hear of it again.
    const { me } = this.store.get();
    const authors = new Set(messagesOf(run.entries).map(({ author }) => author.id));
    for (const id of authors) this.spoke.set(id, Date.now());
    if (!me || !authors.has(me.id)) return;
    this.told = { ...this.told, at: performance.now() - TELL_AFTER + REST };
  }

  nudged(nudge: EventData<'room:nudged'>): void {
    this.store.set({ nudge });
    setTimeout(() => {
      if (this.store.get().nudge === nudge) this.store.set({ nudge: undefined });
    }, NUDGE_SHOWN);
  }
}
