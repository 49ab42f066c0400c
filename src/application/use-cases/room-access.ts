import type { RoomId } from '../../domain/room.js';
import type { Place, Rules, UseCase, View } from '../authorization.js';
import type { Memberships } from '../ports/memberships.js';
import type { Rooms } from '../ports/rooms.js';
import type { Caller } from './caller.js';

/** Loads a room and the one membership concerned, and asks the rules. */
export class RoomAccess {
  constructor(
    private readonly rooms: Rooms,
    private readonly memberships: Memberships,
    private readonly rules: Rules,
  ) {}

  /** The place where the caller may use the use case. Throws as `Rules.enter`. */
  async enter(useCase: UseCase, room: RoomId, caller: Caller): Promise<Place> {
    return this.judge(useCase, await this.look(room, caller), caller);
  }

  /** What there is, whether the caller may know of it or not: it takes equally long either way. */
  async look(id: RoomId, caller: Caller): Promise<View> {
    const [room, membership] = await Promise.all([
      this.rooms.find(id),
      this.memberships.find(id, caller.user.id),
    ]);
    return { room, membership };
  }

  /** Throws as `Rules.enter`. */
  judge(useCase: UseCase, view: View, caller: Caller): Place {
    return this.rules.enter(useCase, view, caller);
  }
}
