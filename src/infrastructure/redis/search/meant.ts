import { isFrom } from '../../../domain/query.js';
import type { RoomId } from '../../../domain/room.js';
import type { User, UserId } from '../../../domain/user.js';
import { roomKeys } from '../keys.js';
import type { Redis } from '../redis.js';
import { findUser } from '../redis-users.js';

/** The most authors of a room whose names are looked at before its messages are. */
const AUTHORS = 1000;

/** Who is meant by the names in one query. */
export class Meant {
  private readonly users = new Map<UserId, Promise<User | undefined>>();

  constructor(
    private readonly redis: Redis,
    private readonly oneself: UserId,
    private readonly names: readonly string[],
  ) {}

  /** The numbers by which the room knows them; undefined for all, or where these are too many to tell. */
  async numbersIn(room: RoomId): Promise<readonly number[] | undefined> {
    const { authors } = roomKeys(room);
    if (this.names.length === 0 || (await this.redis.command<number>('HLEN', authors)) > AUTHORS)
      return undefined;
    const known = await this.redis.command<string[]>('HGETALL', authors);
    const ids = known.filter((_, i) => i % 2 === 0);
    const meant = await this.among(room, ids);
    return known.flatMap((number, i) => (i % 2 === 1 && meant.has(known[i - 1]!) ? [Number(number)] : []));
  }

  /** Those among the users who are meant. */
  async among(room: RoomId, ids: readonly UserId[]): Promise<ReadonlySet<UserId>> {
    if (this.names.length === 0 || ids.length === 0) return new Set(ids);
    const [own, users] = await Promise.all([
      this.redis.command<(string | null)[]>('HMGET', roomKeys(room).nicknames, ...ids),
      Promise.all(ids.map((id) => this.find(id))),
    ]);
    return new Set(
      ids.filter((id, i) => {
        const names = [own[i], users[i]?.nickname, users[i]?.username].map((name) => name ?? '');
        return isFrom(names, id === this.oneself, this.names);
      }),
    );
  }

  private find(id: UserId): Promise<User | undefined> {
    let user = this.users.get(id);
    if (!user) this.users.set(id, (user = findUser(this.redis, id)));
    return user;
  }
}
