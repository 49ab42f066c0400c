import { ChatError } from '../../../src/domain/chat-error.js';

/** Sharp on a screen of any density, where it is drawn largest. */
const SIDE = 256;
const QUALITY = 0.85;

/** The middle of a picture as a small square, with nothing else of what its file tells. Throws `avatar.invalid`. */
export async function avatarOf(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => {
    throw new ChatError('avatar.invalid');
  });
  const canvas = document.createElement('canvas');
  const side = Math.min(picture.width, picture.height);
  canvas.width = canvas.height = Math.min(SIDE, side);
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  const left = (picture.width - side) / 2;
  const top = (picture.height - side) / 2;
  context.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height);
  picture.close();

  const webp = await encode(canvas, 'image/webp');
  // Browsers that cannot write WebP make a PNG of it, which may be too large.
  return webp.type === 'image/webp' ? webp : encode(canvas, 'image/jpeg');
}

const encode = (canvas: HTMLCanvasElement, type: string): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new ChatError('avatar.invalid'))), type, QUALITY);
  });
