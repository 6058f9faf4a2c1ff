import 'reflect-metadata';
import { startTestCluster, type TestCluster } from '../server/postgres/testing.ts';

declare global {
  var testCluster: TestCluster | undefined;
}

/** One PostgreSQL for the whole run; its address is in SHIZHUAN_TEST_PG. */
export default async function setup() {
  const cluster = await startTestCluster();
  globalThis.testCluster = cluster;
  process.env.SHIZHUAN_TEST_PG = cluster.url;
  const { makeTemplate } = await import('./template.ts');
  await makeTemplate();
}
