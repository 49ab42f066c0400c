// Builds the chat page: client/ becomes static files in client/dist, each with a compressed copy beside it, so that any
// web server can serve them as they are. Names under assets/ carry a hash of the content and never change.
import { readFile, rm, mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';
import { emojiRows } from './emoji.mjs';

const client = resolve(dirname(fileURLToPath(import.meta.url)), '../client');
const dist = join(client, 'dist');

const assets = {
  bundle: true,
  minify: true,
  write: false,
  outdir: dist,
  entryNames: 'assets/[name]-[hash]',
  target: ['chrome123', 'firefox125', 'safari17.5'],
  logLevel: 'warning',
};

/**
 * Lets each part that is fetched later reach all that the first sight of the page is made of. So esbuild puts that into
 * one shared file, where it would make one of its own of whatever a different set of parts has in common.
 */
const oneShared = {
  name: 'one-shared',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) =>
      kind === 'dynamic-import'
        ? { namespace: 'part', path: join(resolveDir, path), pluginData: { resolveDir } }
        : undefined,
    );
    onLoad({ filter: /./, namespace: 'part' }, ({ path, pluginData }) => ({
      contents: `import ${JSON.stringify(join(client, 'src/ui/app.js'))}; export * from ${JSON.stringify(path)};`,
      resolveDir: pluginData.resolveDir,
    }));
  },
};

/** The page tells what went wrong in the reader's language, so the domain's words for developers stay at home. */
const errorsByCode = {
  name: 'errors-by-code',
  setup({ onResolve }) {
    onResolve({ filter: /\/chat-error\.js$/ }, () => ({ path: join(client, 'src/model/chat-error.ts') }));
  },
};

const emoji = {
  name: 'emoji',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^emoji-rows$/ }, ({ path }) => ({ path, namespace: 'emoji' }));
    onLoad({ filter: /./, namespace: 'emoji' }, () => ({
      contents: JSON.stringify(emojiRows()),
      loader: 'json',
    }));
  },
};

/** The page connects by WebSocket or polling, and sends no bytes: what speaks otherwise stays away. */
const noOtherWays = {
  name: 'no-other-ways',
  setup({ onLoad }) {
    onLoad({ filter: /socket\.io-parser.*[\\/]is-binary\.js$/ }, () => ({
      contents: 'export const isBinary = () => false; export const hasBinary = isBinary;',
    }));
    onLoad({ filter: /socket\.io-parser.*[\\/]binary\.js$/ }, () => ({
      contents:
        'export const deconstructPacket = (packet) => ({ packet }); export const reconstructPacket = String;',
    }));
    onLoad({ filter: /engine\.io-client.*[\\/]webtransport\.js$/ }, () => ({
      contents: 'export class WT {}',
    }));
  },
};

const bundles = await Promise.all([
  build({
    ...assets,
    entryPoints: [join(client, 'src/main.tsx')],
    format: 'esm',
    splitting: true,
    chunkNames: 'assets/[name]-[hash]',
    plugins: [oneShared, noOtherWays, errorsByCode, emoji],
    metafile: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    // Markdown's &references; stay as they are written, so nothing needs what decodes them, by innerHTML.
    alias: { 'decode-named-character-reference': join(client, '../scripts/no-references.mjs') },
  }),
  // Apart, so that a language is one file: the page finds it by what the page's first script is told.
  build({
    ...assets,
    entryPoints: ['en', 'zh-cn'].map((language) => join(client, `src/i18n/${language}.ts`)),
    format: 'esm',
    // A Chinese text is a tenth smaller so.
    charset: 'utf8',
  }),
  // At the root, under a name of its own: a service worker is in charge of what is beside and below it.
  build({
    ...assets,
    entryPoints: [join(client, 'src/worker/service-worker.ts')],
    entryNames: '[name]',
    format: 'iife',
  }),
  build({ ...assets, entryPoints: [join(client, 'src/boot.ts')], format: 'iife', target: 'es2017' }),
]);
const files = new Map(
  bundles.flatMap(({ outputFiles }) =>
    outputFiles.map(({ path, text }) => [
      relative(dist, path),
      // client/src/io/import-part.ts says why.
      Buffer.from(text.replaceAll('import("./', 'importPart("./')),
    ]),
  ),
);

const built = (name, ext) =>
  '/' + [...files.keys()].find((path) => basename(path).startsWith(name + '-') && extname(path) === ext);
const outputs = Object.values(bundles[0].metafile.outputs);
const { imports } = outputs.find(({ entryPoint }) => entryPoint?.endsWith('main.tsx'));
const [shared] = imports.filter(({ kind }) => kind === 'import-statement');
const page = await readFile(join(client, 'index.html'), 'utf8');
files.set(
  'index.html',
  Buffer.from(
    page
      .replace('%BOOT%', built('boot', '.js'))
      .replace('%EN%', built('en', '.js'))
      .replace('%ZH-CN%', built('zh-cn', '.js'))
      .replace('%STYLE%', built('main', '.css'))
      .replace('%SHARED%', '/' + relative(dist, resolve(shared.path)))
      .replace('%MAIN%', built('main', '.js')),
  ),
);
for (const name of await readdir(join(client, 'public')))
  files.set(name, await readFile(join(client, 'public', name)));

await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, 'assets'), { recursive: true });

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);
await Promise.all(
  [...files].map(async ([path, contents]) => {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: contents.length,
    };
    await Promise.all([
      writeFile(join(dist, path), contents),
      writeFile(join(dist, path + '.br'), await brotli(contents, { params })),
      writeFile(join(dist, path + '.gz'), await deflate(contents, { level: 9 })),
    ]);
  }),
);
