import { createHash } from 'node:crypto';
import type { Blob, Blobs, ByteRange, Digest, Received } from '../../application/ports/blobs.js';
import { ChatError } from '../../domain/chat-error.js';
import { newEpoch } from '../new-epoch.js';
import { blobKey, everywhere, uploadKey } from './keys.js';
import type { Redis } from './redis.js';
import { script } from './script.js';

/** The bytes of a chunk. */
const CHUNK = 256 * 1024;

/** So many seconds after its last byte came, what is not kept goes by itself. */
const UNKEPT = 24 * 60 * 60;

/** Bytes lie in chunks under the name of their upload; a digest leads to the upload that brought them, and how many they are. */
export class RedisBlobs implements Blobs {
  /** @param room how many bytes all of them may take together. */
  constructor(
    private readonly redis: Redis,
    private readonly room: number,
  ) {}

  async receive(source: AsyncIterable<Uint8Array>, limit: number): Promise<Received> {
    const upload = newEpoch();
    const discard = async (): Promise<void> => {
      await this.redis.run(DISCARD, [uploadKey(upload)]);
    };
    try {
      await this.leaveRoom();
      const { digest, size } = await this.write(upload, source, limit);
      const whole = (): Blob => this.blob(upload, size);
      return {
        digest,
        size,
        bytes: (most) => joined(whole().read({ first: 0, last: Math.min(most, size) - 1 })),
        keep: () => this.keep(digest, upload, size),
        discard,
      };
    } catch (error) {
      // What cannot be removed now goes by itself.
      await discard().catch(() => {});
      throw error;
    }
  }

  async find(digest: Digest): Promise<Blob | undefined> {
    const trace = await this.redis.command<string | null>('GET', blobKey(digest));
    if (trace === null) return undefined;
    const [upload, size] = trace.split(' ') as [string, string];
    return this.blob(upload, Number(size));
  }

  async sweep(unused: Parameters<Blobs['sweep']>[0]): Promise<void> {
    let cursor = '0';
    do {
      const [next, digests] = await this.redis.command<[string, Digest[]]>('SSCAN', everywhere.blobs, cursor);
      for (const digest of digests.length > 0 ? await unused(digests) : []) await this.remove(digest, unused);
      cursor = next;
    } while (cursor !== '0');
  }

  /** Out of the way first and asked about again: it may have come into use, and then it must not go. */
  private async remove(digest: Digest, unused: Parameters<Blobs['sweep']>[0]): Promise<void> {
    await this.redis.command('SREM', everywhere.blobs, digest);
    const trace = await this.redis.command<string | null>('GETDEL', blobKey(digest));
    if ((await unused([digest])).length === 0) {
      await this.redis.command('SADD', everywhere.blobs, digest);
      if (trace === null || (await this.redis.command('SET', blobKey(digest), trace, 'NX')) !== null) return;
    }
    if (trace === null) return;
    const [upload, size] = trace.split(' ') as [string, string];
    await this.redis.command('UNLINK', uploadKey(upload));
    await this.redis.command('DECRBY', everywhere.bytes, size);
  }

  private async write(
    upload: string,
    source: AsyncIterable<Uint8Array>,
    limit: number,
  ): Promise<{ digest: Digest; size: number }> {
    const hash = createHash('sha256');
    let [size, chunks] = [0, 0];
    let rest = Buffer.alloc(0);
    const put = async (bytes: Buffer): Promise<void> => {
      await this.redis.run(PUT, [uploadKey(upload)], [chunks, bytes, UNKEPT]);
      chunks += 1;
    };
    for await (const part of source) {
      size += part.byteLength;
      if (size > limit) throw new ChatError('file.too_large');
      hash.update(part);
      rest = Buffer.concat([rest, part]);
      for (; rest.length >= CHUNK; rest = rest.subarray(CHUNK)) await put(rest.subarray(0, CHUNK));
    }
    await put(rest);
    return { digest: hash.digest('hex'), size };
  }

  private async keep(digest: Digest, upload: string, size: number): Promise<void> {
    await this.redis.command('SADD', everywhere.blobs, digest);
    await this.redis.command('PERSIST', uploadKey(upload));
    if ((await this.redis.command('SET', blobKey(digest), `${upload} ${size}`, 'NX')) === null)
      await this.redis.command('UNLINK', uploadKey(upload));
    else await this.redis.command('INCRBY', everywhere.bytes, size);
    await this.redis.replicated(blobKey(digest));
  }

  private async leaveRoom(): Promise<void> {
    const bytes = Number(await this.redis.command<string | null>('GET', everywhere.bytes));
    if (bytes >= this.room)
      throw new ChatError('unavailable', {
        cause: new Error('the files in Redis take all the room that they may'),
      });
  }

  private blob(upload: string, size: number): Blob {
    const chunk = (n: number): Promise<Buffer | null> => this.redis.bytes('HGET', uploadKey(upload), n);
    return {
      size,
      async *read({ first, last }: ByteRange = { first: 0, last: size - 1 }) {
        for (let at = first; at <= last;) {
          const n = Math.floor(at / CHUNK);
          const bytes = await chunk(n);
          if (!bytes)
            throw new ChatError('unavailable', {
              cause: new Error('the file was removed while it was read'),
            });
          const part = bytes.subarray(at - n * CHUNK, last + 1 - n * CHUNK);
          at += part.length;
          yield part;
        }
      },
    };
  }
}

async function joined(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

const PUT = script(`
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  redis.call('EXPIRE', KEYS[1], ARGV[3])`);

/** What is kept does not end by itself. */
const DISCARD = script(`
  if redis.call('TTL', KEYS[1]) >= 0 then redis.call('UNLINK', KEYS[1]) end`);
