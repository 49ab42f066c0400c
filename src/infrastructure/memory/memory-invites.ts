import type { Invites } from '../../application/ports/invites.js';
import type { InviteChange } from '../../application/ports/room-log.js';
import { isOpen, type Invite } from '../../domain/invite.js';
import type { Instant } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { KeptInvite, MemoryData } from './memory-data.js';

export class MemoryInvites implements Invites {
  constructor(private readonly data: MemoryData) {}

  async findByToken(token: string): Promise<Invite | undefined> {
    return this.some((invite) => invite.token === token)[0];
  }

  async list(room: RoomId): Promise<readonly Invite[]> {
    return this.some((invite) => invite.room === room);
  }

  private some(which: (invite: KeptInvite) => boolean): Invite[] {
    const found = [...this.data.invites.values()].filter(which);
    return found.map(({ id, room, by, createdAt, expiresAt, maxUses, uses }) => {
      const { members } = this.data.rooms.get(room)!;
      return { id, room, by: this.data.known(by, members)!, createdAt, expiresAt, maxUses, uses };
    });
  }
}

/** Whether the change can be made at this time. */
export function inviteHolds(data: MemoryData, room: RoomId, change: InviteChange, at: Instant): boolean {
  if (change.change === 'created') return true;
  const invite = data.invites.get(change.id);
  return invite?.room === room && (change.change === 'revoked' || isOpen(invite, at));
}

export function changeInvite({ invites }: MemoryData, change: InviteChange): void {
  if (change.change === 'created') {
    const { invite } = change;
    for (const old of invites.values())
      if (old.room === invite.room && !isOpen(old, invite.createdAt)) invites.delete(old.id);
    invites.set(invite.id, { ...invite, uses: 0 });
  } else if (change.change === 'revoked') {
    invites.delete(change.id);
  } else {
    const invite = invites.get(change.id)!;
    invites.set(change.id, { ...invite, uses: invite.uses + 1 });
  }
}
