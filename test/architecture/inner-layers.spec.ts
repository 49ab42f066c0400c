import { join, posix } from 'node:path';
import ts from 'typescript';

const root = process.cwd().replaceAll('\\', '/');

/** What the compiler says of each text, as the only file that were added to a layer. */
function compile(layer: string, texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const configHost = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const parsed = ts.getParsedCommandLineOfConfigFile(
    join(root, 'src', layer, 'tsconfig.json'),
    {},
    configHost,
  );
  if (!parsed) throw new Error(`src/${layer}/tsconfig.json cannot be read`);

  const canaries = new Map(
    Object.entries(texts).map(([name, text], index) => [
      posix.join(root, 'src', layer, `canary-${index}.ts`),
      { name, text },
    ]),
  );
  const host = ts.createCompilerHost(parsed.options);
  const onDisk = host.readFile.bind(host);
  const isOnDisk = host.fileExists.bind(host);
  host.readFile = (file) => canaries.get(file)?.text ?? onDisk(file);
  host.fileExists = (file) => canaries.has(file) || isOnDisk(file);

  const program = ts.createProgram([...parsed.fileNames, ...canaries.keys()], parsed.options, host);
  const diagnostics = ts.getPreEmitDiagnostics(program);
  return Object.fromEntries(
    [...canaries].map(([file, { name }]) => [
      name,
      diagnostics
        .filter((diagnostic) => diagnostic.file?.fileName === file)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
        .join('\n'),
    ]),
  );
}

describe.each(['domain', 'application'])('the compiler, in the %s', (layer) => {
  const said = compile(layer, {
    process: 'export const pid = process.pid;',
    Buffer: `export const bytes = Buffer.from('');`,
    fetch: `export const page = fetch('/');`,
    crypto: 'export const id = crypto.randomUUID();',
    setTimeout: 'export const timer = setTimeout(() => undefined, 1);',
    console: `console.log('');`,
    document: 'export const page = document.body;',
    'node:fs': `export { readFileSync } from 'node:fs';`,
    'another layer': `export type { Backend } from '../infrastructure/backend.js';`,
    nothing: `import { ChatError } from '../domain/chat-error.js';\nexport const error = new ChatError('unavailable');`,
  });
  const { nothing, ...forbidden } = said;

  it.each(Object.keys(forbidden))('does not know %s', (name) => {
    expect(said[name]).not.toBe('');
  });

  it('finds no fault with what is allowed', () => {
    expect(nothing).toBe('');
  });
});
