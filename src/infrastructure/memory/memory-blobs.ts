import { createHash } from 'node:crypto';
import type { Blob, Blobs, Digest, Received } from '../../application/ports/blobs.js';
import { ChatError } from '../../domain/chat-error.js';

export class MemoryBlobs implements Blobs {
  private readonly blobs = new Map<Digest, Uint8Array>();

  async receive(source: AsyncIterable<Uint8Array>, limit: number): Promise<Received> {
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of source) {
      size += chunk.byteLength;
      if (size > limit) throw new ChatError('file.too_large');
      chunks.push(chunk);
    }
    const all = Buffer.concat(chunks);
    const digest = createHash('sha256').update(all).digest('hex');
    return {
      digest,
      size,
      bytes: async (most) => all.subarray(0, most),
      keep: async () => void this.blobs.set(digest, all),
      discard: async () => {},
    };
  }

  async find(digest: Digest): Promise<Blob | undefined> {
    const bytes = this.blobs.get(digest);
    return (
      bytes && {
        size: bytes.byteLength,
        async *read({ first, last } = { first: 0, last: bytes.byteLength - 1 }) {
          yield bytes.subarray(first, last + 1);
        },
      }
    );
  }

  async sweep(unused: (digests: readonly Digest[]) => Promise<readonly Digest[]>): Promise<void> {
    for (const digest of await unused([...this.blobs.keys()])) {
      const bytes = this.blobs.get(digest)!;
      this.blobs.delete(digest);
      // It may have come into use meanwhile; then it was there all the time.
      if ((await unused([digest])).length === 0) this.blobs.set(digest, bytes);
    }
  }
}
