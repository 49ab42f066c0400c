import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { ShownFile } from '../../application/use-cases/show-file.js';
import { isInline } from '../../domain/file.js';

/** How Express says that a range lies outside. */
const BEYOND = -1;

/**
 * Sends a file, or the part of it that is asked for. Whatever it may be besides: a browser shows only what nothing runs
 * in, by the type that was found in it, and lets it do nothing; and it asks each time whether it may show it still.
 */
export async function sendFile(
  request: Request,
  response: Response,
  { file: { name }, type, digest, blob }: ShownFile,
): Promise<void> {
  response.set({
    'Content-Type': type,
    'Content-Disposition': `${isInline(type) ? 'inline' : 'attachment'}; ${named(name)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'private, no-cache',
    'Accept-Ranges': 'bytes',
    ETag: `"${digest}"`,
  });
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  const { size } = blob;
  const asked = request.get('If-Range') === undefined ? request.range(size) : undefined;
  if (asked === BEYOND) {
    response.status(416).set('Content-Range', `bytes */${size}`).end();
    return;
  }
  // Several parts at once are answered as none: by the whole.
  const part = Array.isArray(asked) && asked.type === 'bytes' && asked.length === 1 ? asked[0] : undefined;
  const { start: first, end: last } = part ?? { start: 0, end: size - 1 };
  if (part) response.status(206).set('Content-Range', `bytes ${first}-${last}/${size}`);
  response.set('Content-Length', String(last - first + 1));
  if (request.method === 'HEAD') response.end();
  else await pipe(blob.read({ first, last }), response);
}

/** Whoever goes away in the middle has had enough of it. */
async function pipe(bytes: AsyncIterable<Uint8Array>, response: Response): Promise<void> {
  try {
    await pipeline(bytes, response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** The name in the two forms of RFC 6266: for all, and for those that know more than ASCII. */
function named(name: string): string {
  const plain = name.replaceAll(/[^ -~]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${exact}`;
}
