import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** A house in which every file that is called canary breaks a rule. */
const house = {
  'src/infrastructure/store.ts': `export const store = 1;`,
  'src/interface/edge.ts': `export const edge = 1;`,
  'src/interface/protocol/schemas.ts': `export type Name = string;\nexport const name = 1;`,
  'src/domain/canary.ts': `export { z } from 'a-package';\nexport { store } from '../infrastructure/store.js';`,
  'src/application/canary.ts': `export type { edge } from '../interface/edge.js';\nexport const store = await import('../infrastructure/store.js');\nexport * from 'node:fs';`,
  'src/infrastructure/canary.ts': `export { edge } from '../interface/edge.js';`,
  'src/interface/canary.ts': `export { store } from '../infrastructure/store.js';`,
  'client/src/canary.ts': `export { name } from '../../src/interface/protocol/schemas.js';\nexport type { edge } from '../../src/interface/edge.js';`,
  'client/src/main.ts': `export type { Name } from '../../src/interface/protocol/schemas.js';`,
  'src/interface/ring-a.ts': `import { b } from './ring-b.js';\nexport const a = (): number => b();`,
  'src/interface/ring-b.ts': `import { a } from './ring-a.js';\nexport const b = (): number => a();`,
  'src/main.ts': `export const anything: any = 1;\nexport async function wait(): Promise<void> {}\nwait();`,
};

const folder = mkdtempSync(join(tmpdir(), 'parley-canaries-'));

beforeAll(() => {
  for (const config of ['.oxlintrc.json', '.dependency-cruiser.cjs', 'tsconfig.json']) {
    cpSync(config, join(folder, config));
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(house)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

const run = (tool: string, ...args: string[]): string[] =>
  spawnSync(process.execPath, [resolve('node_modules', tool), ...args], { cwd: folder, encoding: 'utf8' })
    .stdout.split('\n')
    .map((line) => line.trim());

describe('dependency-cruiser', () => {
  it('rejects every import that a layer may not have, and no other', () => {
    const said = run('dependency-cruiser/bin/dependency-cruise.mjs', 'src', 'client/src');
    expect(said.filter((line) => line.startsWith('error ')).toSorted()).toEqual([
      'error application-inward: src/application/canary.ts → fs',
      'error application-inward: src/application/canary.ts → src/infrastructure/store.ts',
      'error application-inward: src/application/canary.ts → src/interface/edge.ts',
      'error client-knows-the-wire: client/src/canary.ts → src/interface/edge.ts',
      'error client-takes-types: client/src/canary.ts → src/interface/protocol/schemas.ts',
      'error domain-pure: src/domain/canary.ts → a-package',
      'error domain-pure: src/domain/canary.ts → src/infrastructure/store.ts',
      'error infrastructure-no-interface: src/infrastructure/canary.ts → src/interface/edge.ts',
      'error interface-no-adapters: src/interface/canary.ts → src/infrastructure/store.ts',
      'error no-circular: src/interface/ring-a.ts →',
    ]);
  });
});

describe('oxlint', () => {
  const said = (): string[] => run('oxlint/bin/oxlint', '--type-aware', '--format=unix', 'src', 'client');

  it('rejects them too, and what the types forbid', () => {
    const places = new Set(
      said().flatMap((line) => {
        const [, file, rule] = /^(\S+?):\d.*\[\w+\/\S+\((\S+)\)\]$/.exec(line) ?? [];
        return file && rule ? [`${file} ${rule}`] : [];
      }),
    );
    expect([...places].toSorted()).toEqual([
      'src/application/canary.ts no-restricted-imports',
      'src/domain/canary.ts no-restricted-imports',
      'src/infrastructure/canary.ts no-restricted-imports',
      'src/interface/canary.ts no-restricted-imports',
      'src/interface/ring-a.ts no-cycle',
      'src/interface/ring-b.ts no-cycle',
      'src/main.ts no-explicit-any',
      'src/main.ts no-floating-promises',
    ]);
  });
});
