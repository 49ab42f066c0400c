import { ChatError } from '../../domain/chat-error.js';
import type { Position } from '../../domain/entry.js';
import { knownAs } from '../../domain/membership.js';
import type { Memberships } from '../ports/memberships.js';
import { newcomer } from '../ports/room-log.js';
import type { Approach } from './approach.js';
import type { EnterRoom } from './enter-room.js';
import type { OnMember } from './judge-member.js';
import type { Throttle } from './throttle.js';
import type { WriteNotice } from './write-notice.js';

/**
 * Brings somebody into a private room, who listens from now on. Safe to repeat: a member stays as is. Throws as
 * `WriteNotice` and `Approach.user` do, `member.banned` or `rate_limited`.
 */
export class AddMember {
  constructor(
    private readonly writeNotice: WriteNotice,
    private readonly memberships: Memberships,
    private readonly approach: Approach,
    private readonly enterRoom: EnterRoom,
    private readonly throttle: Throttle,
  ) {}

  async execute({ caller, room, user }: OnMember): Promise<Position> {
    await this.throttle.pass('invites', caller.user.id);
    let added = false;
    const position = await this.writeNotice.execute(AddMember, { caller, room }, async (desk) => {
      added = !(await this.memberships.find(room, user));
      if (!added) return undefined;
      const member = knownAs(await this.approach.user(user, caller), undefined);
      if (await this.memberships.banned(room, user)) throw new ChatError('member.banned');
      return {
        entry: { ...desk.deed, type: 'member.changed', member, change: 'added' },
        seats: [newcomer(user, desk.room)],
      };
    });
    if (added) await this.enterRoom.welcome(user, room, 'added');
    return position;
  }
}
