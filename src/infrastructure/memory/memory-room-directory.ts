import type { RoomDirectory, RoomSummary } from '../../application/ports/room-directory.js';
import type { UserId } from '../../domain/user.js';
import type { MemoryData, RoomRecord } from './memory-data.js';

export class MemoryRoomDirectory implements RoomDirectory {
  constructor(private readonly data: MemoryData) {}

  async mine(user: UserId): Promise<readonly RoomSummary[]> {
    return this.byKey(({ members }) => members.has(user)).map((record) => this.summary(record, user));
  }

  async others(user: UserId, afterKey: string, limit: number): Promise<readonly RoomSummary[]> {
    return this.byKey(({ members, key }) => !members.has(user) && key > afterKey)
      .slice(0, limit)
      .map((record) => this.summary(record, user));
  }

  private byKey(which: (record: RoomRecord) => boolean): RoomRecord[] {
    return [...this.data.rooms.values()].filter(which).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  }

  private summary(record: RoomRecord, user: UserId): RoomSummary {
    const { room, epoch, head, members } = record;
    const last = record.entries.at(-1);
    const membership = members.get(user);
    return {
      room,
      memberCount: members.size,
      epoch,
      head,
      last: last && this.data.current(last).message,
      reading: membership && { marker: membership.marker, unread: record.unread(user, membership.marker) },
    };
  }
}
