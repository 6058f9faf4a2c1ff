import { chmodSync, existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { accountFor } from './account.ts';
import { binariesFor } from './binaries.ts';
import { adminUrl, type Cluster, clear, freePort, initialise, type Running, running, start } from './cluster.ts';
import { secretsOf } from './folder.ts';
import { locked } from './lock.ts';
import { apiRole, databaseName, ownerRole, prepare } from './roles.ts';
import { servingSettings } from './settings.ts';
import type { Database, Say } from './types.ts';

/** Every process that uses the database keeps one session of this name: that is how they know of each other. */
const keeperName = 'shizhuan keeper';

/**
 * Opens the embedded PostgreSQL of a data folder: takes the running one over or starts one, and keeps it running.
 *
 * Any number of processes may do so. Whichever sees it die first starts it again on the same port; whichever leaves
 * last stops it. After a `kill -9` of all of them it lives on and the next one takes it over.
 */
export async function openEmbedded(folder: string, say: Say): Promise<Database> {
  const data = realpathSync(folder);
  const home = join(data, 'postgres');
  const secrets = secretsOf(data);
  const account = accountFor(home);
  const cluster: Cluster = {
    home,
    log: join(data, 'postgres.log'),
    password: secrets.admin,
    account,
    binaries: binariesFor(account, data),
  };
  const lock = join(data, 'postgres.lock');
  const listeners = new Set<() => void>();
  let stopped = false;
  let recovery: Promise<void> = Promise.resolve();

  const first = await locked(lock, async () => {
    const found = existsSync(home) ? await running(cluster) : null;
    if (!existsSync(home)) say('preparing the database folder');
    initialise(cluster);
    const now = found ?? (await startSomewhere(cluster, lastPort(data)));
    rememberPort(data, now.port);
    await prepare(adminUrl(cluster, now.port), secrets);
    return { now, started: !found, keeper: await keep(now) };
  });
  let { now, keeper } = first;
  say(first.started ? `PostgreSQL ${cluster.binaries.major} started` : `PostgreSQL ${cluster.binaries.major} is running already`);

  async function keep({ port }: Running): Promise<Client> {
    const client = new Client({ connectionString: adminUrl(cluster, port), application_name: keeperName, keepAlive: true });
    client.on('error', () => undefined);
    await client.connect();
    client.once('end', () => {
      if (!stopped) recovery = recover();
    });
    return client;
  }

  /** Brings the database back, however often it takes; sessions of the pools come back by themselves. */
  async function recover(): Promise<void> {
    for (let wait = 100; !stopped; wait = Math.min(wait * 2, 10_000)) {
      try {
        await locked(lock, async () => {
          if (stopped) return;
          const before = now.pid;
          now = (await running(cluster)) ?? (await startAnew(cluster, now.port));
          keeper = await keep(now);
          if (now.pid !== before) say('PostgreSQL had ended and was started again');
        });
        if (!stopped) for (const listener of listeners) listener();
        return;
      } catch (error) {
        say(`PostgreSQL does not start, next try in ${wait / 1000} s: ${(error as Error).message}`);
        await sleep(wait);
      }
    }
  }

  const url = (role: string, password: string) =>
    `postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${now.port}/${databaseName}`;
  return {
    embedded: true,
    startedByUs: first.started,
    dataFolder: data,
    adminUrl: adminUrl(cluster, now.port, databaseName),
    ownerUrl: url(ownerRole, secrets.owner),
    apiUrl: url(apiRole, secrets.api),
    onRestart: listener => void listeners.add(listener),
    async stop() {
      if (stopped) return;
      stopped = true;
      await recovery;
      await locked(lock, async () => {
        const last = await leave(cluster, keeper);
        if (last) await clear(cluster);
      });
    },
  };
}

async function startAnew(cluster: Cluster, port: number, patience = 50): Promise<Running> {
  await clear(cluster);
  try {
    return await start(cluster, port, servingSettings());
  } catch (error) {
    // Sessions of a server that was killed need a moment to notice.
    if (!patience || !/shared memory block/.test((error as Error).message)) throw error;
    await sleep(200);
    return startAnew(cluster, port, patience - 1);
  }
}

/** Between finding a free port and using it somebody else may take it. */
async function startSomewhere(cluster: Cluster, wanted: number, tries = 3): Promise<Running> {
  try {
    return await startAnew(cluster, await freePort(wanted));
  } catch (error) {
    if (tries === 1 || !/could not (bind|create any)/.test((error as Error).message)) throw error;
    return startSomewhere(cluster, 0, tries - 1);
  }
}

/** Ends our keeper; true when no other process has one. Its session may outlive it for a moment, so it says that it left. */
async function leave(cluster: Cluster, keeper: Client): Promise<boolean> {
  await keeper.query("set application_name = 'shizhuan left'").catch(() => undefined);
  await keeper.end().catch(() => undefined);
  const now = await running(cluster);
  if (!now) return false;
  const client = new Client({ connectionString: adminUrl(cluster, now.port) });
  await client.connect();
  try {
    const { rows } = await client.query<{ n: number }>('select count(*)::int n from pg_stat_activity where application_name = $1', [
      keeperName,
    ]);
    return rows[0]?.n === 0;
  } finally {
    await client.end();
  }
}

const portFile = (data: string) => join(data, 'postgres.port');

/** The port of last time is asked for again, so that tools of the staff keep their settings. */
function lastPort(data: string): number {
  const port = existsSync(portFile(data)) ? Number(readFileSync(portFile(data), 'utf8')) : 0;
  return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : 0;
}

function rememberPort(data: string, port: number): void {
  if (lastPort(data) === port) return;
  writeFileSync(portFile(data), `${port}\n`);
  chmodSync(portFile(data), 0o600);
}
