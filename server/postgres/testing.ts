import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountFor, isRoot } from './account.ts';
import { binariesFor } from './binaries.ts';
import { adminUrl, type Cluster, clear, freePort, initialise, start, stop } from './cluster.ts';
import { namedAlive, nameOf } from './processes.ts';
import { testSettings } from './settings.ts';

/** The comment on every database that the test kit makes; only in one that has it may the clock shift. */
export const testMark = 'made by the Shizhuan test kit';

/** `cluster_name` of a test cluster: set at its start, no session can change it. */
export const testCluster = 'shizhuan-test';

const prefix = 'shizhuan-test-';

export type TestCluster = Readonly<{ url: string; port: number; pid: number; stop(): Promise<void> }>;

/** A PostgreSQL for tests: a folder of its own in the temporary one, nothing durable, gone at `stop`. */
export async function startTestCluster(): Promise<TestCluster> {
  await sweep();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  if (isRoot()) chmodSync(folder, 0o711);
  writeFileSync(join(folder, 'owner'), nameOf(process.pid));
  const cluster = clusterIn(folder);
  initialise(cluster, ['--no-sync']);
  const { pid, port } = await start(cluster, await freePort(), testSettings, ['-c', `cluster_name=${testCluster}`]);
  return {
    url: adminUrl(cluster, port),
    port,
    pid,
    async stop() {
      await stop(pid);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function clusterIn(folder: string): Cluster {
  const home = join(folder, 'postgres');
  const account = accountFor(home);
  return { home, log: join(folder, 'postgres.log'), password: 'test', account, binaries: binariesFor(account, folder) };
}

/** Clears what test runs left that were killed. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter(name => name.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    const owner = join(folder, 'owner');
    try {
      if (!existsSync(owner) || namedAlive(readFileSync(owner, 'utf8'))) continue;
      await clear(clusterIn(realpathSync(folder)));
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      // Another user's, or swept by another run at the same time.
      if (!['EACCES', 'EPERM', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
}
