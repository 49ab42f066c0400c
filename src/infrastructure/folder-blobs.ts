import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Blob, Blobs, ByteRange, Digest, Received } from '../application/ports/blobs.js';
import { ChatError } from '../domain/chat-error.js';
import { randomId } from './system/random-id.js';

/** What other things on the disk, such as the database, are left, in bytes. */
const ROOM = 256 * 1024 * 1024;

/** Looked at again after so many bytes. */
const GLANCE = 16 * 1024 * 1024;

/** What came in and was not kept goes so long after its last byte, in milliseconds. */
const UNKEPT = 24 * 60 * 60 * 1000;

const INCOMING = 'incoming';

type Unused = Parameters<Blobs['sweep']>[0];

/** In which of its folders a blob is. */
export const shardOf = (digest: Digest): string => digest.slice(0, 2);

/** Keeps each blob in a file named by its digest, in 256 folders so that none of them gets long. */
export class FolderBlobs implements Blobs {
  private readonly incoming: string;
  private readonly aside: string;

  private constructor(private readonly folder: string) {
    this.incoming = join(folder, INCOMING);
    this.aside = join(folder, 'aside');
  }

  /** Also undoes what an end of the process has left half done. For the only user of the folder. */
  static async open(folder: string): Promise<FolderBlobs> {
    await rm(join(folder, INCOMING), { recursive: true, force: true });
    return FolderBlobs.share(folder);
  }

  /** For one of many processes that use the folder: what others have on its way stays. */
  static async share(folder: string): Promise<FolderBlobs> {
    const blobs = new FolderBlobs(folder);
    for (const made of [blobs.incoming, blobs.aside]) await mkdir(made, { recursive: true, mode: 0o700 });
    for (const name of await readdir(blobs.aside)) await blobs.putBack(name);
    return blobs;
  }

  async receive(source: AsyncIterable<Uint8Array>, limit: number): Promise<Received> {
    const path = join(this.incoming, randomId(16));
    try {
      const { digest, size } = await this.write(path, source, limit);
      return {
        digest,
        size,
        bytes: (most) => readBytes(path, Math.min(most, size)),
        keep: () => storing(() => this.keep(path, digest)),
        discard: () => rm(path, { force: true }),
      };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  async find(digest: Digest): Promise<Blob | undefined> {
    const path = this.pathOf(digest);
    const found = await stat(path).catch(absent);
    return found && { size: found.size, read: (range) => reading(path, range) };
  }

  async sweep(unused: Unused): Promise<void> {
    await this.forget(Date.now() - UNKEPT);
    for (const shard of await readdir(this.folder)) {
      if (shard.length !== 2) continue;
      const digests = await readdir(join(this.folder, shard));
      for (const digest of digests.length > 0 ? await unused(digests) : []) await this.remove(digest, unused);
    }
  }

  /**
   * Out of the way first and asked about again: it may have come into use, and then it must not go. Under a name that
   * nobody else removes it by; what is not there any more, another has removed.
   */
  private async remove(digest: Digest, unused: Unused): Promise<void> {
    const name = `${digest}.${randomId(8)}`;
    await unlessGone(rename(this.pathOf(digest), join(this.aside, name)));
    if ((await unused([digest])).length > 0) await rm(join(this.aside, name), { force: true });
    else await this.putBack(name);
  }

  private async putBack(name: string): Promise<void> {
    const [digest] = name.split('.') as [Digest];
    await unlessGone(rename(join(this.aside, name), this.pathOf(digest)));
  }

  /** Lets go of what came in before the time and is still not kept. */
  private async forget(before: number): Promise<void> {
    for (const name of await readdir(this.incoming)) {
      const path = join(this.incoming, name);
      const found = await stat(path).catch(absent);
      if (found && found.mtimeMs < before) await rm(path, { force: true });
    }
  }

  private async write(
    path: string,
    source: AsyncIterable<Uint8Array>,
    limit: number,
  ): Promise<{ digest: Digest; size: number }> {
    const hash = createHash('sha256');
    let size = 0;
    let looked = -GLANCE;
    const file = await storing(() => open(path, 'wx', 0o600));
    try {
      for await (const chunk of source) {
        size += chunk.byteLength;
        if (size > limit) throw new ChatError('file.too_large');
        if (size - looked >= GLANCE) {
          await this.leaveRoom();
          looked = size;
        }
        hash.update(chunk);
        await storing(() => file.writeFile(chunk));
      }
      await storing(() => file.sync());
    } finally {
      await file.close();
    }
    return { digest: hash.digest('hex'), size };
  }

  private async leaveRoom(): Promise<void> {
    const { bavail, bsize } = await statfs(this.folder);
    if (bavail * bsize >= ROOM) return;
    throw new ChatError('unavailable', { cause: new Error('the disk is too full for files') });
  }

  private async keep(path: string, digest: Digest): Promise<void> {
    const shard = join(this.folder, shardOf(digest));
    await mkdir(shard, { recursive: true, mode: 0o700 });
    await rename(path, this.pathOf(digest));
    for (const changed of [shard, this.folder]) await syncFolder(changed);
  }

  private pathOf(digest: Digest): string {
    return join(this.folder, shardOf(digest), digest);
  }
}

/** What the disk refuses is told as every store tells it. */
async function storing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new ChatError('unavailable', { cause });
  }
}

async function readBytes(path: string, most: number): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(most), 0, most, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const reading = (path: string, range: ByteRange | undefined): AsyncIterable<Uint8Array> =>
  createReadStream(path, range && { start: range.first, end: range.last });

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw new ChatError('unavailable', { cause: error });
  return undefined;
}

async function unlessGone(moved: Promise<void>): Promise<void> {
  await moved.catch(absent);
}

async function syncFolder(path: string): Promise<void> {
  // Windows has no such thing, and puts a rename on the disk by itself.
  if (process.platform === 'win32') return;
  const folder: FileHandle = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
