import { knownAs } from '../../domain/membership.js';
import type { Room } from '../../domain/room.js';
import type { Clock } from '../ports/clock.js';
import { newcomer, NO_MEMBER, type Appended, type RoomLog } from '../ports/room-log.js';
import type { Caller } from './caller.js';
import { decide } from './decide.js';
import type { EnterRoom } from './enter-room.js';
import type { Invitation, Invited } from './invitation.js';

/**
 * Makes the caller a member of the room to which the invite leads, who listens from now on; the use is counted with the
 * membership, both or neither. Safe to repeat: a member uses nothing. Throws as `Invitation.find` does, or `unavailable`.
 */
export class UseInvite {
  constructor(
    private readonly invitation: Invitation,
    private readonly log: RoomLog,
    private readonly enterRoom: EnterRoom,
    private readonly clock: Clock,
  ) {}

  async execute({ caller, token }: { caller: Caller; token: string }): Promise<Room> {
    let invited = await this.invitation.find(token, caller);
    const outcome = await decide(async () => {
      if (invited.membership) return { status: 'member' as const };
      const appended = await this.follow(invited, caller);
      if (appended.status === 'stale') invited = await this.invitation.look(token, caller);
      return appended;
    });
    if (outcome.status === 'appended')
      await this.enterRoom.welcome(caller.user.id, invited.room.id, 'joined');
    return invited.room;
  }

  private follow({ invite, room }: Invited, { user }: Caller): Promise<Appended> {
    const member = knownAs(user, undefined);
    return this.log.append({
      room: room.id,
      guard: { room: room.version, member: NO_MEMBER },
      entry: { type: 'member.changed', at: this.clock.now(), by: member, member, change: 'joined' },
      seats: [newcomer(user.id, room)],
      invite: { change: 'used', id: invite.id },
    });
  }
}
