import type { Hit, Hits, Search, SearchWanted } from '../../application/ports/search.js';
import { fold, hasAll, holds, isFrom, isNamed, type Query } from '../../domain/query.js';
import type { Message } from '../../domain/message.js';
import type { UserId } from '../../domain/user.js';
import type { MemoryData, RoomRecord } from './memory-data.js';

export class MemorySearch implements Search {
  constructor(private readonly data: MemoryData) {}

  async find({ user, query, room, cursor, limit }: SearchWanted): Promise<Hits> {
    const seen = this.data.said.filter(({ record, seq }) => {
      const membership = record.members.get(user);
      return membership && seq > membership.from && (room === undefined || record.room.id === room);
    });
    const start =
      cursor === undefined
        ? seen.length
        : seen.findIndex(({ record, seq }) => cursor === cursorOf(record.room.id, seq));
    const found: Hit[] = [];
    for (let at = start - 1; at >= 0 && found.length <= limit; at -= 1) {
      const { record, seq } = seen[at]!;
      const message = this.data.messageAt(record, seq, user);
      if (!message || !this.fits(record, message, query, user)) continue;
      found.push({ room: record.room.id, epoch: record.epoch, message });
    }
    const hits = found.slice(0, limit);
    const last = found.length > limit ? hits.at(-1) : undefined;
    return { hits, ...(last && { cursor: cursorOf(last.room, last.message.seq) }), partial: false };
  }

  private fits(record: RoomRecord, message: Message, query: Query, user: UserId): boolean {
    const { author, text, sentAt, recalledAt } = message;
    const { nickname = '', username = '' } = this.data.users.get(author.id) ?? {};
    return (
      recalledAt === undefined &&
      sentAt >= (query.after ?? 0) &&
      sentAt < (query.before ?? Infinity) &&
      isNamed([record.room.name], query.in) &&
      isFrom([author.nickname, nickname, username], author.id === user, query.from) &&
      hasAll(message, query.has) &&
      holds(fold(text), query.terms)
    );
  }
}

const cursorOf = (room: string, seq: number): string => `${room}:${seq}`;
