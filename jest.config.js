const typescript = [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'es6' },
  },
];

const project = (displayName, testMatch, rest = {}) => ({
  displayName,
  testMatch: testMatch.map((pattern) => `<rootDir>/${pattern}`),
  rootDir: '.',
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: { '^.+\\.ts$': typescript },
  ...rest,
});

// What touches the database runs twice, once on each engine; the reporter fails the run when the two counts differ.
const onDatabase = ['test/e2e/**/*.e2e-spec.ts', 'test/database/**/*.spec.ts'];
const onceOnly = [
  'src/**/*.spec.ts',
  'test/*.spec.ts',
  'test/platform/**/*.spec.ts',
  'test/reference/**/*.spec.ts',
  'test/security/**/*.spec.ts',
  'test/support/**/*.spec.ts',
  'test/web/**/*.spec.ts',
];

export default {
  maxWorkers: 2,
  // Time enough on a machine that does other work, too: speed is measured by the benches, never here.
  testTimeout: 240_000,
  // Each spec loads its own copy of Nest; a worker that has grown is replaced before it slows the machine down.
  workerIdleMemoryLimit: '1500MB',
  globalSetup: './test/support/global-setup.mjs',
  globalTeardown: './test/support/global-teardown.mjs',
  reporters: ['default', './test/support/engine-reporter.mjs'],
  projects: [
    // The pages are looked at with a server on SQLite behind them.
    project('once', onceOnly, { globals: { ENGINE: 'sqlite' } }),
    project('sqlite', onDatabase, { globals: { ENGINE: 'sqlite' } }),
    project('postgres', onDatabase, {
      globals: { ENGINE: 'postgres' },
      globalSetup: './test/support/postgres-setup.mjs',
      globalTeardown: './test/support/postgres-teardown.mjs',
    }),
  ],
};
