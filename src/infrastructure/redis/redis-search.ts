import type { Memberships } from '../../application/ports/memberships.js';
import type { RoomLog } from '../../application/ports/room-log.js';
import type { Rooms } from '../../application/ports/rooms.js';
import type { Hit, Hits, Search, SearchWanted } from '../../application/ports/search.js';
import type { Users } from '../../application/ports/users.js';
import type { Membership } from '../../domain/membership.js';
import { fold, hasAll, holds, isFrom, isNamed, type Query } from '../../domain/query.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';

/** So long it looks, in milliseconds. */
const PATIENCE = 250;

/** So many messages of a room are read at a time. */
const PAGE = 100;

/** Reads what was said, from the newest on, until enough of it fits, or for as long as there is patience. */
export class RedisSearch implements Search {
  constructor(
    private readonly log: RoomLog,
    private readonly rooms: Rooms,
    private readonly memberships: Memberships,
    private readonly users: Users,
  ) {}

  async find({ user, query, room, cursor, limit }: SearchWanted): Promise<Hits> {
    const end = performance.now() + PATIENCE;
    const seen = await this.seen(user, room, query.in);
    const last = cursor === undefined ? undefined : await this.placeOf(cursor, seen);
    if (cursor !== undefined && !last) return { hits: [], partial: false };

    const found: Hit[] = [];
    let reached: Hit | undefined;
    let partial = false;
    for await (const hit of merged(seen.map((membership) => this.said(membership, last)))) {
      partial = performance.now() > end;
      if (found.length > limit || partial) break;
      reached = hit;
      if (await this.fits(hit, query, user)) found.push(hit);
    }
    const hits = found.slice(0, limit);
    const more = found.length > limit;
    const next = more ? hits.at(-1) : partial ? reached : undefined;
    return { hits, ...(next && { cursor: cursorOf(next) }), partial: partial && !more };
  }

  /** Where the user may look, and wants to. */
  private async seen(
    user: UserId,
    only: RoomId | undefined,
    names: readonly string[],
  ): Promise<Membership[]> {
    const ids = only === undefined ? await this.memberships.roomsOf(user) : [only];
    const seen = await Promise.all(
      ids.map(async (id) => {
        const [membership, room] = await Promise.all([this.memberships.find(id, user), this.rooms.find(id)]);
        return membership && room && isNamed([room.name], names) ? [membership] : [];
      }),
    );
    return seen.flat();
  }

  /** The hit that a cursor was made of. */
  private async placeOf(cursor: string, seen: readonly Membership[]): Promise<Hit | undefined> {
    const [, id, seq] = /^([^:]+):(\d{1,15})$/.exec(cursor) ?? [];
    const membership = seen.find(({ room }) => room === id);
    if (!membership) return undefined;
    const { value } = await this.read(membership, Number(seq) + 1).next();
    return value && value.message.seq === Number(seq) ? value : undefined;
  }

  /** What follows the last hit in a room, the newest first. */
  private async *said(membership: Membership, last: Hit | undefined): AsyncGenerator<Hit, undefined> {
    const before = last?.room === membership.room ? last.message.seq : undefined;
    for await (const hit of this.read(membership, before)) if (!last || follows(last, hit)) yield hit;
  }

  private async *read({ room, from, user }: Membership, before?: number): AsyncGenerator<Hit, undefined> {
    for (let at = before; ;) {
      const slice = await this.log.window(room, { before: at, beyond: from, limit: PAGE, reader: user });
      for (const entry of slice?.entries.toReversed() ?? []) {
        if (entry.type === 'message.sent' && entry.message.recalledAt === undefined)
          yield { room, epoch: slice!.epoch, message: entry.message };
      }
      at = slice?.entries[0]?.seq;
      if (at === undefined) return undefined;
    }
  }

  private async fits({ message }: Hit, query: Query, user: UserId): Promise<boolean> {
    const { author, text, sentAt } = message;
    return (
      sentAt >= (query.after ?? 0) &&
      sentAt < (query.before ?? Infinity) &&
      hasAll(message, query.has) &&
      holds(fold(text), query.terms) &&
      (query.from.length === 0 || isFrom(await this.names(author), author.id === user, query.from))
    );
  }

  private async names({ id, nickname }: Hit['message']['author']): Promise<string[]> {
    const user = await this.users.find(id);
    return [nickname, user?.nickname ?? '', user?.username ?? ''];
  }
}

const cursorOf = ({ room, message }: Hit): string => `${room}:${message.seq}`;

/** Whether a hit comes after another: it is older, or of a room that comes later. */
const follows = (one: Hit, next: Hit): boolean =>
  one.room === next.room
    ? next.message.seq < one.message.seq
    : next.message.sentAt < one.message.sentAt ||
      (next.message.sentAt === one.message.sentAt && next.room > one.room);

/** All of them, those that others follow first. */
async function* merged(rooms: readonly AsyncGenerator<Hit, undefined>[]): AsyncGenerator<Hit> {
  const heads = await Promise.all(rooms.map(async (said) => ({ said, hit: (await said.next()).value })));
  for (;;) {
    let first: (typeof heads)[number] | undefined;
    for (const head of heads) {
      if (head.hit && (!first?.hit || follows(head.hit, first.hit))) first = head;
    }
    if (!first?.hit) return;
    yield first.hit;
    first.hit = (await first.said.next()).value;
  }
}
