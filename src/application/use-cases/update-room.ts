import type { Position } from '../../domain/entry.js';
import type { RoomId, SettingsWanted } from '../../domain/room.js';
import type { Caller } from './caller.js';
import type { WriteNotice } from './write-notice.js';

export interface UpdateRoomInput extends SettingsWanted {
  readonly caller: Caller;
  readonly room: RoomId;
}

/** Gives a room other settings, and tells it which are new. Throws as `WriteNotice` and `Room.change` do. */
export class UpdateRoom {
  constructor(private readonly writeNotice: WriteNotice) {}

  execute({ caller, room: id, ...wanted }: UpdateRoomInput): Promise<Position> {
    return this.writeNotice.execute(UpdateRoom, { caller, room: id }, ({ room, standing, deed }) => {
      const { room: settings, change } = room.change(wanted, standing);
      if (Object.keys(change).length === 0) return undefined;
      return { entry: { ...deed, type: 'room.changed', change }, settings };
    });
  }
}
