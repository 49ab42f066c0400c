import type { Author } from '../../domain/message.js';
import type { Room } from '../../domain/room.js';
import type { Memberships } from '../ports/memberships.js';
import type { Caller } from './caller.js';
import type { Invitation } from './invitation.js';

export interface ShownInvite {
  readonly room: Room;
  readonly memberCount: number;
  /** Who invites. */
  readonly by: Author;
}

/** Where an invite leads, before one follows it. Throws as `Invitation.find` does. */
export class ShowInvite {
  constructor(
    private readonly invitation: Invitation,
    private readonly memberships: Memberships,
  ) {}

  async execute({ caller, token }: { caller: Caller; token: string }): Promise<ShownInvite> {
    const { room, invite } = await this.invitation.find(token, caller);
    return { room, memberCount: await this.memberships.count(room.id), by: invite.by };
  }
}
