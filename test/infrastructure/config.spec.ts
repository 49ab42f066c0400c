import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readConfig } from '../../src/infrastructure/config/config.js';
import { renderEnvExample } from '../../src/infrastructure/config/env-example.js';
import { variables } from '../../src/infrastructure/config/variables.js';
import { StartupError } from '../../src/infrastructure/startup-error.js';

const NO_FILE = join(tmpdir(), 'no-such-folder', '.env');

const refused = (environment: Record<string, string>): string => {
  try {
    readConfig(environment, NO_FILE);
  } catch (error) {
    if (error instanceof StartupError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(readConfig({}, NO_FILE)).toEqual({
      port: 3000,
      host: undefined,
      store: 'sqlite',
      redis: { kind: 'server', address: { host: '127.0.0.1', port: 6379 }, access: { tls: false } },
      redisWait: 0,
      redisFiles: 1024 ** 3,
      attachments: undefined,
      nats: undefined,
      dataDir: resolve('data'),
      fileLimit: 50 * 1024 ** 2,
      fileQuota: 1024 ** 3,
      origins: [],
      trustProxy: 0,
      limits: 'on',
      recallSeconds: 120,
      pushContact: 'mailto:operator@example.org',
      logLevel: 'info',
    });
  });

  it('takes an empty value as not set', () => {
    const empty = Object.fromEntries(Object.values(variables).map(({ name }) => [name, '']));
    expect(readConfig(empty, NO_FILE)).toEqual(readConfig({}, NO_FILE));
  });

  it('leaves the variables of others alone', () => {
    expect(readConfig({ PATH: '/bin', PORTS: 'many' }, NO_FILE)).toEqual(readConfig({}, NO_FILE));
  });

  it.each([
    [{ PORT: '0' }, { port: 0 }],
    [{ PORT: '65535' }, { port: 65_535 }],
    [{ HOST: '::1' }, { host: '::1' }],
    [{ HOST: 'chat-1.example.org' }, { host: 'chat-1.example.org' }],
    [{ STORE: 'memory' }, { store: 'memory' }],
    [{ REDIS_URL: 'redis://localhost' }, { store: 'redis' }],
    [{ REDIS_URL: 'redis://localhost', STORE: 'memory' }, { store: 'memory' }],
    [
      { REDIS_WAIT: '1', REDIS_FILES: '2G' },
      { redisWait: 1, redisFiles: 2 * 1024 ** 3 },
    ],
    [{ NATS_URL: 'nats://localhost' }, { nats: { servers: ['localhost'], tls: false } }],
    [
      { FILE_LIMIT: '500K', FILE_QUOTA: '2G' },
      { fileLimit: 512_000, fileQuota: 2 * 1024 ** 3 },
    ],
    [{ DATA_DIR: '/srv/parley' }, { dataDir: resolve('/srv/parley') }],
    [
      { ORIGINS: 'https://A.example, http://b.example:8080/,' },
      { origins: ['https://a.example', 'http://b.example:8080'] },
    ],
    [{ TRUST_PROXY: '2' }, { trustProxy: 2 }],
    [{ LIMITS: 'off' }, { limits: 'off' }],
    [{ LOG_LEVEL: 'silent' }, { logLevel: 'silent' }],
  ])('understands %j', (environment, expected) => {
    expect(readConfig(environment, NO_FILE)).toMatchObject(expected);
  });

  it.each([
    [{ PORT: 'abc' }, 'PORT is "abc": give a whole number from 0 to 65535.'],
    [{ PORT: '65536' }, 'PORT is "65536": give a whole number from 0 to 65535.'],
    [{ PORT: '-1' }, 'PORT is "-1": give a whole number from 0 to 65535.'],
    [{ PORT: '0x50' }, 'PORT is "0x50": give a whole number from 0 to 65535.'],
    [{ HOST: 'http://localhost' }, 'HOST is "http://localhost": give an IP address or a host name.'],
    [{ STORE: 'postgres' }, 'STORE is "postgres": give sqlite, memory or redis.'],
    [{ REDIS_URL: 'localhost' }, 'REDIS_URL is "localhost": give an address such as redis://127.0.0.1:6379.'],
    [{ NATS_URL: 'localhost' }, 'NATS_URL is "localhost": give an address such as nats://127.0.0.1:4222.'],
    [{ FILE_LIMIT: '50' }, 'FILE_LIMIT is "50": give a size from 1K to 10G, such as 50M.'],
    [{ FILE_LIMIT: '11G' }, 'FILE_LIMIT is "11G": give a size from 1K to 10G, such as 50M.'],
    [{ DATA_DIR: '~/chat' }, 'DATA_DIR is "~/chat": give the path of a folder, written out without ~.'],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY is "true": give a whole number from 0 to 9.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud": give trace, debug, info, warn, error, fatal or silent.'],
  ])('says what is wrong with %j', (environment, message) => {
    expect(refused(environment)).toBe(message);
  });

  it.each(['*', 'chat.example', 'https://chat.example/room', 'ftp://chat.example', 'https://a@b.example'])(
    'refuses %s among the origins',
    (origin) => {
      expect(refused({ ORIGINS: `https://fine.example,${origin}` })).toBe(
        `ORIGINS is "https://fine.example,${origin}": give origins such as https://chat.example.org, separated by commas.`,
      );
    },
  );

  it('names everything that is wrong at once', () => {
    expect(refused({ PORT: 'x', STORE: 'y' }).split('\n')).toHaveLength(2);
  });
});

describe('the file .env', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-config-'));
  const file = join(folder, '.env');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read where the environment is silent', () => {
    writeFileSync(file, '# ours\nPORT=4000\r\nSTORE="memory"\n');
    expect(readConfig({ PORT: '5000' }, file)).toMatchObject({ port: 5000, store: 'memory' });
  });

  it('is one clear line where it cannot be read', () => {
    expect(() => readConfig({}, folder)).toThrow(
      `The file ${folder} cannot be read (EISDIR): mend or remove it.`,
    );
  });
});

describe('.env.example', () => {
  const text = readFileSync(resolve('.env.example'), 'utf8');

  it('is fresh; `npm run env` renders it', () => {
    expect(text).toBe(renderEnvExample());
  });

  it('shows defaults that are accepted as they stand', () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-example-'));
    const file = join(folder, '.env');
    writeFileSync(file, text.replaceAll(/^# (?=[A-Z_]+=)/gm, ''));
    expect(readConfig({}, file)).toEqual(readConfig({}, NO_FILE));
    rmSync(folder, { recursive: true });
  });
});
