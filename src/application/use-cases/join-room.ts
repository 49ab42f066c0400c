import type { Room } from '../../domain/room.js';
import type { EnterRoom } from './enter-room.js';
import type { ListMembers, MemberList } from './list-members.js';
import type { Throttle } from './throttle.js';
import type { RoomAccess } from './room-access.js';
import { SyncRoom, type Synced, type SyncRoomInput } from './sync-room.js';

export interface Joined extends Synced {
  readonly room: Room;
  readonly marker: number;
  /** The beginning of the list: one object for all who join while it is read. */
  readonly members: MemberList;
}

/**
 * Enters a room and opens it: membership, then listening, then reading, so that entries read and entries heard
 * leave no hole. Safe to repeat, and the way to resume. Throws as `Rules.enter` does, `room.banned`
 * or `rate_limited`.
 */
export class JoinRoom {
  constructor(
    private readonly access: RoomAccess,
    private readonly enterRoom: EnterRoom,
    private readonly syncRoom: SyncRoom,
    private readonly listMembers: ListMembers,
    private readonly throttle: Throttle,
  ) {}

  async execute({ caller, ...place }: SyncRoomInput): Promise<Joined> {
    await this.throttle.pass('joins', caller.user.id);
    const found = await this.access.enter(JoinRoom, place.room, caller);
    const { room } = found;
    const { marker } = await this.enterRoom.execute(caller, found);
    const read = (from: number) =>
      Promise.all([
        this.syncRoom.read(place, from, caller.user.id),
        this.listMembers.read({ room: room.id }),
      ]);
    try {
      const [synced, members] = await this.access.reading(SyncRoom, room.id, caller, read);
      return { ...synced, room, marker, members };
    } catch (error) {
      // Whose membership has ended may have been let listen after the end.
      await this.enterRoom.mend(caller.user.id, room.id);
      throw error;
    }
  }
}
