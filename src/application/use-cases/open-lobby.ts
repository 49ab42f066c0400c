import { LOBBY, Room } from '../../domain/room.js';
import type { Rooms } from '../ports/rooms.js';

/** Makes sure of the room that every newcomer joins. */
export class OpenLobby {
  /** Whether it is there. */
  opened = false;

  constructor(private readonly rooms: Rooms) {}

  async execute(): Promise<void> {
    await this.rooms.ensure(Room.open(LOBBY, 'Lobby'));
    this.opened = true;
  }
}
