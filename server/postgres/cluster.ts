import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { bareEnvironment } from '../config.ts';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { DatabaseUnfit, DatabaseUnreachable } from './errors.ts';
import { alive, commandOf, gone } from './processes.ts';

/** One database folder and what is needed to run it. */
export type Cluster = Readonly<{ home: string; log: string; password: string; account: Account; binaries: Binaries }>;

/** A PostgreSQL that answers, known to serve `home`. */
export type Running = Readonly<{ pid: number; port: number }>;

const program = (cluster: Cluster, name: string) =>
  join(cluster.binaries.folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);

export const adminUrl = (cluster: Pick<Cluster, 'password'>, port: number, database = 'postgres') =>
  `postgres://postgres:${encodeURIComponent(cluster.password)}@127.0.0.1:${port}/${database}`;

/** Makes the database folder if there is none; made beside and renamed, so that a kill leaves nothing half made. */
export function initialise(cluster: Cluster, extra: readonly string[] = []): void {
  if (existsSync(cluster.home)) {
    checkMajor(cluster);
    return;
  }
  const beside = `${cluster.home}.new`;
  const passwordFile = `${beside}.password`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { mode: 0o700 });
  writeFileSync(passwordFile, cluster.password, { mode: 0o600 });
  for (const path of [beside, passwordFile]) own(cluster.account, path);
  // ICU sorts Chinese by pinyin; the C.UTF-8 ctype is what lets trigrams find it.
  const locale = ['-E', 'UTF8', '--locale-provider=icu', '--icu-locale=zh', '--locale=C.UTF-8'];
  const access = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--data-checksums'];
  const made = spawnSync(program(cluster, 'initdb'), ['-D', beside, ...locale, ...access, ...extra], {
    ...cluster.account,
    cwd: beside,
    env: bareEnvironment(),
    encoding: 'utf8',
  });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    rmSync(beside, { recursive: true, force: true });
    const why = made.error?.message ?? made.stderr.trim();
    const nameless = why.includes('effective user ID');
    throw new DatabaseUnfit(
      nameless
        ? `PostgreSQL does not run as user ${process.getuid?.()}, which has no name here: add it to /etc/passwd, or run as a user that has one`
        : `The database folder could not be made: ${why}`,
    );
  }
  renameSync(beside, cluster.home);
}

function checkMajor(cluster: Cluster): void {
  const file = join(cluster.home, 'PG_VERSION');
  if (!existsSync(file))
    throw new DatabaseUnfit(`${cluster.home} is not a folder of PostgreSQL: move it away, or set SHIZHUAN_DATA to another`);
  const major = Number(readFileSync(file, 'utf8'));
  if (major === cluster.binaries.major) return;
  throw new DatabaseUnfit(
    `${cluster.home} was made by PostgreSQL ${major}; this version of Shizhuan brings ${cluster.binaries.major}.\n` +
      'Take the data over like this: with the version of Shizhuan that made it run `npx shizhuan backup FILE`,\n' +
      `then move ${cluster.home} away, and with this version run \`npx shizhuan restore FILE\`.`,
  );
}

/** Starts PostgreSQL in a session of its own (Ctrl-C is ours to handle) and waits until it answers. */
export async function start(
  cluster: Cluster,
  port: number,
  settings: Readonly<Record<string, string>>,
  extra: readonly string[] = [],
): Promise<Running> {
  forgetTheDead(cluster);
  configure(cluster, settings);
  const log = openSync(cluster.log, 'a', 0o600);
  const from = statSync(cluster.log).size;
  const fixed = { port: String(port), listen_addresses: '127.0.0.1', unix_socket_directories: '' };
  const flags = Object.entries(fixed).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(program(cluster, 'postgres'), ['-D', cluster.home, ...flags, ...extra], {
    ...cluster.account,
    cwd: cluster.home,
    env: bareEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  let starting = true;
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', code => {
      if (starting) reject(new DatabaseUnreachable(`PostgreSQL ended while it started (${code ?? 'killed'}): ${tail(cluster.log, from)}`));
    });
  });
  try {
    const pid = child.pid ?? (await failed);
    if (await Promise.race([failed, answers(cluster, { pid, port })])) return { pid, port };
    throw new DatabaseUnreachable(`PostgreSQL was started and does not answer: ${tail(cluster.log, from)}`);
  } finally {
    starting = false;
  }
}

