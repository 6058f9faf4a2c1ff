import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { clearAside, putAside, putBack } from './aside.ts';
import { keptViewsOf, linksOf, sequencesOf, type Table, tablesOf } from './catalog.ts';
import { columnsOf, proofOf, session } from './copying.ts';
import { BackupRefused } from './errors.ts';
import { type Manifest, piecesOf, verify } from './manifest.ts';

export type RestoreOrder = Readonly<{
  /** The owner of the database and of everything in it. */
  databaseUrl: string;
  file: string;
  folders: Readonly<Record<string, string>>;
  migrations: Readonly<{
    /** As for the backup. */
    table: string;
    /** Names of all that this version of the product has, oldest first. */
    known: readonly string[];
    /** Migrates an empty database up to and including this one; without a name, on to the newest. */
    run(upTo?: string): Promise<void>;
  }>;
  /** Tables (`schema.name`) that have rows as soon as anybody has done anything; all of them when left out. */
  telltales?: readonly string[];
  /** Replaces what is there. */
  force?: boolean;
  say?: (line: string) => void;
}>;

/**
 * Puts a backup into a database, or leaves everything as it was.
 *
 * The whole file is verified first. It refuses a database that holds rows (unless forced), one in use, and a backup of
 * a newer schema. What was there is only put aside until every table has been proved equal to the backup; then the
 * database is migrated to this version.
 */
export async function restore(order: RestoreOrder): Promise<Manifest> {
  const manifest = await verify(order.file);
  order.say?.('the backup is whole');
  const unknown = manifest.migrations.filter(name => !order.migrations.known.includes(name));
  if (unknown.length) {
    throw new BackupRefused(
      'BACKUP_NEWER',
      `The backup was made by a newer version of Shizhuan (${manifest.version}, with ${unknown.join(', ')}): restore it with that one`,
    );
  }
  const client = await session(order.databaseUrl);
  try {
    await only(client);
    await refuseInUse(client);
    await putBack(client);
    if (!order.force) await refuseFull(client, order);
    await putAside(client);
    try {
      const upTo = manifest.migrations.at(-1);
      if (upTo) await order.migrations.run(upTo);
      await fill(client, order, manifest);
      await order.migrations.run();
      await moveFolders(order);
    } catch (error) {
      await putBack(client);
      throw error;
    }
    await clearAside(client);
    await client.query('analyze');
    return manifest;
  } finally {
    await client.end();
    for (const folder of Object.values(order.folders)) await rm(`${folder}.restoring`, { recursive: true, force: true });
  }
}

/**
 * Puts back what a restore that was killed had moved away; true when there was such a thing.
 *
 * To be called before a database is migrated or served. It refuses while a restore is under way.
 */
export async function undoInterrupted(databaseUrl: string): Promise<boolean> {
  const client = await session(databaseUrl);
  try {
    await only(client);
    return await putBack(client);
  } finally {
    await client.end();
  }
}

/** One restore at a time; the lock goes with the session, however it ends. */
async function only(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock(729101) "free"');
  if (!rows[0]!.free) throw new BackupRefused('DATABASE_IN_USE', 'A backup is being restored into this database: wait until it is done');
}

