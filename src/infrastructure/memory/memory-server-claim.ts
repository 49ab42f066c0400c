import type { ServerClaim } from '../../application/ports/server-claim.js';
import type { User, UserId } from '../../domain/user.js';
import type { MemoryData } from './memory-data.js';

export class MemoryServerClaim implements ServerClaim {
  private kept: string | undefined;
  private used = false;

  constructor(private readonly data: MemoryData) {}

  async token(proposed: string): Promise<string | undefined> {
    this.kept ??= proposed;
    return this.used ? undefined : this.kept;
  }

  async claim(token: string, id: UserId): Promise<User | undefined> {
    const user = this.data.users.get(id);
    if (!user || this.used || token !== this.kept) return undefined;
    this.used = true;
    const administrator = { ...user, admin: true };
    this.data.users.set(id, administrator);
    return administrator;
  }
}
