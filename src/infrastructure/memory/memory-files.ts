import type { Digest } from '../../application/ports/blobs.js';
import type { Files, KeptFile, NewFile } from '../../application/ports/files.js';
import type { FileId } from '../../domain/file.js';
import type { Instant } from '../../domain/message.js';
import type { UserId } from '../../domain/user.js';
import type { MemoryData } from './memory-data.js';

export class MemoryFiles implements Files {
  constructor(private readonly data: MemoryData) {}

  async add(file: NewFile, quota: number): Promise<boolean> {
    if (this.sum(file.by) + file.size > quota) return false;
    this.data.files.set(file.id, file);
    return true;
  }

  async find(id: FileId): Promise<KeptFile | undefined> {
    return this.data.files.get(id);
  }

  async drop(id: FileId): Promise<void> {
    if (this.data.files.get(id)?.seq === undefined) this.data.files.delete(id);
  }

  async dropUnsent(before: Instant): Promise<void> {
    for (const { id, at, seq } of this.data.files.values()) {
      if (seq === undefined && at < before) this.data.files.delete(id);
    }
  }

  async total(user: UserId): Promise<number> {
    return this.sum(user);
  }

  async unused(digests: readonly Digest[]): Promise<readonly Digest[]> {
    const used = new Set([...this.data.files.values()].flatMap(({ digest, preview }) => [digest, preview]));
    return digests.filter((digest) => !used.has(digest));
  }

  private sum(user: UserId): number {
    let sum = 0;
    for (const { by, size } of this.data.files.values()) if (by === user) sum += size;
    return sum;
  }
}
