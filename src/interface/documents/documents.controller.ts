import { readFileSync } from 'node:fs';
import { Controller, Get } from '@nestjs/common';
import { asyncApi } from './async-api.js';
import { openApi } from './open-api.js';

/** Seen from this file's place in `dist`, and as well from the one among the sources. */
const PACKAGE = new URL('../../../package.json', import.meta.url);

/** What goes over the wire, for tools: made of the schemas that the server itself checks by, when first asked for. */
@Controller('api')
export class DocumentsController {
  private readonly version = (JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string }).version;
  private http: object | undefined;
  private connections: object | undefined;

  @Get('openapi.json')
  openApi(): object {
    return (this.http ??= openApi(this.version));
  }

  @Get('asyncapi.json')
  asyncApi(): object {
    return (this.connections ??= asyncApi(this.version));
  }
}
