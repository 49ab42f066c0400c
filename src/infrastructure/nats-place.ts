import { addressOf } from './address.js';

/** Where NATS is: `nats://user:password@host:4222,host:4222`, or `nats://token@host`. With `tls` for `nats` it speaks TLS. */
export interface NatsPlace {
  /** Any of them will do. An address of IPv6 stands in brackets. */
  readonly servers: readonly string[];
  readonly tls: boolean;
  readonly user?: string;
  readonly pass?: string;
  readonly token?: string;
}

const URL_FORM = /^(nats|tls):\/\/(?:([^:@/]+)(?::([^:@/]*))?@)?([^@/?#]+)\/?$/;
const PORT = 4222;

/** Undefined where the text is none of these forms. */
export function natsPlace(text: string): NatsPlace | undefined {
  const [, scheme, name, password, hosts = ''] = URL_FORM.exec(text) ?? [];
  const servers = hosts.split(',');
  if (!servers.every((server) => addressOf(server, PORT))) return undefined;
  return { servers, tls: scheme === 'tls', ...credentials(name, password) };
}

function credentials(name: string | undefined, password: string | undefined): Partial<NatsPlace> {
  if (name === undefined) return {};
  const decoded = decodeURIComponent(name);
  return password === undefined ? { token: decoded } : { user: decoded, pass: decodeURIComponent(password) };
}
