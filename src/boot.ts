import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import type { EventBus } from './application/ports/event-bus.js';
import type { Backend } from './infrastructure/backend.js';
import type { Config } from './infrastructure/config/config.js';
import { configureHttp } from './interface/http/configure-http.js';
import { ChatIoAdapter } from './interface/socket-io/socket-io.adapter.js';
import { createLogger } from './logger.js';

/** The whole server, except that it does not listen yet. Tests boot it as `main.ts` does. */
export async function boot(config: Config, backend: Backend, bus: EventBus): Promise<NestExpressApplication> {
  const logger = createLogger(config);
  if (config.limits === 'off')
    logger.warn('LIMITS is off: anyone may crowd out the others. For a benchmark only.');
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, backend, bus), {
    logger,
    abortOnError: false,
    bodyParser: false,
    forceCloseConnections: true,
  });
  configureHttp(app, config);
  app.useWebSocketAdapter(new ChatIoAdapter(app));
  return app;
}
