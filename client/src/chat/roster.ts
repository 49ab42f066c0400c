import type { Connection } from '../io/connection.js';
import type { ChatState, MemberList } from '../model/chat-state.js';
import { Failure } from '../model/failure.js';
import { decided, presence } from '../model/members.js';
import { met } from '../model/people.js';
import { knownIn } from '../model/room-list.js';
import { isNotice } from '../model/room-log.js';
import type { Store } from '../model/store.js';
import type { EventData, Member, RoomId, Run } from '../protocol.js';

const REREAD_AFTER = 5000;
/** So many are named in one notice of who came; there may have been more. */
const NAMED = 100;

/** Who belongs to the open room, and who of them is here. */
export class Roster {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store<ChatState>,
    private readonly connection: Pick<Connection, 'request'>,
  ) {}

  notice({ room, ...change }: EventData<'presence:changed'>): void {
    const { open, people, rooms } = this.store.get();
    this.store.set({ people: met(people, room, change.joined) });
    const known = rooms?.get(room);
    if (known) {
      const renamed = knownIn(known, change.joined);
      this.store.set({ rooms: new Map(rooms).set(room, { ...renamed, memberCount: change.members }) });
    }
    if (open?.id !== room || !open.members) return;
    this.store.set({ open: { ...open, members: presence(open.members, change) } });
    // Who left the connection and who left the room look the same here.
    if (change.left.length > 0 || change.joined.length === NAMED) {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        void this.reread();
      }, REREAD_AFTER);
    }
  }

  /** What was decided about members of the open room. */
  hear({ room, entries }: Run): void {
    const { open } = this.store.get();
    const notices = entries.filter(isNotice);
    if (open?.id !== room || !open.members || notices.length === 0) return;
    this.store.set({ open: { ...open, members: decided(open.members, notices) } });
    const came = notices.some(
      (notice) => notice.type === 'member.changed' && ['joined', 'added'].includes(notice.change),
    );
    if (came) void this.reread();
  }

  /** One more page. */
  async more(): Promise<void> {
    const cursor = this.store.get().open?.members?.cursor;
    if (cursor === undefined) return;
    await this.page(cursor, (before, members) => {
      const known = new Set(before.members.map(({ id }) => id));
      return before.cursor === cursor
        ? [...before.members, ...members.filter(({ id }) => !known.has(id))]
        : before.members;
    });
  }

  private async reread(): Promise<void> {
    await this.page(undefined, (_, members) => members);
  }

  private async page(
    cursor: string | undefined,
    merge: (before: MemberList, members: readonly Member[]) => readonly Member[],
  ): Promise<void> {
    const room: RoomId | undefined = this.store.get().open?.id;
    if (room === undefined) return;
    try {
      const page = await this.connection.request('room:members', {
        room,
        ...(cursor !== undefined && { cursor }),
      });
      const { open, people } = this.store.get();
      if (open?.id !== room || !open.members) return;
      const { total, here } = open.members;
      const members = merge(open.members, page.members);
      const list = { total, here, members, ...(page.cursor !== undefined && { cursor: page.cursor }) };
      this.store.set({ open: { ...open, members: list }, people: met(people, room, page.members) });
    } catch (error) {
      // Read again on the next occasion.
      if (!(error instanceof Failure)) throw error;
    }
  }
}
