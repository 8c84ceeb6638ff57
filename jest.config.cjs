/**
 * Five projects. Only `unit` needs nothing. `web` needs a Chromium and has the pages built for it; the others have servers
 * started for them. Each once a run and only when one of their tests is selected, because jest runs a project's global setup
 * just then. `scripts/test.mjs` runs `unit` on two workers and the others one file at a time: they share a Temporal server,
 * and time-skipping is global to a server.
 */
const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/', '<rootDir>/.cache/', '<rootDir>/web/dist/'],
  clearMocks: true,
};

const withServers = {
  ...common,
  globalSetup: '<rootDir>/tests/support/start-servers.ts',
  globalTeardown: '<rootDir>/tests/support/stop-servers.ts',
};

module.exports = {
  // jest takes this one for all projects together; a pure test that needs a second is a slow test all the same.
  testTimeout: 120_000,
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/tests/unit/**/*.test.ts'] },
    { ...withServers, displayName: 'temporal', testMatch: ['<rootDir>/tests/temporal/**/*.test.ts'] },
    { ...withServers, displayName: 'api', testMatch: ['<rootDir>/tests/api/**/*.test.ts'] },
    {
      ...common,
      displayName: 'web',
      testMatch: ['<rootDir>/tests/web/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/support/web/build-pages.ts',
      globalTeardown: '<rootDir>/tests/support/web/remove-pages.ts',
    },
    { ...withServers, displayName: 'long', testMatch: ['<rootDir>/tests/long/**/*.test.ts'] },
  ],
};
