import type { Attachment, FileId } from '../../domain/file.js';
import type { Instant } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Digest } from './blobs.js';

/** What is known of a file that somebody uploaded to a room. */
export interface NewFile extends Omit<Attachment, 'preview'> {
  readonly room: RoomId;
  readonly by: UserId;
  readonly at: Instant;
  /** Where its bytes are, and those of the smaller picture of it. */
  readonly digest: Digest;
  readonly preview?: Digest | undefined;
}

export interface KeptFile extends NewFile {
  /** The message that it goes with; absent while it was not sent. */
  readonly seq?: number | undefined;
}

/** What a message tells of the file. */
export const attachment = ({ id, name, type, size, width, height, preview }: NewFile): Attachment => ({
  id,
  name,
  type,
  size,
  ...(width !== undefined && height !== undefined && { width, height }),
  ...(preview !== undefined && { preview: true }),
});

/**
 * Keeps what is known of files; their bytes are in `Blobs`. `RoomLog.append` makes files part of a message, whole or
 * not at all, and what takes a message away takes its files away.
 */
export abstract class Files {
  /** Keeps the file. False, and nothing kept, where its user's files would be larger than `quota` bytes together. */
  abstract add(file: NewFile, quota: number): Promise<boolean>;

  abstract find(id: FileId): Promise<KeptFile | undefined>;

  /** Forgets the file, unless it was sent. */
  abstract drop(id: FileId): Promise<void>;

  /** Forgets files that were uploaded before and never sent. */
  abstract dropUnsent(before: Instant): Promise<void>;

  /** How many bytes the files of the user have together. */
  abstract total(user: UserId): Promise<number>;

  /** Those of the digests that no file has, as itself or as its preview. */
  abstract unused(digests: readonly Digest[]): Promise<readonly Digest[]>;
}
