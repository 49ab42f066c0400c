import { ChatError } from './chat-error.js';

export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

/** An avatar is no larger than this, in bytes, nor wider or higher, in pixels. */
export const AVATAR_LIMIT = { bytes: 64 * 1024, pixels: 512 } as const;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How to know a kind of image by its first bytes, and where it says how large it is. */
const readers: Record<ImageType, (view: DataView) => Size | undefined> = {
  'image/png': (view) =>
    text(view, 1, 3) === 'PNG' && text(view, 12, 4) === 'IHDR'
      ? { width: view.getUint32(16), height: view.getUint32(20) }
      : undefined,
  'image/jpeg': (view) => (view.getUint16(0) === 0xffd8 ? frame(view) : undefined),
  'image/webp': (view) =>
    text(view, 0, 4) === 'RIFF' && text(view, 8, 4) === 'WEBP' ? chunk(view) : undefined,
};

/** What kind of image the bytes of an avatar are. Throws `avatar.invalid`. */
export function avatarType(bytes: Uint8Array): ImageType {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = IMAGE_TYPES.find((one) => fits(sizeOf(readers[one], view)));
  if (!type || bytes.byteLength > AVATAR_LIMIT.bytes) throw new ChatError('avatar.invalid');
  return type;
}

function sizeOf(read: (view: DataView) => Size | undefined, view: DataView): Size | undefined {
  try {
    return read(view);
  } catch {
    // It ends before it has said how large it is.
    return undefined;
  }
}

const fits = (size: Size | undefined): boolean =>
  size !== undefined &&
  [size.width, size.height].every((length) => length > 0 && length <= AVATAR_LIMIT.pixels);

const text = (view: DataView, at: number, length: number): string =>
  String.fromCharCode(...Array.from({ length }, (_, i) => view.getUint8(at + i)));

/** Goes through the segments of a JPEG to the one that begins the picture. */
function frame(view: DataView): Size | undefined {
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    const begins = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (begins) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
  }
  return undefined;
}

/** The first chunk of a WebP, which is of one of three kinds. */
function chunk(view: DataView): Size | undefined {
  switch (text(view, 12, 4)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
    default:
      return undefined;
  }
}

const uint24 = (view: DataView, at: number): number =>
  view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
