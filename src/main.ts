import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { addresses } from './infrastructure/addresses.js';
import { openBackend } from './infrastructure/backends.js';
import { readConfig } from './infrastructure/config/config.js';
import { MemoryEventBus } from './infrastructure/memory/memory-event-bus.js';
import { StartupError } from './infrastructure/startup-error.js';
import { configureHttp } from './interface/http/configure-http.js';
import { ChatIoAdapter } from './interface/socket-io/socket-io.adapter.js';
import { listen } from './listen.js';
import { createLogger } from './logger.js';

try {
  const config = readConfig();
  const bus = new MemoryEventBus();
  const backend = await openBackend(config, bus);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, backend, bus), {
    logger: createLogger(config),
    bodyParser: false,
    forceCloseConnections: true,
  });
  configureHttp(app, config);
  app.useWebSocketAdapter(new ChatIoAdapter(app));
  app.enableShutdownHooks();
  const port = await listen(app, config);
  console.log(`Parley is ready at ${addresses(config.host, port).join(' and ')}`);
} catch (error) {
  // What an operator can mend is one line; what is a bug is shown whole.
  console.error(error instanceof StartupError ? error.message : error);
  process.exit(1);
}
