import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Database } from '../../../server/postgres/open.ts';
import { alive } from '../../../server/postgres/processes.ts';

const folders: string[] = [];

/** A new data folder; `clearFolders` stops what runs in it and removes it. */
export function aFolder(uid?: number): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'shizhuan-data-')));
  chmodSync(folder, 0o711);
  if (uid) chownSync(folder, uid, uid);
  folders.push(folder);
  return folder;
}

export async function clearFolders(): Promise<void> {
  for (const folder of folders.splice(0)) {
    const pid = postmaster(folder);
    if (pid && alive(pid)) process.kill(pid, 'SIGQUIT');
    for (let i = 0; pid && alive(pid) && i < 200; i++) await sleep(20);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The number of the process that serves a data folder, or null. */
export function postmaster(folder: string): number | null {
  const file = join(folder, 'postgres/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
}

export type Opener = {
  database: Pick<Database, 'adminUrl' | 'ownerUrl' | 'apiUrl' | 'startedByUs'>;
  child: ChildProcess;
  leave(): Promise<void>;
};

/** Another process that opens the folder, as another user if given. */
export async function opener(folder: string, uid?: number): Promise<Opener> {
  const child = spawn(process.execPath, [join(__dirname, 'opener.mjs'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
    ...(uid && { uid, gid: uid }),
  });
  const [line] = (await Promise.race([
    once(createInterface(child.stdout!), 'line'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the opener ended with ${code}`))),
  ])) as [string];
  return {
    database: JSON.parse(line),
    child,
    async leave() {
      child.stdin!.write('stop\n');
      await once(child, 'exit');
    },
  };
}

export async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Asks until it is answered; the wait in milliseconds. */
export async function answersAgain(url: string): Promise<number> {
  const from = Date.now();
  for (;;) {
    try {
      await query(url, 'select 1');
      return Date.now() - from;
    } catch (error) {
      if (Date.now() - from > 15_000) throw error;
      await sleep(20);
    }
  }
}
