import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RequestHandler } from 'express';
import sirv from 'sirv';

/** Where the build puts the page, seen from this file's place in `dist`. */
const FOLDER = fileURLToPath(new URL('../../../client/dist', import.meta.url));

/** Serves the page's files, compressed as they were built. Those with a hash in their name never change. */
export function servePage(folder = FOLDER): RequestHandler {
  if (!existsSync(join(folder, 'index.html'))) return (_request, _response, next) => next();
  return sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    setHeaders: (response, path) =>
      response.setHeader(
        'Cache-Control',
        path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  });
}
