import type { ImageType } from '../../domain/image.js';

export interface Avatar {
  readonly type: ImageType;
  readonly bytes: Uint8Array;
}

/** Keeps images by what is in them: under `Secrets.digest` of the bytes, which never change. */
export abstract class Avatars {
  /** Keeps the image. Safe to repeat. */
  abstract put(digest: string, avatar: Avatar): Promise<void>;

  abstract find(digest: string): Promise<Avatar | undefined>;

  /** Removes the image, unless a user is shown by it. */
  abstract drop(digest: string): Promise<void>;
}
