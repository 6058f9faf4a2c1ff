const swc = require('../server/bin/swc.json');

/** @type {import('jest').Config} */
const config = {
  rootDir: '..',
  testEnvironment: '<rootDir>/test/environment.cjs',
  runtime: '<rootDir>/test/runtime.cjs',
  testMatch: ['<rootDir>/test/{unit,integration,promises}/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.build/'],
  transform: { '\\.(ts|js|mjs)$': ['@swc/jest', swc] },
  // These come as ES modules only, which jest does not load as they are.
  transformIgnorePatterns: ['/node_modules/(?!(graphql-request|graphql-ws|openid-client|oauth4webapi|jose|@scure|@noble)/)'],
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/setup.ts',
  globalTeardown: '<rootDir>/test/teardown.ts',
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/sequencer.cjs',
  testTimeout: 20_000,
};

// What is tested is tested as it runs: compiled.
module.exports = async () => {
  const { compile } = await import('../server/bin/compile.mjs');
  await compile();
  return config;
};
