import type { Created, Creation, Rooms } from '../../application/ports/rooms.js';
import type { Room, RoomId } from '../../domain/room.js';
import { RoomRecord, type MemoryData } from './memory-data.js';

export class MemoryRooms implements Rooms {
  constructor(private readonly data: MemoryData) {}

  async find(id: RoomId): Promise<Room | undefined> {
    return this.data.rooms.get(id)?.room;
  }

  async findByKey(key: string): Promise<Room | undefined> {
    return [...this.data.rooms.values()].find(({ room }) => room.key === key)?.room;
  }

  async create(room: Room, { by, id, digest, at, members }: Creation): Promise<Created> {
    const { rooms, creations } = this.data;
    const repeated = creations.get(`${by} ${id}`);
    if (repeated) {
      return repeated.digest === digest
        ? { status: 'duplicate', room: repeated.record.room }
        : { status: 'id_reused' };
    }
    const taken = this.data.keyTaken(room);
    if (taken) return { status: 'key_taken', room: taken.room };

    const record = new RoomRecord(room);
    rooms.set(room.id, record);
    for (const { user, role } of members) record.join(user, at, { role });
    creations.set(`${by} ${id}`, { record, digest });
    return { status: 'created', room };
  }

  async ensure(room: Room): Promise<void> {
    if (!this.data.rooms.has(room.id)) this.data.rooms.set(room.id, new RoomRecord(room));
  }
}
