import 'reflect-metadata';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestCluster, type TestCluster } from '../server/postgres/testing.ts';

declare global {
  var testCluster: TestCluster | undefined;
}

/** One PostgreSQL for the whole run; its address is in SHIZHUAN_TEST_PG. */
export default async function setup() {
  const cluster = await startTestCluster();
  globalThis.testCluster = cluster;
  process.env.SHIZHUAN_TEST_PG = cluster.url;
  process.env.SHIZHUAN_TEST_CITY = mkdtempSync(join(tmpdir(), 'shizhuan-city-'));
  const { makeTemplate } = await import('./template.ts');
  await makeTemplate();
}
