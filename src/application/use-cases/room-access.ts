import type { RoomId } from '../../domain/room.js';
import type { Place, Rules, UseCase, View } from '../authorization.js';
import type { Memberships } from '../ports/memberships.js';
import type { Rooms } from '../ports/rooms.js';
import type { Caller } from './caller.js';
import { decide } from './decide.js';

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

  /**
   * What `read` answers of what is beyond the caller's `from`. Whoever was put out while it was read is told nothing of
   * what came after: the membership is looked at once more. Throws as `Rules.enter`.
   */
  async reading<T>(
    useCase: UseCase,
    room: RoomId,
    caller: Caller,
    read: (from: number) => Promise<T>,
  ): Promise<T> {
    let place = await this.enter(useCase, room, caller);
    const { found } = await decide(async () => {
      const from = place.membership?.from ?? 0;
      const answer = await read(from);
      const membership = await this.memberships.current(room, caller.user.id);
      place = this.judge(useCase, { room: place.room, membership }, caller);
      return (membership?.from ?? 0) === from
        ? { status: 'read' as const, found: answer }
        : { status: 'stale' as const };
    });
    return found;
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
