import { available as browserAvailable } from './scripts/browser.mjs';

const swc = {
  swcrc: false,
  sourceMaps: true,
  module: { type: 'es6' },
  jsc: {
    target: 'es2023',
    keepClassNames: true,
    parser: { syntax: 'typescript', tsx: false, decorators: true },
    transform: { legacyDecorator: true },
  },
};

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testRegex: '\\.spec\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', '!src/main.ts'],
  testTimeout: 20_000,
  // Most of what takes long waits for something: with two at a time, one of them computes.
  maxWorkers: 2,
  testPathIgnorePatterns: browserAvailable ? [] : ['<rootDir>/test/browser'],
  reporters: ['default', '<rootDir>/scripts/count-reporter.mjs'],
};
