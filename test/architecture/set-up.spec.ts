import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Leaves a mark, then what it makes of the sources; like the real one it leaves files behind when it fails. */
const STUB_OF_A_BUILD = (source: string, output: string): string => `
  const fs = require('node:fs');
  fs.appendFileSync('built', '${output}\\n');
  fs.rmSync('${output}', { recursive: true, force: true });
  fs.cpSync('${source}', '${output}', { recursive: true });
  process.exit(fs.readFileSync('${source}/main.ts', 'utf8').includes('mistake') ? 1 : 0);
`;

const STUB_OF_NPM = `
  const fs = require('node:fs');
  fs.appendFileSync('installed', process.argv.slice(2).join(' ') + '\\n');
  fs.mkdirSync('node_modules', { recursive: true });
  fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
`;

const lock = (packages: Record<string, object>): string =>
  JSON.stringify({ packages: { '': { name: 'parley' }, ...packages } });

let folder: string;
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
const remove = (path: string): void => rmSync(join(folder, path), { recursive: true });

/** Runs a script in the folder, and answers its exit code and the lines that the stubs of the tools left. */
const run = (script: string, marks: string): { code: number | null; did: string[] } => {
  rmSync(join(folder, marks), { force: true });
  const env = { ...process.env, npm_execpath: join(folder, 'npm-cli.js') };
  const { status } = spawnSync(process.execPath, [join(folder, 'scripts', script)], { cwd: folder, env });
  try {
    return { code: status, did: readFileSync(join(folder, marks), 'utf8').trim().split('\n').toSorted() };
  } catch {
    return { code: status, did: [] };
  }
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-set-up-'));
  for (const script of ['bootstrap.mjs', 'build.mjs', 'take-turns.mjs'])
    cpSync(`scripts/${script}`, join(folder, 'scripts', script));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('installing', () => {
  const ONE = { version: '1.0.0', integrity: 'sha512-one' };
  const install = (): string[] => {
    const { code, did } = run('bootstrap.mjs', 'installed');
    expect(code).toBe(0);
    return did;
  };

  beforeEach(() => {
    write('npm-cli.js', STUB_OF_NPM);
    write('package-lock.json', lock({ 'node_modules/one': ONE }));
  });

  it('happens once, with all that building takes', () => {
    expect(install()).toEqual([expect.stringMatching(/^ci --include=dev /)]);
    expect(install()).toEqual([]);
  });

  it.each([
    ['another version', { 'node_modules/one': { ...ONE, version: '1.0.1' } }],
    ['other contents', { 'node_modules/one': { ...ONE, integrity: 'sha512-other' } }],
    ['another package', { 'node_modules/one': ONE, 'node_modules/two': ONE }],
  ])('happens again when the lock file names %s', (_, packages) => {
    install();
    write('package-lock.json', lock(packages));
    expect(install()).toHaveLength(1);
    expect(install()).toEqual([]);
  });

  it('happens again when packages were left out', () => {
    install();
    write('node_modules/.package-lock.json', lock({}));
    expect(install()).toHaveLength(1);
  });

  it('does not wait for what is made for other platforms', () => {
    install();
    write(
      'package-lock.json',
      lock({ 'node_modules/one': ONE, 'node_modules/mac': { ...ONE, optional: true } }),
    );
    expect(install()).toEqual([]);
  });

  it('that fails ends the start', () => {
    write('npm-cli.js', 'process.exit(1)');
    expect(run('bootstrap.mjs', 'installed').code).toBe(1);
  });
});

describe('building', () => {
  const build = (): { code: number | null; did: string[] } => run('build.mjs', 'built');
  const NOTHING = { code: 0, did: [] };
  const BOTH = { code: 0, did: ['client/dist', 'dist'] };

  beforeEach(() => {
    write('node_modules/@nestjs/cli/bin/nest.js', STUB_OF_A_BUILD('src', 'dist'));
    write('package.json', '{ "type": "commonjs" }');
    write('scripts/build-client.mjs', `import './build-client.cjs';`);
    write('scripts/build-client.cjs', STUB_OF_A_BUILD('client/src', 'client/dist'));
    write('src/main.ts', '1');
    write('src/domain/room.ts', '1');
    write('client/src/main.ts', '1');
  });

  it('happens once', () => {
    expect(build()).toEqual(BOTH);
    expect(build()).toEqual(NOTHING);
  });

  it.each([
    ['changes', () => write('src/domain/room.ts', '2')],
    ['comes', () => write('src/domain/user.ts', '1')],
    ['goes', () => remove('src/domain/room.ts')],
  ])('happens again when a source %s', (_, change) => {
    build();
    change();
    expect(build()).toEqual(BOTH);
    expect(build()).toEqual(NOTHING);
  });

  it('happens once when two begin at the same time', async () => {
    const script = join(folder, 'scripts/build.mjs');
    const both = [1, 2].map(() => once(spawn(process.execPath, [script], { cwd: folder }), 'exit'));
    expect(await Promise.all(both)).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(readFileSync(join(folder, 'built'), 'utf8').trim().split('\n').toSorted()).toEqual(BOTH.did);
    expect(build()).toEqual(NOTHING);
  });

  it('does not wait for one that was killed', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    write('.cache/turn', String(pid));
    expect(build()).toEqual(BOTH);
  });

  it('leaves the server as it is when only the page changes', () => {
    build();
    write('client/src/main.ts', '2');
    expect(build()).toEqual({ code: 0, did: ['client/dist'] });
  });

  it.each([
    ['is gone', () => remove('dist')],
    ['lacks a file', () => remove('dist/domain')],
    ['was changed by hand', () => write('dist/main.ts', '2')],
  ])('happens again when its output %s', (_, change) => {
    build();
    change();
    expect(build()).toEqual({ code: 0, did: ['dist'] });
    expect(build()).toEqual(NOTHING);
  });

  it('that fails is never taken for a good one', () => {
    build();
    write('src/main.ts', 'mistake');
    expect(build().code).toBe(1);
    expect(build()).toEqual({ code: 1, did: ['dist'] });
    write('src/main.ts', '1');
    expect(build().code).toBe(0);
    expect(build()).toEqual(NOTHING);
  });
});
