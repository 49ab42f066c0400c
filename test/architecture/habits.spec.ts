import { readFileSync } from 'node:fs';
import { filesBelow } from './layers.js';

const sources = [...filesBelow('src', '.ts'), ...filesBelow('client', '.ts', '.tsx')];
const mentioning = (pattern: RegExp, files = sources): string[] =>
  files.filter((file) => pattern.test(readFileSync(file, 'utf8')));

describe('the sources', () => {
  it('read the environment in one place', () => {
    const readers = mentioning(/\bprocess\s*(\.\s*env|\[)|\benv\b[^;]*from 'node:process'/);
    expect(readers).toEqual(['src/infrastructure/config/config.ts']);
  });

  it('have no barrel', () => {
    expect(sources.filter((file) => /\/index\.tsx?$/.test(file))).toEqual([]);
  });

  it('write no markup from strings', () => {
    const writers = mentioning(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
    expect(writers).toEqual([]);
  });

  it('know Nest only in the interface and at the root', () => {
    const users = mentioning(/from '@nestjs\//).filter((file) => !/^src\/(interface\/|[^/]+$)/.test(file));
    expect(users).toEqual([]);
  });

  it('have no statement compiled anew for the limit that is bound to it', () => {
    expect(mentioning(/\bLIMIT \?/)).toEqual(['src/infrastructure/sqlite/database.ts']);
  });

  it('silence no compiler and no linter', () => {
    expect(mentioning(/@ts-(ignore|nocheck)|(eslint|oxlint)-disable(?!-next-line \S+ -- )/)).toEqual([]);
  });
});
