import type { RoomId } from '../../domain/room.js';
import type { Caller } from './caller.js';
import type { Reported, ShownReport } from './reported.js';
import type { RoomAccess } from './room-access.js';

/** What was reported in a room. Throws as `Rules.enter` does. */
export class ListReports {
  constructor(
    private readonly access: RoomAccess,
    private readonly reported: Reported,
  ) {}

  async execute({ caller, room }: { caller: Caller; room: RoomId }): Promise<readonly ShownReport[]> {
    await this.access.enter(ListReports, room, caller);
    return this.reported.in({ room });
  }
}
