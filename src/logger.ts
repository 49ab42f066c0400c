import { ConsoleLogger, type LogLevel, type LoggerService } from '@nestjs/common';
import type { Config } from './infrastructure/config/config.js';

/** From the most to the least talkative; each level includes those after it. */
const LEVELS = ['verbose', 'debug', 'log', 'warn', 'error', 'fatal'] as const satisfies LogLevel[];

const FIRST: Record<Config['logLevel'], number> = {
  trace: 0,
  debug: 1,
  info: 2,
  warn: 3,
  error: 4,
  fatal: 5,
  silent: 6,
};

/** What Nest tells of its own start, which is nobody's business once it works. */
const CHATTER = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** Writes for a person at a terminal, and one JSON object a line for everything else. */
class Logger extends ConsoleLogger {
  override log(message: unknown, ...rest: unknown[]): void {
    if (!CHATTER.has(String(rest.at(-1)))) super.log(message, ...rest);
  }

  override error(message: unknown, ...rest: unknown[]): void {
    // A port that cannot be had is said in one line, by whoever wanted to listen.
    if (!(message instanceof Error && 'syscall' in message && message.syscall === 'listen'))
      super.error(message, ...rest);
  }
}

export const createLogger = ({ logLevel }: Config): LoggerService =>
  new Logger({ json: !process.stdout.isTTY, logLevels: LEVELS.slice(FIRST[logLevel]) });
