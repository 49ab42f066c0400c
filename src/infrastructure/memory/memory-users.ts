import type { Users } from '../../application/ports/users.js';
import type { User, UserChange, UserId } from '../../domain/user.js';
import type { MemoryData } from './memory-data.js';

export class MemoryUsers implements Users {
  constructor(private readonly data: MemoryData) {}

  async find(id: UserId): Promise<User | undefined> {
    return this.data.users.get(id);
  }

  async add(user: User): Promise<void> {
    if (!this.data.users.has(user.id)) this.data.users.set(user.id, user);
  }

  async update(id: UserId, change: UserChange): Promise<User | undefined> {
    const user = this.data.users.get(id);
    if (!user) return undefined;
    const changed = { ...user, ...change };
    this.data.users.set(id, changed);
    return changed;
  }
}
