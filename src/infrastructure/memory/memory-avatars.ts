import type { Avatar, Avatars } from '../../application/ports/avatars.js';
import type { MemoryData } from './memory-data.js';

export class MemoryAvatars implements Avatars {
  private readonly images = new Map<string, Avatar>();

  constructor(private readonly data: MemoryData) {}

  async put(digest: string, avatar: Avatar): Promise<void> {
    this.images.set(digest, avatar);
  }

  async find(digest: string): Promise<Avatar | undefined> {
    return this.images.get(digest);
  }

  async drop(digest: string): Promise<void> {
    for (const { avatar } of this.data.users.values()) if (avatar === digest) return;
    this.images.delete(digest);
  }
}
