import { avatarType, AVATAR_LIMIT } from '../../src/domain/image.js';
import { jpeg, png, webp } from '../support/images.js';

const refusal = expect.objectContaining({ code: 'avatar.invalid' }) as Error;
const kinds: [string, string, (width: number, height: number) => Uint8Array][] = [
  ['a PNG', 'image/png', png],
  ['a JPEG', 'image/jpeg', jpeg],
  ['a progressive JPEG', 'image/jpeg', (width, height) => jpeg(width, height, 0xc2)],
  ['a lossy WebP', 'image/webp', webp.lossy],
  ['a lossless WebP', 'image/webp', webp.lossless],
  ['an extended WebP', 'image/webp', webp.extended],
];

describe('An avatar', () => {
  describe.each(kinds)('that is %s', (_what, type, image) => {
    it('is known by what is in it', () => {
      expect(avatarType(image(512, 1))).toBe(type);
      expect(avatarType(image(1, 512))).toBe(type);
    });

    it('is refused when it is wider or higher than may be', () => {
      expect(() => avatarType(image(513, 512))).toThrow(refusal);
      expect(() => avatarType(image(512, 513))).toThrow(refusal);
    });

    it('is refused wherever it breaks off', () => {
      const whole = image(10, 10);
      const header = type === 'image/png' ? 24 : whole.length;
      for (let length = 0; length < header; length += 1)
        expect(() => avatarType(whole.slice(0, length))).toThrow(refusal);
    });

    it('is found in the middle of other bytes as well', () => {
      const whole = image(10, 20);
      const around = new Uint8Array(whole.length + 7).fill(1);
      around.set(whole, 5);
      expect(avatarType(around.subarray(5))).toBe(type);
    });
  });

  it('is no larger than 64 KiB', () => {
    const image = new Uint8Array(AVATAR_LIMIT.bytes);
    image.set(png(10, 10));
    expect(avatarType(image)).toBe('image/png');
    const larger = new Uint8Array(AVATAR_LIMIT.bytes + 1);
    larger.set(png(10, 10));
    expect(() => avatarType(larger)).toThrow(refusal);
  });

  it.each([
    ['nothing', ''],
    ['text', 'Hello'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a drawing with scripts', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a GIF', 'GIF89a\x01\x00\x01\x00'],
    ['a JPEG of nothing but markers', '\xff\xd8\xff\xff\xff\xff'],
    ['a JPEG that goes in a circle', `\xff\xd8${'\xff\xe0\x00\x00'.repeat(3)}`],
    ['a WebP of a kind that nobody knows', 'RIFF0000WEBPVP9 0000000000000000'],
  ])('is not %s', (_what, content) => {
    expect(() => avatarType(Buffer.from(content, 'latin1'))).toThrow(refusal);
  });

  it('has a size', () => {
    expect(() => avatarType(png(0, 10))).toThrow(refusal);
  });
});
