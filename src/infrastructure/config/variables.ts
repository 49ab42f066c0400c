import { resolve } from 'node:path';
import { z } from 'zod';
import { natsPlace } from '../nats-place.js';
import { redisPlace } from '../redis-place.js';

/** An environment variable: for the person who sets it, and for the program that reads it. */
export interface Variable {
  readonly name: string;
  /** One sentence for .env.example. */
  readonly about: string;
  /** What counts when it is not set, or empty. */
  readonly fallback: string;
  /** What may be given; ends the sentence that says what is wrong. */
  readonly give: string;
  /** What counts then, if others are set. */
  readonly instead?: (given: Readonly<Record<string, string | undefined>>) => string | undefined;
  readonly schema: z.ZodType;
}

const UNITS = { K: 1024, M: 1024 ** 2, G: 1024 ** 3 } as const;

/** A number of bytes, written with the unit that people use for it. */
const size = (most: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,3}[KMG]$/)
    .transform((text) => Number.parseInt(text, 10) * UNITS[text.at(-1) as keyof typeof UNITS])
    .refine((bytes) => bytes <= most);

/** Every variable that the server reads, under the name that it has in `Config`. */
export const variables = {
  port: {
    name: 'PORT',
    about: 'The port to listen on; 0 takes any free one.',
    fallback: '3000',
    give: 'a whole number from 0 to 65535',
    schema: z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .refine((port) => port <= 65_535),
  },
  host: {
    name: 'HOST',
    about: 'The address to listen on, such as 127.0.0.1; all addresses of this machine unless set.',
    fallback: '',
    give: 'an IP address or a host name',
    schema: z
      .string()
      .regex(/^[\w.:%-]*$/)
      .transform((host) => host || undefined),
  },
  store: {
    name: 'STORE',
    about:
      'Where everything is kept: sqlite (a file in DATA_DIR), memory (gone at the end), or redis, which it is where REDIS_URL is set.',
    fallback: 'sqlite',
    instead: ({ REDIS_URL }) => (REDIS_URL ? 'redis' : undefined),
    give: 'sqlite, memory or redis',
    schema: z.enum(['sqlite', 'memory', 'redis']),
  },
  redis: {
    name: 'REDIS_URL',
    about:
      'Where Redis is: redis://user:password@host:6379/0, redis+sentinel://host:26379,host:26379/name or redis+cluster://host:6379,host:6379; rediss speaks TLS.',
    fallback: 'redis://127.0.0.1:6379',
    give: 'an address such as redis://127.0.0.1:6379',
    schema: z.string().transform((text, context) => {
      const place = redisPlace(text);
      if (place) return place;
      context.addIssue('not an address of Redis');
      return z.NEVER;
    }),
  },
  redisWait: {
    name: 'REDIS_WAIT',
    about: 'How many replicas of Redis have a message before its author is told that it is kept.',
    fallback: '0',
    give: 'a whole number from 0 to 9',
    schema: z.string().regex(/^\d$/).transform(Number),
  },
  redisFiles: {
    name: 'REDIS_FILES',
    about: 'How much the files of all users may take in Redis together, such as 500M or 2G.',
    fallback: '1G',
    give: 'a size from 1K to 1000G, such as 2G',
    schema: size(1000 * UNITS.G),
  },
  attachments: {
    name: 'ATTACHMENTS',
    about: 'The folder that all servers on one Redis share, to keep files there and not in Redis.',
    fallback: '',
    give: 'the path of a folder, written out without ~',
    schema: z
      .string()
      .regex(/^(?!~)/)
      .transform((path) => (path === '' ? undefined : resolve(path))),
  },
  nats: {
    name: 'NATS_URL',
    about:
      'Where NATS is, by which the servers on one Redis tell each other then: nats://user:password@host:4222,host:4222 or nats://token@host:4222; tls speaks TLS.',
    fallback: '',
    give: 'an address such as nats://127.0.0.1:4222',
    schema: z.string().transform((text, context) => {
      const place = text === '' ? undefined : natsPlace(text);
      if (text !== '' && !place) context.addIssue('not an address of NATS');
      return place;
    }),
  },
  dataDir: {
    name: 'DATA_DIR',
    about: 'The folder that sqlite keeps its files in; it is made when it is missing.',
    fallback: './data',
    give: 'the path of a folder, written out without ~',
    schema: z
      .string()
      .regex(/^[^~]/)
      .transform((path) => resolve(path)),
  },
  fileLimit: {
    name: 'FILE_LIMIT',
    about: 'The largest file that can be sent, such as 500K, 50M or 2G.',
    fallback: '50M',
    give: 'a size from 1K to 10G, such as 50M',
    schema: size(10 * UNITS.G),
  },
  fileQuota: {
    name: 'FILE_QUOTA',
    about: 'How much the files of one user may take together, such as 500M or 2G.',
    fallback: '1G',
    give: 'a size from 1K to 1000G, such as 2G',
    schema: size(1000 * UNITS.G),
  },
  origins: {
    name: 'ORIGINS',
    about: 'Other sites whose pages may use this server, separated by commas. Its own page always may.',
    fallback: '',
    give: 'origins such as https://chat.example.org, separated by commas',
    schema: z.string().transform((list, context) => {
      const origins = list.split(',').flatMap((text) => (text.trim() === '' ? [] : [originOf(text.trim())]));
      if (origins.every((origin) => origin !== undefined)) return origins;
      context.addIssue('not an origin');
      return z.NEVER;
    }),
  },
  trustProxy: {
    name: 'TRUST_PROXY',
    about: 'How many proxies stand in front of this server: what they say of a caller is believed.',
    fallback: '0',
    give: 'a whole number from 0 to 9',
    schema: z.string().regex(/^\d$/).transform(Number),
  },
  limits: {
    name: 'LIMITS',
    about: 'Whether rate limits hold: on, or off for a benchmark among friends.',
    fallback: 'on',
    give: 'on or off',
    schema: z.enum(['on', 'off']),
  },
  recallSeconds: {
    name: 'RECALL_SECONDS',
    about: 'For so long people can recall what they said; moderators always can.',
    fallback: '120',
    give: 'a whole number of seconds, from 0 to 999999999',
    schema: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  },
  pushContact: {
    name: 'PUSH_CONTACT',
    about: 'Where push services of browsers find who runs this server, when notifications trouble them.',
    fallback: 'mailto:operator@example.org',
    give: 'an address such as mailto:me@example.org or https://example.org',
    schema: z.string().regex(/^(mailto:\S+@\S+|https:\/\/\S+)$/),
  },
  logLevel: {
    name: 'LOG_LEVEL',
    about: 'The least that is worth a line in the log: trace, debug, info, warn, error, fatal or silent.',
    fallback: 'info',
    give: 'trace, debug, info, warn, error, fatal or silent',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
  },
} satisfies Record<string, Variable>;

/** As browsers write it, or undefined where `text` says more or less than an origin. */
function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { href, origin, protocol } = new URL(text);
  return href === `${origin}/` && /^https?:$/.test(protocol) ? origin : undefined;
}
