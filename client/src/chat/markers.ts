import type { Connection } from '../io/connection.js';
import type { ChatState } from '../model/chat-state.js';
import { Failure } from '../model/failure.js';
import { markedIn } from '../model/room-list.js';
import type { RoomLog } from '../model/room-log.js';
import type { Store } from '../model/store.js';
import { unreadAfter } from '../model/unread.js';
import type { EventData, RoomId } from '../protocol.js';
import { pause } from './pause.js';

type Moved = Omit<EventData<'marker:moved'>, 'room'>;

/** Whoever scrolls passes many messages; the server hears of it at most this often, in milliseconds. */
const GAP = 300;

/** How far the user has read, here at once and on the server as soon as it can be told. */
export class Markers {
  private readonly untold = new Map<RoomId, Pick<Moved, 'epoch' | 'seq'>>();
  private telling = false;

  constructor(
    private readonly store: Store<ChatState>,
    private readonly connection: Pick<Connection, 'request' | 'online'>,
    private readonly logOf: (room: RoomId) => RoomLog | undefined,
  ) {}

  /** The user has the open room before his eyes, up to the seq. */
  read(seq: number): void {
    const { open, rooms } = this.store.get();
    const room = open && rooms?.get(open.id);
    if (!open?.log || !room || seq <= room.marker) return;
    const { epoch } = open.log;
    this.untold.set(open.id, { epoch, seq });
    this.moved(open.id, { epoch, seq, unread: room.unread, mentions: room.mentions });
    void this.tell();
  }

  /** The user has read further, here or, as the server tells, elsewhere. */
  moved(room: RoomId, moved: Moved): void {
    const { rooms, me } = this.store.get();
    const known = rooms?.get(room);
    if (!rooms || !known || !me) return;
    const log = this.logOf(room);
    const unread = (log && unreadAfter(moved.seq, known, log, me.id)) ?? moved.unread;
    this.store.set({ rooms: new Map(rooms).set(room, markedIn(known, { ...moved, unread })) });
  }

  /** Tells the server what it does not know yet. */
  async tell(): Promise<void> {
    if (this.telling) return;
    this.telling = true;
    try {
      for (const [room, mark] of this.untold) {
        if (!this.connection.online) break;
        await this.tellOne(room, mark);
      }
    } finally {
      this.telling = false;
    }
  }

  forget(): void {
    this.untold.clear();
  }

  private async tellOne(room: RoomId, mark: Pick<Moved, 'epoch' | 'seq'>): Promise<void> {
    try {
      const { marker, ...counted } = await this.connection.request('room:read', { room, ...mark });
      this.told(room, mark);
      this.moved(room, { epoch: mark.epoch, seq: marker, ...counted });
      await pause(GAP);
    } catch (error) {
      // A refusal means that the room is another now; the rest is told again.
      if (error instanceof Failure && !error.retryable) this.told(room, mark);
      else await pause(error);
    }
    // What was read meanwhile has its turn in this same round.
    const next = this.untold.get(room);
    if (next && this.untold.delete(room)) this.untold.set(room, next);
  }

  private told(room: RoomId, mark: object): void {
    if (this.untold.get(room) === mark) this.untold.delete(room);
  }
}
