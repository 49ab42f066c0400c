import { knownAs, type Membership } from '../../domain/membership.js';
import type { Author } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import { roomKeys } from './keys.js';
import type { Redis } from './redis.js';
import { findUsers } from './redis-users.js';

/** Users as the room knows them today, as far as they are there. */
export async function authors(
  redis: Redis,
  room: RoomId,
  ids: Iterable<UserId>,
): Promise<Map<UserId, Author>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const [users, nicknames] = await Promise.all([
    findUsers(redis, wanted),
    redis.command<(string | null)[]>('HMGET', roomKeys(room).nicknames, ...wanted),
  ]);
  return new Map(
    wanted.flatMap((id, i) => {
      const user = users.get(id);
      return user ? [[id, knownAs(user, { nickname: nicknames[i] ?? '' } as Membership)]] : [];
    }),
  );
}
