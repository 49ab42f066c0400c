/** A picture that shows what another one shows. */
export interface Picture {
  readonly bytes: Uint8Array;
  /** In pixels, the right way up. */
  readonly width: number;
  readonly height: number;
  /** A smaller one in WebP, where the picture is large and stands still. */
  readonly preview?: Uint8Array | undefined;
}

/** Makes pictures. It takes its time, and is never in anybody's way, whatever it is given. */
export abstract class Pictures {
  /**
   * The picture anew, of the same type, from its pixels alone: nothing that tells a place, a device or a person, and
   * nothing hidden before, behind or among them. Throws `file.picture_invalid`, `file.picture_too_large` before a pixel
   * is decoded, or `unavailable` at once where so many wait that an answer would come too late.
   */
  abstract renew(bytes: Uint8Array): Promise<Picture>;
}
