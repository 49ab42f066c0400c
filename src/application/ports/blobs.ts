/** The SHA-256 of bytes, in hexadecimal digits. */
export type Digest = string;

/** The first byte wanted and the last, both counted from 0. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** Bytes that came in and are not kept yet. Nobody finds them. */
export interface Received {
  readonly digest: Digest;
  readonly size: number;
  /** The first of them, at most `limit`. */
  bytes(limit: number): Promise<Uint8Array>;
  /** From now on they are found under their digest, as durably as the store promises. */
  keep(): Promise<void>;
  /** Lets go of them, unless they are kept. Safe to repeat. */
  discard(): Promise<void>;
}

export interface Blob {
  readonly size: number;
  read(range?: ByteRange): AsyncIterable<Uint8Array>;
}

/** Keeps bytes by what they are, so that the same are kept once. */
export abstract class Blobs {
  /**
   * Takes in bytes as they come. Throws what `source` throws, `file.too_large` as soon as there are more than `limit`,
   * and `unavailable` where there is no room; then nothing of them stays.
   */
  abstract receive(source: AsyncIterable<Uint8Array>, limit: number): Promise<Received>;

  abstract find(digest: Digest): Promise<Blob | undefined>;

  /**
   * Removes what nobody uses: `unused` tells which of some digests those are. What comes into use at any moment before
   * it is kept stays, also when that is while this runs.
   */
  abstract sweep(unused: (digests: readonly Digest[]) => Promise<readonly Digest[]>): Promise<void>;
}
