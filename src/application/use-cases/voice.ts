import type { RoomId } from '../../domain/room.js';
import type { Place, UseCase } from '../authorization.js';
import type { Clock } from '../ports/clock.js';
import type { Approach } from './approach.js';
import type { Caller } from './caller.js';
import type { RoomAccess } from './room-access.js';

/** Makes sure that whoever draws attention in a room might as well write there now. */
export class Voice {
  constructor(
    private readonly access: RoomAccess,
    private readonly approach: Approach,
    private readonly clock: Clock,
  ) {}

  /** Throws as `Rules.enter`, `Approach.heard` and `Room.letSpeak` do. */
  async in(useCase: UseCase, id: RoomId, caller: Caller): Promise<Place> {
    const place = await this.access.enter(useCase, id, caller);
    const { room, membership, standing } = place;
    if (room.kind === 'direct') await this.approach.heard(room, caller);
    room.letSpeak(membership, standing, this.clock.now());
    return place;
  }
}
