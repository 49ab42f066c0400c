import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { Health } from '../../application/ports/health.js';
import { Dispatcher } from '../dispatcher.js';
import type { Live, NotReady, Ready } from '../protocol/endpoints.js';

/** For whoever keeps the process running, and for whoever sends it traffic. */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(Health) private readonly health: Health,
    @Inject(Dispatcher) private readonly dispatcher: Dispatcher,
  ) {}

  /** 200 as long as the process can answer. */
  @Get('live')
  live(): z.input<typeof Live> {
    return { status: 'live' };
  }

  /** 503 while requests would fail: the store cannot take writes, or the server goes down. */
  @Get('ready')
  async ready(
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.input<typeof Ready | typeof NotReady>> {
    const trouble = this.dispatcher.closing ? 'The server goes down.' : await this.health.trouble();
    if (trouble === undefined) return { status: 'ready', concern: this.health.concern() };
    response.status(503);
    return { status: 'not ready', trouble };
  }
}
