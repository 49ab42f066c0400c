import {
  NO_MEMBER,
  type Append,
  type AppendChange,
  type Appended,
  type AppendMessage,
  type AppendNotice,
  type NoticePage,
  type Notices,
  type Page,
  type Pins,
  type RoomLog,
  type Sent,
  type Slice,
  type Window,
} from '../../application/ports/room-log.js';
import { placed, type Entry, type MessageChanged, type Position } from '../../domain/entry.js';
import type { Instant, Message, Version } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import { altered } from '../alter.js';
import { newEpoch } from '../new-epoch.js';
import { cut } from '../timeline.js';
import { changeInvite, inviteHolds } from './memory-invites.js';
import type { MemoryData, RoomRecord } from './memory-data.js';

export class MemoryRoomLog implements RoomLog {
  constructor(private readonly data: MemoryData) {}

  async append(append: Append): Promise<Appended> {
    const record = this.data.rooms.get(append.room);
    if (!record) return { status: 'stale' };
    if ('digest' in append) return this.say(record, append);
    return 'rev' in append ? this.alter(record, append) : this.note(record, append);
  }

  private say(record: RoomRecord, { entry, guard, digest }: AppendMessage): Appended {
    const key = `${entry.by.id} ${entry.message.id}`;
    const known = record.sent.get(key);
    if (known) {
      const differs = known.digest !== undefined && known.digest !== digest;
      return differs ? { status: 'id_reused' } : landed('duplicate', record, known);
    }
    const files = (entry.message.attachments ?? []).map(({ id }) => this.data.files.get(id));
    const free = files.every(
      (file) => file?.by === entry.by.id && file.room === record.room.id && file.seq === undefined,
    );
    if (!record.members.has(entry.by.id) || !holds(record, entry.by.id, guard) || !free) {
      return { status: 'stale' };
    }

    const stored = placed(entry, record.head + 1);
    const { seq, at } = stored;
    const { replyTo } = entry.message;
    for (const file of files) this.data.files.set(file!.id, { ...file!, seq });
    record.entries.push(stored);
    this.data.said.push({ record, seq });
    record.sent.set(key, { seq, at, digest });
    if (replyTo === undefined) return landed('appended', record, stored);
    record.quotes.set(seq, replyTo);
    return { ...landed('appended', record, stored), message: this.data.messageAt(record, seq) };
  }

  private alter(record: RoomRecord, { entry, guard, rev }: AppendChange): Appended {
    const sent = record.entries[entry.target - 1];
    if (!holds(record, entry.by.id, guard) || sent?.type !== 'message.sent') return { status: 'stale' };
    const { message } = sent;
    const outdated = rev !== undefined && rev !== message.rev;
    if (message.recalledAt !== undefined || outdated) return { status: 'stale' };
    const after = altered(record.pins.length, message, entry);
    if (after === 'full') return { status: 'full' };
    if (after === 'unchanged') return { status: 'unchanged', epoch: record.epoch, seq: record.head };

    const stored = placed(entry, record.head + 1);
    record.entries[message.seq - 1] = { ...sent, message: { ...after, rev: stored.seq } };
    record.entries.push(stored);
    keep(record, message, entry.change.type);
    if (entry.change.type === 'recalled') {
      for (const { id } of message.attachments ?? []) this.data.files.delete(id);
    }
    return { ...landed('appended', record, stored), message: this.data.shownToAll(record, message.seq) };
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

  async after(room: RoomId, seq: number, limit: number, reader?: UserId): Promise<Slice | undefined> {
    const record = this.data.rooms.get(room);
    if (!record) return undefined;
    const { epoch, head, entries } = record;
    const found = entries.slice(seq, seq + limit);
    return {
      epoch,
      head,
      oldest: 1,
      entries: found.map((entry) => this.data.current(record, entry, reader)),
    };
  }

  async window(room: RoomId, window: Window): Promise<Page | undefined> {
    const record = this.data.rooms.get(room);
    if (!record) return undefined;

    const { epoch, head } = record;
    const found = cut<Entry>(window, {
      below: (seq, limit) => walk(record, Math.min(seq - 1, head), -1, limit).toReversed(),
      from: (seq, limit) => walk(record, Math.max(seq, 1), 1, limit),
    });
    const [newest] = walk(record, head, -1, 1);
    const entries = found.map((entry) => this.data.current(record, entry, window.reader));
    return { epoch, head, oldest: 1, newest: newest?.seq ?? 0, entries };
  }

  async versions(room: RoomId, seq: number, limit: number): Promise<readonly Version[]> {
    return last(this.data.rooms.get(room)?.versions.get(seq) ?? [], limit);
  }

  async pins(
    room: RoomId,
    { beyond = 0, reader }: Pick<Window, 'beyond' | 'reader'>,
  ): Promise<Pins | undefined> {
    const record = this.data.rooms.get(room);
    if (!record) return undefined;
    const seqs = record.pins.filter((seq) => seq > beyond).toReversed();
    return { epoch: record.epoch, messages: seqs.map((seq) => this.data.messageAt(record, seq, reader)!) };
  }

  async sentBy(room: RoomId, user: UserId, since: Instant, limit: number): Promise<Sent | undefined> {
    const record = this.data.rooms.get(room);
    if (!record) return undefined;
    const found = record.entries.filter(
      (entry) =>
        entry.type === 'message.sent' &&
        entry.by === user &&
        entry.at >= since &&
        entry.message.recalledAt === undefined,
    );
    return { epoch: record.epoch, seqs: last(found, limit).map(({ seq }) => seq) };
  }

  async notices(
    room: RoomId,
    { before = Infinity, beyond = 0, limit }: NoticePage,
  ): Promise<Notices | undefined> {
    const record = this.data.rooms.get(room);
    if (!record) return undefined;
    const found = record.entries.filter(
      ({ type, seq }) => !type.startsWith('message.') && seq < before && seq > beyond,
    );
    const newest = last(found, limit);
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

/** Entries of the timeline, from a seq on in one direction. */
function walk({ entries }: RoomRecord, from: number, step: 1 | -1, limit: number): Entry[] {
  const found: Entry[] = [];
  for (let at = from - 1; found.length < limit && at >= 0 && at < entries.length; at += step) {
    const entry = entries[at]!;
    if (entry.type !== 'message.changed') found.push(entry);
  }
  return found;
}

const last = <T>(all: readonly T[], limit: number): T[] => (limit > 0 ? all.slice(-limit) : []);

/** What a change brings about besides what the message says. */
function keep(record: RoomRecord, before: Message, change: MessageChanged['change']['type']): void {
  const { seq, id, author, text, sentAt, editedAt } = before;
  if (change === 'edited') {
    const known = record.versions.get(seq) ?? [];
    record.versions.set(seq, [...known, { text, at: editedAt ?? sentAt }]);
  }
  if (change !== 'edited' && change !== 'reacted') {
    record.pins = record.pins.filter((pin) => pin !== seq);
    if (change === 'pinned') record.pins = [...record.pins, seq];
  }
  if (change === 'recalled') {
    record.versions.delete(seq);
    record.quotes.delete(seq);
    record.sent.set(`${author.id} ${id}`, { seq, at: sentAt });
  }
}

const landed = <S extends 'appended' | 'duplicate'>(
  status: S,
  { epoch }: RoomRecord,
  { seq, at }: Pick<Entry, 'seq' | 'at'>,
) => ({ status, epoch, seq, at });
