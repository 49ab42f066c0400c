import { isOpen, type Invite } from '../../domain/invite.js';
import type { RoomId } from '../../domain/room.js';
import type { Clock } from '../ports/clock.js';
import type { Invites } from '../ports/invites.js';
import type { Caller } from './caller.js';
import type { RoomAccess } from './room-access.js';

/** The invites by which people can come into a room now. Throws as `Rules.enter` does. */
export class ListInvites {
  constructor(
    private readonly access: RoomAccess,
    private readonly invites: Invites,
    private readonly clock: Clock,
  ) {}

  async execute({ caller, room }: { caller: Caller; room: RoomId }): Promise<readonly Invite[]> {
    await this.access.enter(ListInvites, room, caller);
    const now = this.clock.now();
    return (await this.invites.list(room)).filter((invite) => isOpen(invite, now));
  }
}
