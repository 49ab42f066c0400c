import type { Position } from '../../domain/entry.js';
import type { Memberships } from '../ports/memberships.js';
import { NO_MEMBER } from '../ports/room-log.js';
import type { JudgeMember, OnMember } from './judge-member.js';
import type { SeeOff } from './see-off.js';

export interface SetBanInput extends OnMember {
  readonly on: boolean;
}

/**
 * Keeps someone out of a room, member or not, or lets somebody in again who was kept out. Throws as
 * `JudgeMember.execute` does.
 */
export class SetBan {
  constructor(
    private readonly judgeMember: JudgeMember,
    private readonly memberships: Memberships,
    private readonly seeOff: SeeOff,
  ) {}

  async execute({ on, ...input }: SetBanInput): Promise<Position> {
    const { room, user } = input;
    const position = await this.judgeMember.execute(SetBan, input, async ({ deed, member, seat }) => {
      if ((await this.memberships.banned(room, user)) === on) return undefined;
      return {
        entry: { ...deed, type: 'member.changed', member, change: on ? 'banned' : 'unbanned' },
        seats: [{ user, version: seat?.version ?? NO_MEMBER, seat: undefined }],
        ban: { user, on },
      };
    });
    if (on) await this.seeOff.execute(user, room, 'banned');
    return position;
  }
}
