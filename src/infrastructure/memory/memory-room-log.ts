import type { Append, Appended, RoomLog, Slice, Window } from '../../application/ports/room-log.js';
import { placed, type Entry, type Position } from '../../domain/entry.js';
import type { RoomId } from '../../domain/room.js';
import { newEpoch } from '../new-epoch.js';
import { cut } from '../timeline.js';
import type { MemoryData, RoomRecord } from './memory-data.js';

export class MemoryRoomLog implements RoomLog {
  constructor(private readonly data: MemoryData) {}

  async append({ room, entry, guard, digest }: Append): Promise<Appended> {
    const record = this.data.rooms.get(room);
    if (!record) return { status: 'stale' };

    const key = `${entry.by.id} ${entry.message.id}`;
    const known = record.sent.get(key);
    if (known)
      return known.digest === digest ? landed('duplicate', record, known.entry) : { status: 'id_reused' };

    const member = record.members.get(entry.by.id);
    if (record.room.version !== guard.room || member?.version !== guard.member) return { status: 'stale' };

    const stored = placed(entry, record.head + 1);
    record.entries.push(stored);
    record.sent.set(key, { entry: stored, digest });
    return landed('appended', record, stored);
  }

  async after(room: RoomId, seq: number, limit: number): Promise<Slice | undefined> {
    return this.window(room, { after: seq, limit });
  }

  async window(room: RoomId, window: Window): Promise<Slice | undefined> {
    const record = this.data.rooms.get(room);
    if (!record) return undefined;

    const { epoch, head, entries } = record;
    const between = (first: number, end: number) =>
      entries.slice(Math.max(first - 1, 0), Math.max(end - 1, 0));
    const found = cut(window, {
      below: (seq, limit) => between(Math.min(seq, head + 1) - limit, seq),
      from: (seq, limit) => between(seq, Math.max(seq, 1) + limit),
    });
    return { epoch, head, oldest: 1, entries: found.map((entry) => this.data.current(entry)) };
  }

  async renewEpoch(room: RoomId, seen: Position): Promise<void> {
    const record = this.data.rooms.get(room);
    if (record && record.epoch === seen.epoch && record.head < seen.seq) record.epoch = newEpoch();
  }
}

const landed = (status: 'appended' | 'duplicate', { epoch }: RoomRecord, { seq, at }: Entry): Appended => ({
  status,
  epoch,
  seq,
  at,
});
