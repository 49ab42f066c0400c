import { ChatError } from '../../domain/chat-error.js';
import type { Position } from '../../domain/entry.js';
import { knownAs, type Membership } from '../../domain/membership.js';
import type { Author } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import { outranks, standing } from '../../domain/standing.js';
import type { UserId } from '../../domain/user.js';
import type { UseCase } from '../authorization.js';
import type { Memberships } from '../ports/memberships.js';
import type { Users } from '../ports/users.js';
import type { Caller } from './caller.js';
import type { Decision, Desk, WriteNotice } from './write-notice.js';

export interface OnMember {
  readonly caller: Caller;
  readonly room: RoomId;
  /** Whom it is about. */
  readonly user: UserId;
}

/** A decision about someone, and about whom. */
export interface Case extends Desk {
  readonly member: Author;
  readonly seat: Membership | undefined;
}

/** A decision about somebody else, who must stand below whoever decides. */
export class JudgeMember {
  constructor(
    private readonly writeNotice: WriteNotice,
    private readonly users: Users,
    private readonly memberships: Memberships,
  ) {}

  /**
   * Answers as `WriteNotice`, and throws as it does, `user.not_found`, and `room.not_allowed` for an
   * equal, a superior and oneself.
   */
  execute(
    useCase: UseCase,
    { caller, room, user }: OnMember,
    decision: (judged: Case) => Decision | Promise<Decision>,
  ): Promise<Position> {
    return this.writeNotice.execute(useCase, { caller, room }, async (desk) => {
      const [known, seat] = await Promise.all([this.users.find(user), this.memberships.find(room, user)]);
      if (!known) throw new ChatError('user.not_found');
      if (user === caller.user.id || !outranks(desk.standing, standing(desk.room, seat, known.admin)))
        throw new ChatError('room.not_allowed');
      return decision({ ...desk, member: knownAs(known, seat), seat });
    });
  }

  /** The same about a member of the room. Throws also `member.not_found`. */
  ofMember(
    useCase: UseCase,
    input: OnMember,
    decision: (judged: Case & { readonly seat: Membership }) => Decision | Promise<Decision>,
  ): Promise<Position> {
    return this.execute(useCase, input, ({ seat, ...judged }) => {
      if (!seat) throw new ChatError('member.not_found');
      return decision({ ...judged, seat });
    });
  }
}
