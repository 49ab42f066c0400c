import { readdirSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import ts from 'typescript';

/** What the files of a layer may import beside packages of their own choice. */
interface Layer {
  readonly layers: readonly string[];
  readonly packages: boolean;
}

/** The dependency rule. */
export const layers: Readonly<Record<string, Layer>> = {
  domain: { layers: ['domain'], packages: false },
  application: { layers: ['domain', 'application'], packages: false },
  infrastructure: { layers: ['domain', 'application', 'infrastructure'], packages: true },
  interface: { layers: ['domain', 'application', 'interface'], packages: true },
};

/** The files below `folder` that end so, as paths from the working directory. */
export function filesBelow(folder: string, ...endings: string[]): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .filter((path) => !path.includes('/dist/'));
}

/** What a text imports: statically, dynamically, for its types or to pass it on. */
export function importsOf(text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** What a file imports against the rule. */
export function violations(path: string, text = readFileSync(path, 'utf8')): string[] {
  const layer = layers[layerOf(path)];
  if (!layer) return [];
  return importsOf(text).filter((name) =>
    name.startsWith('.') ? !layer.layers.includes(layerOf(posix.join(dirname(path), name))) : !layer.packages,
  );
}

/** The folder of src that a file belongs to; files beside these folders belong to none. */
function layerOf(path: string): string {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? '';
}
