import { addressOf, type Address } from './address.js';

/** What every connection needs besides an address. */
export interface Access {
  readonly username?: string;
  readonly password?: string;
  readonly database?: number;
  readonly tls: boolean;
}

/**
 * Where Redis is:
 *
 * - `redis://user:password@host:6379/0`: one server;
 * - `redis+sentinel://user:password@host:26379,host:26379/name`: whichever server these sentinels call the primary of
 *   that name;
 * - `redis+cluster://user:password@host:6379,host:6379`: a cluster, of which these are some.
 *
 * With `rediss` for `redis` it speaks TLS.
 */
export type RedisPlace =
  | { readonly kind: 'server'; readonly address: Address; readonly access: Access }
  | {
      readonly kind: 'sentinel';
      readonly name: string;
      readonly sentinels: readonly Address[];
      readonly access: Access;
    }
  | { readonly kind: 'cluster'; readonly nodes: readonly Address[]; readonly access: Access };

const URL_FORM =
  /^redis(s?)(?:\+(sentinel|cluster))?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^@/?#]+)(?:\/([\w.-]*))?(?:\/(\d{1,4}))?$/;

const PORT = { server: 6379, sentinel: 26_379, cluster: 6379 } as const;

/** Undefined where the text is none of these forms. */
export function redisPlace(text: string): RedisPlace | undefined {
  const [, tls, form = 'server', user, password, hosts = '', name = '', database] = URL_FORM.exec(text) ?? [];
  if (hosts === '') return undefined;

  const kind = form as RedisPlace['kind'];
  const addresses = hosts.split(',').map((host) => addressOf(host, PORT[kind]));
  if (!addresses.every((address) => address !== undefined)) return undefined;
  const access = (number: string | undefined): Access => ({
    tls: tls === 's',
    ...(user && { username: decodeURIComponent(user) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(number && { database: Number(number) }),
  });
  switch (kind) {
    case 'server':
      if (addresses.length > 1 || database !== undefined || !/^\d{0,4}$/.test(name)) return undefined;
      return { kind, address: addresses[0]!, access: access(name) };
    case 'sentinel':
      return name === '' ? undefined : { kind, name, sentinels: addresses, access: access(database) };
    case 'cluster':
      return name === '' ? { kind, nodes: addresses, access: access(undefined) } : undefined;
  }
}
