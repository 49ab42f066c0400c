import type { Position } from '../../domain/entry.js';
import type { JudgeMember, OnMember } from './judge-member.js';
import type { SeeOff } from './see-off.js';

/** Ends the membership of another, who may come back where everybody may. Throws as `JudgeMember.ofMember` does. */
export class RemoveMember {
  constructor(
    private readonly judgeMember: JudgeMember,
    private readonly seeOff: SeeOff,
  ) {}

  async execute(input: OnMember): Promise<Position> {
    const removed = await this.judgeMember.ofMember(RemoveMember, input, ({ deed, member, seat }) => ({
      entry: { ...deed, type: 'member.changed', member, change: 'removed' },
      seats: [{ user: seat.user, version: seat.version, seat: undefined }],
    }));
    await this.seeOff.execute(input.user, input.room, 'removed');
    return removed;
  }
}
