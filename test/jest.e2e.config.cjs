const base = require('./jest.config.cjs');

/** @type {import('jest').Config} */
module.exports = async () => ({ ...(await base()), testMatch: ['<rootDir>/test/e2e/**/*.test.ts'], maxWorkers: 1, testTimeout: 120_000 });
