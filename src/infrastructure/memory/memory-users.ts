import type { Users } from '../../application/ports/users.js';
import type { User, UserId } from '../../domain/user.js';
import type { MemoryData } from './memory-data.js';

export class MemoryUsers implements Users {
  constructor(private readonly data: MemoryData) {}

  async find(id: UserId): Promise<User | undefined> {
    return this.data.users.get(id);
  }

  async save(user: User): Promise<void> {
    this.data.users.set(user.id, user);
  }
}
