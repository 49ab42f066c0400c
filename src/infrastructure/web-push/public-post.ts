import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Longer than a push service ever needs, in milliseconds. */
const PATIENCE = 10_000;

const OURS = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  OURS.addSubnet(net, bits, 'ipv4');

/** What of IPv6 is given out to the world; it does not hold what stands for an address of IPv4. */
const WORLD = new BlockList();
WORLD.addSubnet('2000::', 3, 'ipv6');
const STAND_INS = new BlockList();
STAND_INS.addSubnet('2001::', 32, 'ipv6');
STAND_INS.addSubnet('2002::', 16, 'ipv6');

/** Whether the address is one of the internet, and none of this machine or of the networks that it is in. */
export const isPublic = (address: string): boolean =>
  isIP(address) === 4
    ? !OURS.check(address, 'ipv4')
    : isIP(address) === 6 && WORLD.check(address, 'ipv6') && !STAND_INS.check(address, 'ipv6');

/** Whether the address is https, and names no place that is not public. A name is looked at when it is resolved. */
export function mayLead(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, username } = new URL(endpoint);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return protocol === 'https:' && username === '' && (isIP(host) === 0 ? host.includes('.') : isPublic(host));
}

/** It leads into our own network. */
export class NotPublic extends Error {}

/** Looked at as it is connected to: what a name meant a moment before says nothing. */
export const publicLookup: LookupFunction = (hostname, options, callback) =>
  resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, []);
    if (!addresses.every(({ address }) => isPublic(address))) return callback(new NotPublic(hostname), []);
    if (options.all) return callback(null, addresses);
    callback(null, addresses[0]!.address, addresses[0]!.family);
  });

/** Brings the body to an address of the internet, and answers the status. Follows nothing, and reads no answer. */
export type Post = (
  endpoint: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
) => Promise<number>;

export const publicPost: Post = (endpoint, headers, body) =>
  new Promise((done, fail) => {
    if (!mayLead(endpoint)) return fail(new NotPublic(endpoint));
    const posting = request(endpoint, {
      method: 'POST',
      headers,
      lookup: publicLookup,
      signal: AbortSignal.timeout(PATIENCE),
    });
    posting.once('error', fail);
    posting.once('response', (answer) => {
      answer.destroy();
      done(answer.statusCode ?? 0);
    });
    posting.end(body);
  });
