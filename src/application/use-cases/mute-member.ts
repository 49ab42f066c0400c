import type { Position } from '../../domain/entry.js';
import type { JudgeMember, OnMember } from './judge-member.js';

export interface MuteMemberInput extends OnMember {
  /** 0 lets the member speak again. */
  readonly seconds: number;
}

/** Lets a member not speak for a while. Throws as `JudgeMember.ofMember` does. */
export class MuteMember {
  constructor(private readonly judgeMember: JudgeMember) {}

  execute({ seconds, ...input }: MuteMemberInput): Promise<Position> {
    return this.judgeMember.ofMember(MuteMember, input, ({ deed, member, seat }) => {
      const { user, version, role, mutedUntil } = seat;
      const about = { ...deed, type: 'member.changed', member } as const;
      if (seconds > 0) {
        const until = deed.at + seconds * 1000;
        return {
          entry: { ...about, change: 'muted', until },
          seats: [{ user, version, seat: { role, mutedUntil: until } }],
        };
      }
      if (mutedUntil <= deed.at) return undefined;
      return {
        entry: { ...about, change: 'unmuted' },
        seats: [{ user, version, seat: { role, mutedUntil: 0 } }],
      };
    });
  }
}
