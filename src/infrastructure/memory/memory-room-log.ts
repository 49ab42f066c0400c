import {
  NO_MEMBER,
  type Append,
  type Appended,
  type AppendMessage,
  type AppendNotice,
  type NoticePage,
  type Notices,
  type RoomLog,
  type Slice,
  type Window,
} from '../../application/ports/room-log.js';
import { placed, type Entry, type Position } from '../../domain/entry.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import { newEpoch } from '../new-epoch.js';
import { cut } from '../timeline.js';
import { changeInvite, inviteHolds } from './memory-invites.js';
import type { MemoryData, RoomRecord } from './memory-data.js';

export class MemoryRoomLog implements RoomLog {
  constructor(private readonly data: MemoryData) {}

  async append(append: Append): Promise<Appended> {
    const record = this.data.rooms.get(append.room);
    if (!record) return { status: 'stale' };
    return 'digest' in append ? this.say(record, append) : this.note(record, append);
  }

  private say(record: RoomRecord, { entry, guard, digest }: AppendMessage): Appended {
    const key = `${entry.by.id} ${entry.message.id}`;
    const known = record.sent.get(key);
    if (known)
      return known.digest === digest ? landed('duplicate', record, known.entry) : { status: 'id_reused' };
    if (!record.members.has(entry.by.id) || !holds(record, entry.by.id, guard)) return { status: 'stale' };

    const stored = placed(entry, record.head + 1);
    record.entries.push(stored);
    this.data.said.push({ record, seq: stored.seq });
    record.sent.set(key, { entry: stored, digest });
    return landed('appended', record, stored);
  }

  private note(
    record: RoomRecord,
    { entry, guard, seats = [], settings, ban, invite }: AppendNotice,
  ): Appended {
    const fresh = seats.every(({ user, version, seat }) => {
      const begins = seat !== undefined && version === NO_MEMBER;
      const barred = record.banned.has(user) || !this.data.users.has(user);
      const kept = seat === undefined && record.needs(user);
      return versionOf(record, user) === version && !(begins && barred) && !kept;
    });
    const invited = !invite || inviteHolds(this.data, record.room.id, invite, entry.at);
    if (!holds(record, entry.by.id, guard) || !fresh || !invited) return { status: 'stale' };
    if (settings && this.data.keyTaken(settings)) return { status: 'name_taken' };

    const stored = placed(entry, record.head + 1);
    record.entries.push(stored);
    for (const change of seats) record.change(change, entry.at);
    if (settings) record.room = settings;
    if (invite) changeInvite(this.data, invite);
    if (ban) record.banned[ban.on ? 'add' : 'delete'](ban.user);
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
    return { epoch, head, oldest: 1, entries: found.map((entry) => this.data.current(record, entry)) };
  }

  async notices(
    room: RoomId,
    { before = Infinity, beyond = 0, limit }: NoticePage,
  ): Promise<Notices | undefined> {
    const record = this.data.rooms.get(room);
    if (!record) return undefined;
    const found = record.entries.filter(
      (entry) => entry.type !== 'message.sent' && entry.seq < before && entry.seq > beyond,
    );
    const newest = limit > 0 ? found.slice(-limit) : [];
    return { epoch: record.epoch, entries: newest.map((entry) => this.data.current(record, entry)) };
  }

  async renewEpoch(room: RoomId, seen: Position): Promise<void> {
    const record = this.data.rooms.get(room);
    if (record && record.epoch === seen.epoch && record.head < seen.seq) record.epoch = newEpoch();
  }
}

const versionOf = ({ members }: RoomRecord, user: UserId): number => members.get(user)?.version ?? NO_MEMBER;

const holds = (record: RoomRecord, author: UserId, { room, member }: Append['guard']): boolean =>
  record.room.version === room && versionOf(record, author) === member;

const landed = (status: 'appended' | 'duplicate', { epoch }: RoomRecord, { seq, at }: Entry): Appended => ({
  status,
  epoch,
  seq,
  at,
});
