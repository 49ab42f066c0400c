import type { NestExpressApplication } from '@nestjs/platform-express';
import { json, raw, type RequestHandler } from 'express';
import { AVATAR_LIMIT, IMAGE_TYPES } from '../../domain/image.js';
import { securityHeaders } from '../security-headers.js';
import { FailureFilter } from './failure.filter.js';
import { servePage } from './page.js';

/** The largest body of a request, in bytes. */
export const BODY_LIMIT = 64 * 1024;

/** What comes here is a file, also where it is one of JSON, and is for its route alone to read. */
const UPLOADS = /^\/api\/rooms\/[^/]+\/files$/;

const parseJson = json({ limit: BODY_LIMIT });

const readJson: RequestHandler = (request, response, next) =>
  UPLOADS.test(request.path) ? next() : parseJson(request, response, next);

/** Nothing on the way keeps an answer: what it says may be recalled. What may be kept says so itself. */
const keepNothing: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

export interface HttpOptions {
  /** How many proxies in front are believed. */
  readonly trustProxy: number;
  /** Origins whose pages may read the answers, besides our own. */
  readonly origins: readonly string[];
}

/** What every request over HTTP passes before it reaches its route. */
export function configureHttp(app: NestExpressApplication, { trustProxy, origins }: HttpOptions): void {
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy);
  if (origins.length > 0) app.enableCors({ origin: [...origins], credentials: true });
  app.use(securityHeaders, readJson, servePage());
  app.use('/api', keepNothing);
  app.use('/api/avatar', raw({ type: [...IMAGE_TYPES], limit: AVATAR_LIMIT.bytes }));
  app.useGlobalFilters(new FailureFilter());
}
