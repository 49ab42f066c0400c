import { ChatError } from '../domain/chat-error.js';
import type { Membership } from '../domain/membership.js';
import type { Room, RoomKind } from '../domain/room.js';
import { standing, type Standing } from '../domain/standing.js';
import { OPERATOR, type Caller } from './use-cases/caller.js';

/** The class of a use case. */
export type UseCase = abstract new (...args: never[]) => unknown;

/** Who may, in a room of each kind. A kind that is not named is closed to all. */
export type Standings = Partial<Record<RoomKind, readonly Standing[]>>;

export type Rule =
  /** Whoever has a session. */
  | { readonly for: 'everybody' | 'accounts' | 'administrators' }
  | { readonly for: 'standings'; readonly standings: Standings; readonly evenArchived: boolean };

/** A room, and how the caller stands in it. */
export interface Place {
  readonly room: Room;
  readonly membership: Membership | undefined;
  readonly standing: Standing;
}

/** What was found when the caller named a room. */
export interface View {
  readonly room: Room | undefined;
  readonly membership: Membership | undefined;
}

/** The one table of who may do what, by use case. What has no rule is denied. */
export class Rules {
  private readonly rules: ReadonlyMap<UseCase, Rule>;

  constructor(rules: Iterable<readonly [UseCase, Rule]>) {
    this.rules = new Map(rules);
  }

  /** Throws a plain error for a use case without a rule: a mistake of ours, which is to end the start. */
  of(useCase: UseCase): Rule {
    const rule = this.rules.get(useCase);
    if (!rule) throw new Error(`There is no rule for who may ${useCase.name}`);
    return rule;
  }

  /** Whether the caller may at all, whatever room it is about. Throws `account.needed` or `administrator.needed`. */
  admit(useCase: UseCase, caller: Caller): void {
    const { user } = caller;
    const whom = this.of(useCase).for;
    if (caller === OPERATOR && whom !== 'administrators') throw new ChatError('unauthenticated');
    if (whom === 'accounts' && user.kind !== 'account') throw new ChatError('account.needed');
    if (whom === 'administrators' && !user.admin) throw new ChatError('administrator.needed');
  }

  /**
   * The room and the caller's standing, where the rule allows. Throws `room.not_found` for a room that the caller may
   * not know of, whatever is asked of it; then `room.not_member` or `room.not_allowed`, and `room.archived`.
   */
  enter(useCase: UseCase, { room, membership }: View, { user }: Caller): Place {
    const rule = this.of(useCase);
    if (rule.for !== 'standings') throw new Error(`${useCase.name} is not about a room`);
    if (!room || (!room.listed && !membership)) throw new ChatError('room.not_found');

    const stands = standing(room, membership, user.admin);
    if (!rule.standings[room.kind]?.includes(stands)) {
      throw new ChatError(stands === 'stranger' ? 'room.not_member' : 'room.not_allowed');
    }
    if (room.settings.archived && !rule.evenArchived) throw new ChatError('room.archived');
    return { room, membership, standing: stands };
  }
}
