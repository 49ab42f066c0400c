import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { filesBelow } from './layers.js';

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'src/README.md',
  'src/infrastructure/README.md',
  'src/interface/README.md',
  'client/README.md',
];

const FOLDERS = ['src', 'client', 'test', 'scripts', '.ci'];
const files = FOLDERS.flatMap((folder) => filesBelow(folder, '')).filter((path) =>
  /\.\w+$|\/run$/.test(path),
);

/** Whether `path` is there. Where it says `<name>`, some one name must fit: a recipe describes what is built already. */
function exists(path: string): boolean {
  if (!path.includes('<name>')) return existsSync(path);
  const [first = '', ...rest] = path
    .split('<name>')
    .map((part) => part.replaceAll(/[.+()]/g, String.raw`\$&`));
  const pattern = new RegExp(
    `^${first}([a-z0-9-]+)${rest.join(String.raw`\1`)}${path.endsWith('/') ? '' : '$'}`,
  );
  return files.some((file) => pattern.test(file));
}

/** The paths that a text names: the targets of its links, and what stands in backticks and looks like a path. */
function pathsIn(text: string): string[] {
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
  const code = [...text.matchAll(/`([^`\s]+)`/g)]
    .map(([, span = '']) => span)
    .filter((span) => /^[\w.<][\w.<>/-]*$/.test(span))
    .filter(
      (span) =>
        FOLDERS.some((folder) => span.startsWith(`${folder}/`)) || /\w\.(tsx?|mjs|cjs|md|json)$/.test(span),
    );
  return [...links, ...code];
}

/** A path is meant from the top, or from where the document stands; a bare name may be that of any file. */
const found = (document: string, path: string): boolean =>
  exists(path) ||
  exists(posix.join(posix.dirname(document), path)) ||
  (!path.includes('/') && files.some((file) => posix.basename(file) === path));

describe.each(DOCUMENTS)('%s', (document) => {
  it('names paths, and each of them exists', () => {
    const paths = pathsIn(readFileSync(document, 'utf8'));
    expect(paths).not.toHaveLength(0);
    expect(paths.filter((path) => !found(document, path))).toEqual([]);
  });
});

describe('a path in a document', () => {
  it.each([
    ['a link', 'see [the map](src/lost.md#map)', 'src/lost.md'],
    ['a path', 'edit `src/domain/lost.ts`', 'src/domain/lost.ts'],
    ['a folder', 'add `src/lost/`', 'src/lost/'],
    ['a file by its name', 'edit `lost.ts`', 'lost.ts'],
    ['a pattern that fits nothing', 'add `src/<name>/lost-<name>.ts`', 'src/<name>/lost-<name>.ts'],
  ])('is missed as %s', (_, text, path) => {
    expect(pathsIn(text)).toEqual([path]);
    expect(found('README.md', path)).toBe(false);
  });

  it('is no path where it is a command, a request or a package', () => {
    expect(pathsIn('`npm start`, `GET /api/rooms`, `room:join`, `@nestjs/core`, `text/plain`')).toEqual([]);
  });

  it('fits by one name in all places', () => {
    expect(exists('src/infrastructure/<name>/open-<name>.ts')).toBe(true);
    expect(exists('src/infrastructure/<name>/lost-<name>.ts')).toBe(false);
  });
});
