import type { Created, Creation, Rooms } from '../../application/ports/rooms.js';
import type { Room, RoomId } from '../../domain/room.js';
import { RoomRecord, type MemoryData } from './memory-data.js';

export class MemoryRooms implements Rooms {
  constructor(private readonly data: MemoryData) {}

  async find(id: RoomId): Promise<Room | undefined> {
    return this.data.rooms.get(id)?.room;
  }

  async create(room: Room, { by, id, digest }: Creation): Promise<Created> {
    const { rooms, creations } = this.data;
    const repeated = creations.get(`${by} ${id}`);
    if (repeated) {
      return repeated.digest === digest
        ? { status: 'duplicate', room: repeated.room }
        : { status: 'id_reused' };
    }
    const record = new RoomRecord(room);
    if ([...rooms.values()].some(({ key }) => key === record.key)) return { status: 'name_taken' };

    rooms.set(room.id, record);
    record.join(by);
    creations.set(`${by} ${id}`, { room, digest });
    return { status: 'created', room };
  }

  async ensure(room: Room): Promise<void> {
    if (!this.data.rooms.has(room.id)) this.data.rooms.set(room.id, new RoomRecord(room));
  }
}
