import type { CountedRoom, NumberedUser, Overview, UsersWanted } from '../../application/ports/overview.js';
import { searchable } from '../../domain/name.js';
import type { User } from '../../domain/user.js';
import type { MemoryData } from './memory-data.js';

export class MemoryOverview implements Overview {
  constructor(private readonly data: MemoryData) {}

  async users({ before, limit, query }: UsersWanted): Promise<readonly NumberedUser[]> {
    return Array.from(this.data.users.values(), (user, i) => ({ user, place: i + 1 }))
      .filter(({ user, place }) => place < before && (query === undefined || matches(user, query)))
      .toReversed()
      .slice(0, limit);
  }

  async rooms(afterKey: string, limit: number): Promise<readonly CountedRoom[]> {
    return [...this.data.rooms.values()]
      .filter(({ room }) => room.name !== '' && room.key > afterKey)
      .toSorted((a, b) => (a.room.key < b.room.key ? -1 : 1))
      .slice(0, limit)
      .map(({ room, members, head }) => ({ room, members: members.size, head }));
  }
}

function matches({ id, nickname, username, number }: User, query: string): boolean {
  const wanted = searchable(query);
  const named = searchable(nickname).includes(wanted) || (username?.includes(wanted) ?? false);
  return named || query === id || query === String(number);
}
