module.exports = {
  forbidden: [
    {
      name: 'domain-pure',
      comment: 'The domain depends on nothing but itself.',
      severity: 'error',
      from: { path: '^src/domain' },
      to: { pathNot: '^src/domain' },
    },
    {
      name: 'application-inward',
      comment: 'The application knows the domain and nothing else.',
      severity: 'error',
      from: { path: '^src/application' },
      to: { pathNot: '^src/(domain|application)' },
    },
    {
      name: 'interface-no-adapters',
      comment: 'A transport never reaches a store.',
      severity: 'error',
      from: { path: '^src/interface' },
      to: { path: '^src/infrastructure' },
    },
    {
      name: 'infrastructure-no-interface',
      comment: 'A store never reaches a transport.',
      severity: 'error',
      from: { path: '^src/infrastructure' },
      to: { path: '^src/interface' },
    },
    {
      name: 'client-knows-the-wire',
      comment: 'The page knows the rules and the protocol of the server, and nothing behind them.',
      severity: 'error',
      from: { path: '^client' },
      to: { path: '^src', pathNot: '^src/(domain|interface/protocol)/' },
    },
    {
      name: 'client-takes-types',
      comment: 'The page takes only types from the protocol: schemas are too heavy for it.',
      severity: 'error',
      from: { path: '^client' },
      to: { path: '^src/interface/protocol/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circular',
      comment: 'A cycle of modules fails to load, sooner or later. Types are gone by then.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      comment: 'What nothing imports is dead.',
      severity: 'error',
      from: { orphan: true, pathNot: '(client/src/boot\\.ts|service-worker\\.ts|main\\.ts|\\.d\\.ts)$' },
      to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
