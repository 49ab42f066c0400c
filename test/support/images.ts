/** The beginnings of images of any size: all that anyone here looks at. */

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : part)),
  );

const u16 = (n: number): number[] => [n >> 8, n & 0xff];
const u32 = (n: number): number[] => [...u16(n >>> 16), ...u16(n & 0xffff)];
const little = (n: number, length: number): number[] =>
  Array.from({ length }, (_, i) => Math.floor(n / 256 ** i) % 256);

export const png = (width: number, height: number): Uint8Array =>
  bytes('\x89PNG\r\n\x1a\n', u32(13), 'IHDR', u32(width), u32(height), [8, 6, 0, 0, 0]);

export const jpeg = (width: number, height: number, start = 0xc0): Uint8Array =>
  bytes(
    [0xff, 0xd8, 0xff, 0xe0],
    u16(4),
    'ab',
    [0xff, 0xc4],
    u16(3),
    'c',
    [0xff, start],
    u16(8),
    [8],
    u16(height),
    u16(width),
  );

const riff = (...rest: (string | number[])[]): Uint8Array => bytes('RIFF', u32(0), 'WEBP', ...rest);

export const webp = {
  lossy: (width: number, height: number): Uint8Array =>
    riff('VP8 ', u32(0), [0, 0, 0, 0x9d, 0x01, 0x2a], little(width, 2), little(height, 2)),
  lossless: (width: number, height: number): Uint8Array =>
    riff('VP8L', u32(0), [0x2f], little(width - 1 + (height - 1) * 2 ** 14, 4)),
  extended: (width: number, height: number): Uint8Array =>
    riff('VP8X', u32(0), u32(0), little(width - 1, 3), little(height - 1, 3)),
};
