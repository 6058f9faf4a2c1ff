const base = require('./jest.config.cjs');

/** The proofs at their full size, one after another: they measure. @type {import('jest').Config} */
module.exports = async () => ({
  ...(await base()),
  testMatch: ['<rootDir>/test/promises/**/*.test.ts'],
  maxWorkers: 1,
  testTimeout: 300_000,
});
