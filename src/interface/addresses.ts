import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';

/** Tells who is at the other end, as far as limits by address are concerned. */
export class Addresses {
  /** `proxies`: how many in front are believed when they say for whom they speak. */
  constructor(private readonly proxies: number) {}

  /** An IPv4 address, or the network of an IPv6 address: whoever has one of those has all addresses in it. */
  of(request: IncomingMessage): string {
    return network(proxyAddr(request, (_address, hop) => hop < this.proxies));
  }
}

function network(address: string): string {
  const [, ipv4] = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (ipv4 !== undefined) return ipv4;

  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? 0 : tail.split(':').length;
  while (groups.length + after < 8) groups.push('0');
  return `${groups.slice(0, 4).join(':')}::/64`;
}
