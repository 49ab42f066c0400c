import { networkInterfaces } from 'node:os';

/** Where a browser finds the server: on this machine, then from others on the network. */
export function addresses(host: string | undefined, port: number): string[] {
  const everywhere = host === undefined || host === '0.0.0.0' || host === '::';
  if (!everywhere) return [`http://${host.includes(':') ? `[${host}]` : host}:${port}`];
  const external = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal);
  return [`http://localhost:${port}`, ...external.map(({ address }) => `http://${address}:${port}`)];
}
