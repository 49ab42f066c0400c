import type { Blob, Blobs, Digest, Received } from '../../application/ports/blobs.js';
import { ChatError } from '../../domain/chat-error.js';
import { FolderBlobs } from '../folder-blobs.js';
import { markOf } from '../folder-mark.js';
import { reasonOf } from '../retry.js';
import { StartupError } from '../startup-error.js';
import { everywhere } from './keys.js';
import type { Redis } from './redis.js';

/** Of the keepsakes: the mark of the folder that all processes keep files in. Absent while they are in Redis. */
const FIELD = 'attachments';

/** A folder as this process sees it. */
interface Folder {
  readonly path: string;
  readonly mark: string;
  readonly blobs: Blobs;
}

/**
 * Keeps bytes in the folder that all processes share, or in Redis where there is none. A process that sees another place
 * than the others neither takes nor gives any: half of the files would be missing for half of the people.
 */
export class PlacedBlobs implements Blobs {
  private agreed = false;

  private constructor(
    private readonly redis: Redis,
    private readonly inRedis: Blobs,
    private readonly folder: Folder | undefined,
  ) {}

  /** Throws `StartupError` for a folder that cannot be used, or is known not to be the one of the others. */
  static async open(redis: Redis, inRedis: Blobs, path: string | undefined): Promise<PlacedBlobs> {
    const blobs = new PlacedBlobs(redis, inRedis, path === undefined ? undefined : await folderAt(path));
    await blobs.agree().catch((error: unknown) => {
      // A Redis that cannot be asked yet does not end the start.
      if (!(error instanceof ChatError)) throw error;
    });
    return blobs;
  }

  /** Why this process has never been able to take files; undefined once it was. */
  async trouble(): Promise<string | undefined> {
    return this.agreed ? undefined : this.agree().then(() => undefined, reasonOf);
  }

  async receive(source: AsyncIterable<Uint8Array>, limit: number): Promise<Received> {
    await this.settled();
    return (this.folder?.blobs ?? this.inRedis).receive(source, limit);
  }

  /** What was in Redis before there was a folder is still there. */
  async find(digest: Digest): Promise<Blob | undefined> {
    await this.settled();
    return (await this.folder?.blobs.find(digest)) ?? this.inRedis.find(digest);
  }

  async sweep(unused: Parameters<Blobs['sweep']>[0]): Promise<void> {
    await this.settled();
    await this.folder?.blobs.sweep(unused);
    await this.inRedis.sweep(unused);
  }

  /** Asks each time while there is no folder: the others may be given one. */
  private async settled(): Promise<void> {
    if (this.agreed && this.folder) return;
    try {
      await this.agree();
    } catch (cause) {
      throw new ChatError('unavailable', { cause });
    }
  }

  private async agree(): Promise<void> {
    const { keepsakes } = everywhere;
    const { folder } = this;
    if (folder) await this.redis.command('HSETNX', keepsakes, FIELD, folder.mark);
    const mark = await this.redis.command<string | null>('HGET', keepsakes, FIELD);
    if (folder && folder.mark !== mark) {
      throw new StartupError(
        `ATTACHMENTS ${folder.path} is not the folder that the servers on this Redis share: mount theirs there.`,
      );
    }
    if (!folder && mark !== null) {
      throw new StartupError(
        'The servers on this Redis keep files in a folder that they share: set ATTACHMENTS to where it is here.',
      );
    }
    this.agreed = true;
  }
}

async function folderAt(path: string): Promise<Folder> {
  try {
    const blobs = await FolderBlobs.share(path);
    return { path, mark: await markOf(path), blobs };
  } catch (cause) {
    throw new StartupError(`ATTACHMENTS ${path}: ${reasonOf(cause)}.`, { cause });
  }
}
