import type { INestApplication } from '@nestjs/common';
import type { Config } from './infrastructure/config/config.js';
import { StartupError } from './infrastructure/startup-error.js';

const REASONS: Record<string, (at: string) => string> = {
  EADDRINUSE: (at) => `${at} is in use by another program: stop it, or set PORT to another port.`,
  EACCES: (at) => `${at} is not for this user to listen on: set PORT to 1024 or more.`,
  EADDRNOTAVAIL: (at) => `${at} is not an address of this machine: set HOST to one of its own.`,
  ENOTFOUND: (at) => `${at} is not an address of this machine: set HOST to one of its own.`,
};

/** Begins to listen, and answers the port. Throws a `StartupError` when the address cannot be had. */
export async function listen(app: INestApplication, { host, port }: Config): Promise<number> {
  try {
    await (host === undefined ? app.listen(port) : app.listen(port, host));
  } catch (error) {
    const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
    if (!reason) throw error;
    throw new StartupError(reason(host === undefined ? `Port ${port}` : `${host}:${port}`), { cause: error });
  }
  const address: unknown = app.getHttpServer().address();
  return typeof address === 'object' && address && 'port' in address ? Number(address.port) : port;
}
