import { readFileSync } from 'node:fs';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version: string }>>;
}

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;
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

  it('are those that package.json names, exactly', () => {
    const named = read<Record<'dependencies' | 'devDependencies', Record<string, string>>>('package.json');
    for (const [name, version] of Object.entries({ ...named.dependencies, ...named.devDependencies })) {
      expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
    }
  });
});
