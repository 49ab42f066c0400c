import sharp, { type Sharp } from 'sharp';
import type { Picture } from '../../application/ports/pictures.js';
import type { ErrorCode } from '../../domain/chat-error.js';
import { PIXEL_LIMIT } from '../../domain/file.js';

// Only what decodes the four types that are shown: libvips knows dozens more, some of which run programs or open files.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif'].map((type) => `VipsForeignLoad${type}Buffer`),
});
sharp.cache(false);
sharp.concurrency(1);

/** The longer side of a preview, in pixels: what a timeline shows, on a screen with two pixels for one. */
const PREVIEW = 640;

/** Up to so many bytes, a picture of the size of a preview is its own. */
const SMALL = 128 * 1024;

/** So long one step may take, in seconds. */
const SECONDS = 20;

/** How a picture of each format that is read is written. */
const written: Record<string, (picture: Sharp) => Sharp> = {
  jpeg: (picture) => picture.jpeg({ quality: 90 }),
  png: (picture) => picture.png(),
  webp: (picture) => picture.webp({ quality: 90 }),
  gif: (picture) => picture.gif(),
};

/** What became of a picture. */
export type Renewed = { readonly picture: Picture } | { readonly refused: ErrorCode };

export async function renewPicture(bytes: Uint8Array): Promise<Renewed> {
  try {
    // Reads what the file says of itself, and not a pixel.
    const { format, width, height } = await sharp(bytes, {
      animated: true,
      limitInputPixels: false,
    }).metadata();
    if (width * height > PIXEL_LIMIT) return { refused: 'file.picture_too_large' };
    return { picture: await renewed(bytes, written[format]!) };
  } catch {
    return { refused: 'file.picture_invalid' };
  }
}

async function renewed(bytes: Uint8Array, write: (picture: Sharp) => Sharp): Promise<Picture> {
  const { data, info } = await write(upright(bytes, true)).toBuffer({ resolveWithObject: true });
  const { width, pageHeight: height = info.height, pages = 1 } = info;
  const small = Math.max(width, height) <= PREVIEW && data.byteLength <= SMALL;
  return { bytes: data, width, height, ...(!small && pages === 1 && { preview: await preview(bytes) }) };
}

const preview = (bytes: Uint8Array): Promise<Uint8Array> =>
  upright(bytes, false)
    .resize({ width: PREVIEW, height: PREVIEW, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 78 })
    .toBuffer();

/** As it is meant to be seen, in the colours of every screen, and without what else the file says. */
const upright = (bytes: Uint8Array, animated: boolean): Sharp =>
  sharp(bytes, { animated, limitInputPixels: PIXEL_LIMIT, failOn: 'error' })
    .autoOrient()
    .timeout({ seconds: SECONDS });
