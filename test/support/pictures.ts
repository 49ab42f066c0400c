import sharp from 'sharp';

/** Pictures that can be decoded, unlike those of images.ts. */

const plain = (width: number, height: number, background = '#a33b1c') =>
  sharp({ create: { width, height, channels: 3, background } });

export const photo = (width: number, height: number): Promise<Buffer> =>
  plain(width, height).png().toBuffer();

/** A JPEG that says of itself by whom and where it was taken, and that it has to be turned to be seen upright. */
export const tellingPhoto = (width: number, height: number): Promise<Buffer> =>
  plain(width, height)
    .jpeg()
    .withExif({ IFD0: { Artist: 'SECRET-ARTIST' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .toBuffer();

/** A GIF whose frames are of different colours. */
export async function film(width: number, height: number, frames: number): Promise<Buffer> {
  const colours = Array.from({ length: frames }, (_, n) => `hsl(${n * 40}, 80%, 50%)`);
  const pages = await Promise.all(colours.map((colour) => plain(width, height, colour).png().toBuffer()));
  return sharp(pages, { join: { animated: true } })
    .gif({ delay: colours.map(() => 100) })
    .toBuffer();
}

/** A PNG of a few bytes that says it is as large as this. */
export async function bomb(width: number, height: number): Promise<Buffer> {
  const small = await photo(10, 10);
  small.writeUInt32BE(width, 16);
  small.writeUInt32BE(height, 20);
  return small;
}

export const whatItSays = (bytes: Uint8Array) => sharp(bytes, { animated: true }).metadata();
