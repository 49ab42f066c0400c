import { filesBelow, layers, violations } from './layers.js';

describe.each(Object.keys(layers))('the layer %s', (layer) => {
  const files = filesBelow(`src/${layer}`, '.ts');

  it('has files', () => {
    expect(files).not.toHaveLength(0);
  });

  it('imports nothing that the dependency rule forbids', () => {
    const found = files.flatMap((file) => violations(file).map((name) => `${file} imports ${name}`));
    expect(found).toEqual([]);
  });
});

describe('the dependency rule', () => {
  it.each([
    ['a package in the domain', 'src/domain/canary.ts', `import { z } from 'zod';`],
    ['Node in the domain', 'src/domain/canary.ts', `import 'node:fs';`],
    ['the application in the domain', 'src/domain/canary.ts', `import '../application/ports/clock.js';`],
    ['the root in the domain', 'src/domain/canary.ts', `import { provide } from '../provide.js';`],
    [
      'a package in the application',
      'src/application/use-cases/canary.ts',
      `import { Subject } from 'rxjs';`,
    ],
    ['Node in the application', 'src/application/ports/canary.ts', `import { randomUUID } from 'crypto';`],
    ['a store in the application', 'src/application/canary.ts', `import '../infrastructure/backend.js';`],
    ['a store in a transport', 'src/interface/http/canary.ts', `import '../../infrastructure/backend.js';`],
    [
      'a transport in a store',
      'src/infrastructure/memory/canary.ts',
      `import '../../interface/failures.js';`,
    ],
    ['a type', 'src/domain/canary.ts', `import type { Clock } from '../application/ports/clock.js';`],
    [
      'the type of an import',
      'src/domain/canary.ts',
      `let clock: import('../application/ports/clock.js').Clock;`,
    ],
    [
      'a dynamic import',
      'src/application/canary.ts',
      `const store = await import('../infrastructure/backend.js');`,
    ],
    ['an export from', 'src/domain/canary.ts', `export { Clock } from '../application/ports/clock.js';`],
    ['an export of everything', 'src/domain/canary.ts', `export * from 'zod';`],
    ['a require', 'src/domain/canary.ts', `const fs = require('node:fs');`],
  ])('forbids %s', (_, path, text) => {
    expect(violations(path, text)).toHaveLength(1);
  });

  it.each([
    ['src/domain/canary.ts', `import { Room } from './room.js';`],
    ['src/application/use-cases/canary.ts', `import type { Room } from '../../domain/room.js';`],
    ['src/infrastructure/memory/canary.ts', `import 'node:fs';\nimport '../../application/ports/clock.js';`],
    ['src/interface/http/canary.ts', `import 'express';\nimport '../../application/ports/clock.js';`],
    ['src/app.module.ts', `import './infrastructure/backend.js';\nimport './interface/failures.js';`],
  ])('allows what %s imports here', (path, text) => {
    expect(violations(path, text)).toEqual([]);
  });
});
