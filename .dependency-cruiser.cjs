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
      name: 'no-circular',
      comment: 'A cycle of modules is one module in several files.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'What nothing imports is dead.',
      severity: 'error',
      from: { orphan: true, pathNot: '(main\\.ts|\\.d\\.ts)$' },
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
