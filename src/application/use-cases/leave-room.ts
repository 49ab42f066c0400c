import { ChatError } from '../../domain/chat-error.js';
import type { RoomId } from '../../domain/room.js';
import type { Memberships } from '../ports/memberships.js';
import type { Caller } from './caller.js';
import type { RoomAccess } from './room-access.js';
import type { SeeOff } from './see-off.js';
import type { WriteNotice } from './write-notice.js';

interface LeaveRoomInput {
  readonly caller: Caller;
  readonly room: RoomId;
}

/**
 * Ends the caller's membership; the caller's connections hear no more. A private room that the last one leaves is
 * archived: nobody comes in any more. Safe to repeat where everybody may join. Throws as `Rules.enter` does, or
 * `room.owner_needed` while others would be left without an owner.
 */
export class LeaveRoom {
  constructor(
    private readonly access: RoomAccess,
    private readonly writeNotice: WriteNotice,
    private readonly memberships: Memberships,
    private readonly seeOff: SeeOff,
  ) {}

  async execute(input: LeaveRoomInput): Promise<void> {
    const { caller, room: id } = input;
    const { room } = await this.access.enter(LeaveRoom, id, caller);
    if (room.small) await this.tell(input);
    else if ((await this.memberships.leave(id, caller.user.id)) === 'owner_needed')
      throw new ChatError('room.owner_needed');
    // Also where there was no membership: a repeat finishes what a failure left undone.
    await this.seeOff.execute(caller.user.id, id, 'left');
  }

  /** Leaves by an entry. */
  private async tell(input: LeaveRoomInput): Promise<void> {
    await this.writeNotice.execute(LeaveRoom, input, async ({ room, membership, standing, deed }) => {
      if (!membership) return undefined;
      const last = (await this.memberships.count(room.id)) === 1;
      if (standing === 'owner' && !last) throw new ChatError('room.owner_needed');
      return {
        entry: { ...deed, type: 'member.changed', member: deed.by, change: 'left' },
        seats: [{ user: membership.user, version: membership.version, seat: undefined }],
        ...(last && !room.settings.archived && { settings: room.change({ archived: true }, 'owner').room }),
      };
    });
  }
}
