import { existsSync } from 'node:fs';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type ClientBase, escapeIdentifier } from 'pg';
import { sequencesOf, tablesOf } from './catalog.ts';
import { rowsOf, session } from './copying.ts';
import { BackupRefused } from './errors.ts';
import { emptyManifest, type Manifest, manifestName, sha256 } from './manifest.ts';
import { sealed } from './seal.ts';
import { ending, packed } from './tar.ts';

/** Rows of a table are kept in files of about this size, so that neither side holds more in memory. */
const pieceSize = 4 * 1024 * 1024;

export type BackupOrder = Readonly<{
  /** Who may read every row: the superuser of the embedded database, or the owner. */
  databaseUrl: string;
  file: string;
  /** Version of the product. */
  version: string;
  /** Folders of uploaded files to take along, by the name they get in the backup. */
  folders: Readonly<Record<string, string>>;
  /** Name of the table in which migrations are noted, in schema public; its rows are restored by migrating. */
  migrationsTable: string;
  /** Told after each table. */
  say?: (line: string) => void;
}>;

/**
 * Saves the database as it is at one instant, and the uploaded files, in one file; writers are not held up.
 *
 * Files are read after the instant of the database: none that a row names is missing, one that came since may be there
 * too. The file appears under its name only when it is whole and on the disk.
 */
export async function backup(order: BackupOrder): Promise<Manifest> {
  if (existsSync(order.file)) throw new BackupRefused('FILE_EXISTS', `${order.file} is there already; a backup overwrites nothing`);
  const client = await session(order.databaseUrl);
  const part = `${order.file}.part`;
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query<{ at: string }>(
      `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') "at"`,
    );
    const manifest = emptyManifest(order.version, rows[0]!.at);
    const target = await open(part, 'w', 0o600).catch(error => {
      throw new BackupRefused('FILE_MISSING', `${order.file} cannot be written (${error.code})`);
    });
    try {
      await pipeline(Readable.from(archive(client, order, manifest)), createGzip({ level: 5 }), sealed, async source => {
        for await (const chunk of source as AsyncIterable<Buffer>) await target.write(chunk);
      });
      await target.sync();
    } finally {
      await target.close();
    }
    await rename(part, order.file);
    return manifest;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

async function* archive(client: ClientBase, order: BackupOrder, manifest: Manifest): AsyncGenerator<Buffer> {
  manifest.migrations = await appliedMigrations(client, order.migrationsTable);
  for (const table of (await tablesOf(client)).filter(table => table.name !== `public.${order.migrationsTable}`)) {
    const rows = rowsOf(client, table);
    let held: Buffer[] = [];
    let size = 0;
    let number = 0;
    const flush = function* () {
      yield* packed({ name: `tables/${table.name}/${String(++number).padStart(6, '0')}.csv`, body: Buffer.concat(held) });
      held = [];
      size = 0;
    };
    for (;;) {
      const { done, value } = await rows.next();
      if (done) {
        yield* flush();
        manifest.tables[table.name] = { columns: table.columns, ...value };
        order.say?.(`${table.name}: ${value.rows}`);
        break;
      }
      held.push(value);
      size += value.length;
      if (size >= pieceSize) yield* flush();
    }
  }
  for (const { name, sql } of await sequencesOf(client)) {
    const { rows } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text "value", is_called "called" from ${sql}`,
    );
    manifest.sequences[name] = rows[0]!;
  }
  for (const [folder, path] of Object.entries(order.folders)) {
    const files: Manifest['folders'][string] = {};
    manifest.folders[folder] = files;
    for (const file of await filesBelow(path)) {
      const body = await readFile(join(path, file));
      files[file] = { bytes: body.length, sha256: sha256(body) };
      yield* packed({ name: `folders/${folder}/${file}`, body });
    }
  }
  yield* packed({ name: manifestName, body: Buffer.from(JSON.stringify(manifest, null, 2)) });
  yield ending;
}

/** Names of the migrations that a database has had; none when it was never migrated. */
export async function appliedMigrations(client: ClientBase, table: string): Promise<string[]> {
  const { rows: there } = await client.query('select 1 from pg_class where oid = to_regclass($1)', [`public.${escapeIdentifier(table)}`]);
  if (!there.length) return [];
  const { rows } = await client.query<{ name: string }>(`select name from public.${escapeIdentifier(table)} order by id`);
  return rows.map(row => row.name);
}

async function filesBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry =>
      relative(folder, join(entry.parentPath ?? entry.path, entry.name))
        .split(sep)
        .join('/'),
    )
    .sort();
}
