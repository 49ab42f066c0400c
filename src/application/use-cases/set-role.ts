import type { Position } from '../../domain/entry.js';
import { promoted, type Role } from '../../domain/membership.js';
import type { Memberships } from '../ports/memberships.js';
import type { SeatChange } from '../ports/room-log.js';
import type { JudgeMember, OnMember } from './judge-member.js';

export interface SetRoleInput extends OnMember {
  readonly role: Role;
}

/**
 * Gives a member another role. Giving the owner's hands the room over: whoever had it is a moderator from then on.
 * Throws as `JudgeMember.ofMember` does.
 */
export class SetRole {
  constructor(
    private readonly judgeMember: JudgeMember,
    private readonly memberships: Memberships,
  ) {}

  execute({ role, ...input }: SetRoleInput): Promise<Position> {
    return this.judgeMember.ofMember(SetRole, input, async ({ deed, member, seat }) => {
      if (seat.role === role) return undefined;
      const seats: SeatChange[] = [{ user: seat.user, version: seat.version, seat: promoted(seat, role) }];
      const former = role === 'owner' && (await this.memberships.owner(input.room));
      if (former)
        seats.push({ user: former.user, version: former.version, seat: promoted(former, 'moderator') });
      return { entry: { ...deed, type: 'member.changed', member, change: 'role', role }, seats };
    });
  }
}
