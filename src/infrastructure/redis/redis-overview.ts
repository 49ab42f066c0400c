import type { CountedRoom, NumberedUser, Overview, UsersWanted } from '../../application/ports/overview.js';
import { searchable } from '../../domain/name.js';
import type { User, UserId } from '../../domain/user.js';
import { everywhere, roomKeys } from './keys.js';
import { roomsNamed } from './named-rooms.js';
import type { Redis } from './redis.js';
import { findUsers } from './redis-users.js';

/** So many users are looked through at once. */
const PAGE = 500;

export class RedisOverview implements Overview {
  constructor(private readonly redis: Redis) {}

  async users({ before, limit, query }: UsersWanted): Promise<readonly NumberedUser[]> {
    const found: NumberedUser[] = [];
    for (let end = before; found.length < limit;) {
      const page = await this.redis.command<string[]>(
        ...([
          'ZRANGE',
          everywhere.places,
          `(${end}`,
          '-inf',
          'BYSCORE',
          'REV',
          'LIMIT',
          0,
          PAGE,
          'WITHSCORES',
        ] as const),
      );
      if (page.length === 0) break;
      const ids: UserId[] = page.filter((_, i) => i % 2 === 0);
      const users = await findUsers(this.redis, ids);
      ids.forEach((id, i) => {
        const user = users.get(id);
        if (user && (query === undefined || matches(user, query)))
          found.push({ user, place: Number(page[2 * i + 1]) });
      });
      end = Number(page.at(-1));
    }
    return found.slice(0, limit);
  }

  async rooms(afterKey: string, limit: number): Promise<readonly CountedRoom[]> {
    const found: CountedRoom[] = [];
    for await (const rooms of roomsNamed(this.redis, afterKey, limit)) {
      const counted = rooms.map(async (room): Promise<CountedRoom> => {
        const keys = roomKeys(room.id);
        const [members, head] = await Promise.all([
          this.redis.command<number>('ZCARD', keys.members),
          this.redis.command<string | null>('HGET', keys.room, 'head'),
        ]);
        return { room, members, head: Number(head) };
      });
      found.push(...(await Promise.all(counted)));
      if (found.length >= limit) break;
    }
    return found.slice(0, limit);
  }
}

function matches({ id, nickname, username, number }: User, query: string): boolean {
  const wanted = searchable(query);
  const named = searchable(nickname).includes(wanted) || (username?.includes(wanted) ?? false);
  return named || query === id || query === String(number);
}
