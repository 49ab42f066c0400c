import type { RoomDirectory, RoomSummary } from '../../application/ports/room-directory.js';
import type { Author } from '../../domain/message.js';
import type { UserId } from '../../domain/user.js';
import type { MemoryData, RoomRecord } from './memory-data.js';

export class MemoryRoomDirectory implements RoomDirectory {
  constructor(private readonly data: MemoryData) {}

  async mine(user: UserId): Promise<readonly RoomSummary[]> {
    return this.byKey(({ members }) => members.has(user)).map((record) => this.summary(record, user));
  }

  async others(user: UserId, afterKey: string, limit: number): Promise<readonly RoomSummary[]> {
    return this.byKey(({ members, room }) => room.listed && !members.has(user) && room.key > afterKey)
      .slice(0, limit)
      .map((record) => this.summary(record, user));
  }

  private byKey(which: (record: RoomRecord) => boolean): RoomRecord[] {
    return [...this.data.rooms.values()].filter(which).toSorted((a, b) => (a.room.key < b.room.key ? -1 : 1));
  }

  private summary(record: RoomRecord, user: UserId): RoomSummary {
    const { room, epoch, head, members } = record;
    const membership = members.get(user);
    const last = record.entries.findLast(
      ({ type, seq }) => type === 'message.sent' && seq > (membership?.from ?? 0),
    );
    const current = last && this.data.current(record, last);
    return {
      room,
      memberCount: members.size,
      epoch,
      head,
      last: current?.type === 'message.sent' ? current.message : undefined,
      people: room.kind === 'direct' ? this.partners(record, user) : undefined,
      reading: membership && {
        role: membership.role,
        mutedUntil: membership.mutedUntil,
        joinedAt: membership.joinedAt,
        marker: membership.marker,
        notify: membership.notify,
        ...record.unread(user, membership.marker),
      },
    };
  }

  private partners({ members }: RoomRecord, user: UserId): Author[] {
    const others = [...members.keys()].filter((id) => id !== user);
    return others.flatMap((id) => this.data.known(id, members) ?? []);
  }
}
