import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { filesBelow, importsOf } from './layers.js';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string }>>;
}

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;
const named = read<Record<'dependencies' | 'devDependencies', Record<string, string>>>('package.json');
const { packages } = read<Lock>('package-lock.json');

/** Every version of a package that gets installed. */
const versionsOf = (name: string): string[] =>
  Object.entries(packages)
    .filter(([folder]) => folder === `node_modules/${name}` || folder.endsWith(`/node_modules/${name}`))
    .map(([, { version }]) => version);

const atLeast = (version: string, floor: string): boolean =>
  version.localeCompare(floor, 'en', { numeric: true }) >= 0;

describe('the installed packages', () => {
  it.each([
    ['ws', '8.21.0'],
    ['socket.io-parser', '4.2.6'],
    ['engine.io', '6.6.9'],
  ])('have no %s older than %s, where attacks on it were closed', (name, floor) => {
    const versions = versionsOf(name);
    expect(versions).not.toHaveLength(0);
    expect(versions.filter((version) => !atLeast(version, floor))).toEqual([]);
  });

  it('have one Socket.IO, the same on both ends', () => {
    expect(versionsOf('socket.io')).toHaveLength(1);
    expect(versionsOf('socket.io-client')).toEqual(versionsOf('socket.io'));
  });

  it('report to nobody that they were installed', () => {
    // What @asyncapi/parser brings along does, in the newest versions: hence the overrides in package.json.
    expect(versionsOf('@scarf/scarf')).toEqual([]);
  });

  it('are those that package.json names, exactly', () => {
    for (const [name, version] of Object.entries({ ...named.dependencies, ...named.devDependencies })) {
      expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
    }
  });
});

describe('the dependencies of the server', () => {
  /** Nest asks for these by itself. */
  const FOR_NEST = ['@nestjs/platform-express', 'rxjs'];
  const imported = new Set(
    filesBelow('src', '.ts')
      .flatMap((file) => importsOf(readFileSync(file, 'utf8')))
      .filter((name) => !name.startsWith('.') && !isBuiltin(name))
      .map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0]),
  );

  it('are what its sources import, so that it runs without development packages', () => {
    expect([...imported].filter((name) => !(String(name) in named.dependencies))).toEqual([]);
  });

  it('are no more than that', () => {
    const idle = Object.keys(named.dependencies).filter((name) => !imported.has(name));
    expect(idle.filter((name) => !FOR_NEST.includes(name))).toEqual([]);
  });
});