async function fill(client: Client, order: RestoreOrder, manifest: Manifest): Promise<void> {
  const tables = new Map(
    (await tablesOf(client)).filter(table => table.name !== `public.${order.migrations.table}`).map(table => [table.name, table]),
  );
  compareTables(tables, manifest);
  const links = await linksOf(client);
  await client.query('begin');
  try {
    // An owner may not pause the checks of foreign keys, but may drop and make them; that also proves every one.
    for (const { table, name } of links) await client.query(`alter table ${table} drop constraint ${name}`);
    for (const { sql, forced } of tables.values()) {
      await client.query(`alter table ${sql} disable trigger user`);
      if (forced) await client.query(`alter table ${sql} no force row level security`);
    }
    if (tables.size) await client.query(`truncate ${[...tables.values()].map(table => table.sql).join(', ')}`);
    await copyIn(client, order, tables);
    for (const { name, sql } of await sequencesOf(client)) {
      const sequence = manifest.sequences[name];
      if (sequence) await client.query('select setval($1::regclass, $2, $3)', [sql, sequence.value, sequence.called]);
    }
    for (const { table, name, definition } of links) await client.query(`alter table ${table} add constraint ${name} ${definition}`);
    for (const view of await keptViewsOf(client)) await client.query(`refresh materialized view ${view}`);
    for (const table of tables.values()) await prove(client, table, manifest);
    for (const { sql, forced } of tables.values()) {
      await client.query(`alter table ${sql} enable trigger user`);
      if (forced) await client.query(`alter table ${sql} force row level security`);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

async function copyIn(client: Client, order: RestoreOrder, tables: ReadonlyMap<string, Table>): Promise<void> {
  let current: { name: string; stream: Writable } | null = null;
  const finish = async () => {
    if (!current) return;
    current.stream.end();
    await finished(current.stream);
    order.say?.(current.name);
    current = null;
  };
  for await (const piece of piecesOf(order.file)) {
    if (piece.kind !== 'table' || piece.table !== (current as { name: string } | null)?.name) await finish();
    if (piece.kind === 'file') await stage(order, piece);
    if (piece.kind !== 'table') continue;
    const table = tables.get(piece.table)!;
    current ??= {
      name: piece.table,
      stream: client.query(copyFrom(`copy ${table.sql} (${columnsOf(table)}) from stdin (format csv, header match)`)),
    };
    await written(current.stream, piece.body);
  }
  await finish();
}

const written = (stream: Writable, chunk: Buffer) =>
  new Promise<void>((done, failed) => stream.write(chunk, error => (error ? failed(error) : done())));

async function prove(client: Client, table: Table, manifest: Manifest): Promise<void> {
  const { rows, sha256 } = await proofOf(client, table);
  const saved = manifest.tables[table.name]!;
  if (rows === saved.rows && sha256 === saved.sha256) return;
  throw new Error(`${table.name} differs after the restore (${rows} rows, saved were ${saved.rows}); everything was put back`);
}

function compareTables(tables: ReadonlyMap<string, Table>, manifest: Manifest): void {
  const differing = [...new Set([...tables.keys(), ...Object.keys(manifest.tables)])].filter(name => {
    const [here, saved] = [tables.get(name)?.columns, manifest.tables[name]?.columns];
    return !here || !saved || here.join() !== saved.join();
  });
  if (differing.length)
    throw new BackupRefused(
      'BACKUP_NEWER',
      `The migrations of this version do not make these tables as the backup has them: ${differing.join(', ')}`,
    );
}

/** A session that has just ended may still be listed, so it looks again for a while. */
async function refuseInUse(client: ClientBase, looks = 15): Promise<void> {
  const { rows } = await client.query<{ n: number }>(`
    select count(*)::int n from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and usename in (current_user, 'shizhuan_api')`);
  if (rows[0]!.n > 0 && looks > 0) {
    await sleep(100);
    return refuseInUse(client, looks - 1);
  }
  if (rows[0]!.n > 0)
    throw new BackupRefused('DATABASE_IN_USE', 'Shizhuan is running on this database: stop it first, so that nothing is written meanwhile');
}

async function refuseFull(client: ClientBase, order: RestoreOrder): Promise<void> {
  for (const { name, sql } of await tablesOf(client)) {
    if (name === `public.${order.migrations.table}` || order.telltales?.includes(name) === false) continue;
    const { rows } = await client.query<{ full: boolean }>(`select exists (select 1 from ${sql}) "full"`);
    if (rows[0]!.full) throw notEmpty(`table ${name} has rows`);
  }
  for (const folder of Object.values(order.folders)) {
    if (existsSync(folder) && readdirSync(folder).length) throw notEmpty(`there are files in ${folder}`);
  }
}

const notEmpty = (what: string) =>
  new BackupRefused(
    'TARGET_NOT_EMPTY',
    `The database is not empty: ${what}. With --force the backup replaces what is there. Nothing was changed.`,
  );

async function stage(order: RestoreOrder, { folder, path, body }: { folder: string; path: string; body: Buffer }): Promise<void> {
  const target = order.folders[folder];
  if (!target) return;
  const file = join(`${target}.restoring`, path);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, body, { mode: 0o600, flush: true });
}

async function moveFolders(order: RestoreOrder): Promise<void> {
  for (const folder of Object.values(order.folders)) {
    const staged = `${folder}.restoring`;
    await mkdir(staged, { recursive: true, mode: 0o700 });
    await rm(`${folder}.replaced`, { recursive: true, force: true });
    if (existsSync(folder)) await rename(folder, `${folder}.replaced`);
    await rename(staged, folder);
    await rm(`${folder}.replaced`, { recursive: true, force: true });
  }
}
