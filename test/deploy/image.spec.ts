import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { variables } from '../../src/infrastructure/config/variables.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const TEXT = readFileSync('Dockerfile', 'utf8');
const dockerfile = DockerfileParser.parse(TEXT);
const built = TEXT.slice(TEXT.lastIndexOf('\nFROM '));
const { HEALTHCHECK, EXPOSE, USER } = Object.fromEntries(
  DockerfileParser.parse(built)
    .getInstructions()
    .map((one) => [one.getKeyword(), one.getArgumentsContent() ?? '']),
) as Record<string, string>;

/** What an instruction in exec form runs. */
const words = (content: string): string[] =>
  JSON.parse(content.slice(content.indexOf('['), content.lastIndexOf(']') + 1)) as string[];

/** Where the image takes from the build, and where it puts that. */
const copies = DockerfileParser.parse(built)
  .getCOPYs()
  .map((copy) => copy.getArguments().map((argument) => argument.getValue()))
  .filter(([from]) => from!.startsWith('/app/'))
  .map(([from, to]) => ({ from: relative('/app', from!), to: to! }));

/** A folder with what the image has, as far as it comes from here. It is linked, but for what may not see its way out. */
function unpack(root: string): void {
  for (const { from, to } of copies) {
    if (from === 'node_modules') installProduction(join(root, to));
    else cpSync(from, join(root, to), { recursive: true });
  }
}

/** The packages that `npm prune --omit=dev` leaves. */
function installProduction(folder: string): void {
  const list = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const top = process.cwd();
  for (const path of list.trim().split('\n').slice(1)) {
    const within = relative(join(top, 'node_modules'), path);
    const to = join(folder, within);
    if (existsSync(to)) continue;
    mkdirSync(dirname(to), { recursive: true });
    // A link, not a copy, would look for its own packages where the tests have theirs.
    cpSync(path, to, { recursive: true, dereference: true, filter: (from) => !inner(path, from) });
  }
}

/** Packages within a package are listed by themselves. */
const inner = (path: string, from: string): boolean => relative(path, from).split('/')[0] === 'node_modules';

/** In Docker a process of the image's user; here, where it may be had, nobody in particular. */
const nobody = process.getuid?.() === 0 ? { uid: 65_532, gid: 65_532 } : {};

describe('The image', () => {
  it('is described without a mistake', () => {
    expect(validate(TEXT)).toEqual([]);
  });

  it('runs as nobody in particular, and exposes the port that the server listens on', () => {
    expect(USER).toBe('nonroot');
    expect(EXPOSE).toBe(variables.port.fallback);
  });

  it('sets nothing that the server does not know', () => {
    const known = ['NODE_ENV', ...Object.values(variables).map(({ name }) => name)];
    const set = dockerfile.getENVs().flatMap((env) => env.getProperties().map((one) => one.getName()));
    expect(known).toEqual(expect.arrayContaining(set));
  });

  it('copies into the build all that it is built from', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
    const taken = DockerfileParser.parse(TEXT.slice(0, TEXT.lastIndexOf('\nFROM ')))
      .getCOPYs()
      .flatMap((copy) => copy.getArguments().map((argument) => argument.getValue()))
      .filter((name, index, all) => name !== './' && all.indexOf(name) === index);
    for (const name of taken) {
      expect(existsSync(name)).toBe(true);
      expect(ignored).toContain(`!${name}`);
    }
  });

  it('has all that the server takes to run, to be found healthy, and to end on a signal', async () => {
    const folder = temporaryFolder();
    const data = temporaryFolder();
    chmodSync(folder.path, 0o755);
    chmodSync(data.path, 0o777);
    unpack(folder.path);
    symlinkSync(process.execPath, join(folder.path, 'node'));
    const [command] = words(TEXT.slice(TEXT.lastIndexOf('\nCMD ')));
    const env = { NODE_ENV: 'production', DATA_DIR: data.path, HOST: '127.0.0.1', PORT: '0' };
    const child = spawn(join(folder.path, 'node'), [command!], {
      cwd: folder.path,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
      ...nobody,
    });
    const exit = once(child, 'exit');
    let port: string | undefined;
    for await (const line of createInterface(child.stdout)) {
      [, port] = /ready at http:\/\/[\d.]+:(\d+)/.exec(line) ?? [];
      if (port !== undefined) break;
    }
    child.stdout.resume();
    expect(port).toMatch(/^\d+$/);

    const page = await fetch(`http://127.0.0.1:${port}/`);
    expect(await page.text()).toContain('<title>Parley</title>');
    const [, ...probe] = words(HEALTHCHECK!);
    const healthy = async (at: string) => {
      const [code] = (await once(spawn(process.execPath, probe, { env: { PORT: at } }), 'exit')) as [number];
      return code;
    };
    expect(await healthy(port!)).toBe(0);

    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect(await healthy(port!)).toBe(1);
    folder.remove();
    data.remove();
  }, 60_000);
});
