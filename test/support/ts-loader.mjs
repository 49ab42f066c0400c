// Module hooks: a `.js` specifier that has only a `.ts` file gets that file, with its types taken out.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const source = (url) =>
  url.startsWith('file:') && url.endsWith('.js') ? url.slice(0, -2) + 'ts' : undefined;

export async function resolve(specifier, context, next) {
  const wanted = /^(\.{0,2}\/|file:)/.test(specifier) && new URL(specifier, context.parentURL).href;
  const typed = wanted && source(wanted);
  return typed && existsSync(fileURLToPath(typed)) && !existsSync(fileURLToPath(wanted))
    ? { url: typed, format: 'module', shortCircuit: true }
    : next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const { code } = await transform(await readFile(new URL(url), 'utf8'), {
    swcrc: false,
    filename: fileURLToPath(url),
    sourceMaps: 'inline',
    module: { type: 'es6' },
    jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
  });
  return { format: 'module', source: code, shortCircuit: true };
}