/** The PostgreSQL that serves this folder now, if one does and answers; whoever started it. */
export async function running(cluster: Cluster): Promise<Running | null> {
  const note = noteOf(cluster);
  if (!note || !alive(note.pid) || isStranger(cluster, note.pid)) return null;
  return (await answers(cluster, note, 60_000)) ? note : null;
}

/** Stops PostgreSQL: sessions are ended, everything is written; if that hangs, at once (it recovers at the next start). */
export async function stop(pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!alive(pid)) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    if (await gone(pid, patience)) return;
  }
}

/** Ends a PostgreSQL that holds the folder and does not answer. */
export async function clear(cluster: Cluster): Promise<void> {
  const note = noteOf(cluster);
  if (note && alive(note.pid) && !isStranger(cluster, note.pid)) await stop(note.pid);
}

/** A port that is free now: the one wanted if it is. */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  const listening = await new Promise<boolean>(resolve => {
    server.once('error', () => resolve(false));
    server.listen({ port: wanted, host: '127.0.0.1', exclusive: true }, () => resolve(true));
  });
  if (!listening) return wanted ? freePort() : Promise.reject(new DatabaseUnreachable('There is no free port on 127.0.0.1'));
  const { port } = server.address() as { port: number };
  await new Promise(done => server.close(done));
  return port;
}

/**
 * Waits until the server answers as the one that serves our folder: a port alone can be somebody else's.
 * False when it died, or is not ours, or `ms` have passed.
 */
async function answers(cluster: Cluster, { pid, port }: Running, ms = 600_000): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end && alive(pid); await sleep(20)) {
    const note = noteOf(cluster);
    if (note?.pid !== pid || note.status !== 'ready') continue;
    const client = new Client({ connectionString: adminUrl(cluster, port), connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ home: string }>("select current_setting('data_directory') home");
      return rows[0]?.home === cluster.home;
    } catch (error) {
      if ((error as { code?: string }).code === '28P01') {
        throw new DatabaseUnfit(
          `The PostgreSQL of ${cluster.home} does not take the password in ${join(dirname(cluster.home), 'secrets.json')}: that file was changed or lost`,
        );
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

type Note = Running & { status: string };

function noteOf(cluster: Cluster): Note | null {
  try {
    const lines = readFileSync(join(cluster.home, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? '' } : null;
  } catch {
    return null;
  }
}

const isStranger = (cluster: Cluster, pid: number) => commandOf(pid)?.includes(cluster.home) === false;

/**
 * PostgreSQL would not start for the number in postmaster.pid when it is that of a dead process nobody has reaped (a
 * container without init), or of a stranger after a crash of the machine. Sessions that outlive their server are no
 * danger: they hold its shared memory, and PostgreSQL looks for that too.
 */
function forgetTheDead(cluster: Cluster): void {
  const note = noteOf(cluster);
  if (note && (!alive(note.pid) || isStranger(cluster, note.pid))) rmSync(join(cluster.home, 'postmaster.pid'), { force: true });
}

function configure(cluster: Cluster, settings: Readonly<Record<string, string>>): void {
  const text = `# Written at every start; ALTER SYSTEM overrides it.\n${Object.entries(settings)
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join('')}`;
  const file = join(cluster.home, 'shizhuan.conf');
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text, { mode: 0o600 });
  own(cluster.account, file);
  const main = join(cluster.home, 'postgresql.conf');
  const include = "include_if_exists = 'shizhuan.conf'";
  const before = readFileSync(main, 'utf8');
  if (!before.includes(include)) writeFileSync(main, `${before}\n${include}\n`);
  if (existsSync(cluster.log) && statSync(cluster.log).size > 10_000_000) renameSync(cluster.log, `${cluster.log}.1`);
}

function own(account: Account, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
  if (path.endsWith('.password')) chmodSync(path, 0o600);
}

function tail(file: string, from: number): string {
  return readFileSync(file).subarray(from).toString('utf8').trim().split('\n').slice(-5).join('\n');
}
