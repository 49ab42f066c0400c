import type { Position } from '../../domain/entry.js';
import type { InviteId } from '../../domain/invite.js';
import type { RoomId } from '../../domain/room.js';
import type { Invites } from '../ports/invites.js';
import type { Caller } from './caller.js';
import type { WriteNotice } from './write-notice.js';

export interface RevokeInviteInput {
  readonly caller: Caller;
  readonly room: RoomId;
  readonly invite: InviteId;
}

/** Takes an invite back: it lets nobody in any more. Safe to repeat. Throws as `WriteNotice` does. */
export class RevokeInvite {
  constructor(
    private readonly writeNotice: WriteNotice,
    private readonly invites: Invites,
  ) {}

  execute({ caller, room, invite }: RevokeInviteInput): Promise<Position> {
    return this.writeNotice.execute(RevokeInvite, { caller, room }, async ({ deed }) => {
      const known = await this.invites.list(room);
      if (!known.some(({ id }) => id === invite)) return undefined;
      return {
        entry: { ...deed, type: 'invite.changed', change: 'revoked', invite },
        invite: { change: 'revoked', id: invite },
      };
    });
  }
}
