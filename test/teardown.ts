import { rmSync } from 'node:fs';

export default async function teardown() {
  await globalThis.testCluster?.stop();
  const city = process.env['SHIZHUAN_TEST_CITY'];
  if (city) for (const path of [city, `${city}.json`]) rmSync(path, { recursive: true, force: true });
}
