import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type BackupOrder, backup } from '../../../server/backup/backup.ts';
import { type RestoreOrder, restore } from '../../../server/backup/restore.ts';

/** A schema with all that makes a restore hard: circles of keys, triggers, generated columns, policies of rows. */
const migrations: Record<string, string> = {
  One1: `
    create extension if not exists pg_trgm;
    create type mood as enum ('calm', 'keen');
    create table "Firm" (id uuid primary key, name text not null collate "zh-x-icu", head uuid, mood mood, amount numeric(18,2),
      tags text[], words jsonb, seen timestamptz, day date, raw bytea, ratio double precision,
      upper text generated always as (upper(name)) stored);
    create index firm_name on "Firm" using gin (name gin_trgm_ops);
    create table person (code text primary key, firm uuid not null references "Firm", boss text references person);
    alter table "Firm" add constraint head_is_firm foreign key (head) references "Firm" deferrable initially deferred;
    create table log (n bigint generated always as identity primary key, what text not null);
    create table loose (a int, b text);
    create schema extra;
    create domain extra.percent as int check (value between 0 and 100);
    create table extra.share (n extra.percent);
    create table reference (code text primary key);
    insert into reference values ('from the migration');
    create function no_change() returns trigger language plpgsql as $$ begin raise exception 'log is append only'; end $$;
    create trigger keep before update or delete or truncate on log for each statement execute function no_change();
    create function stamp() returns trigger language plpgsql as $$ begin new.what := new.what || '!'; return new; end $$;
    create trigger stamp before insert on log for each row execute function stamp();
    create materialized view firms as select count(*) n from "Firm";
    alter table loose enable row level security;
    alter table loose force row level security;`,
  Two2: `alter table person add column note text not null default 'added later'`,
};

export type Place = { url: string; files: string; folder: string };

/** An empty database with an owner who is nobody special. */
export async function aPlace(): Promise<Place> {
  const name = `backup_${randomUUID().slice(0, 8)}`;
  const admin = process.env.SHIZHUAN_TEST_PG!;
  await run(admin, `create role ${name} login password 'x'`, `create database ${name} owner ${name} template template0`);
  const url = new URL(admin);
  Object.assign(url, { username: name, password: 'x', pathname: name });
  const folder = mkdtempSync(join(tmpdir(), 'shizhuan-backup-'));
  places.push({ name, folder });
  return { url: url.href, files: join(folder, 'files'), folder };
}

const places: { name: string; folder: string }[] = [];

export async function clearPlaces(): Promise<void> {
  for (const { name, folder } of places.splice(0)) {
    await run(process.env.SHIZHUAN_TEST_PG!, `drop database ${name} with (force)`, `drop role ${name}`);
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function migrate(place: Place, upTo = 'Two2'): Promise<void> {
  const client = await connected(place.url);
  try {
    await client.query('create table if not exists migrations (id serial primary key, name text not null)');
    const { rows } = await client.query<{ name: string }>('select name from migrations');
    const had = new Set(rows.map(row => row.name));
    for (const [name, sql] of Object.entries(migrations)) {
      if (!had.has(name)) {
        await client.query(sql);
        await client.query('insert into migrations (name) values ($1)', [name]);
      }
      if (name === upTo) return;
    }
  } finally {
    await client.end();
  }
}

/** Rows with every kind of value that text can spoil, and two files. */
export async function fill(place: Place): Promise<void> {
  await run(
    place.url,
    'alter table loose no force row level security',
    `insert into "Firm" (id, name, mood, amount, tags, words, seen, day, raw, ratio)
       select gen_random_uuid(), '企业 "' || n || E'",\\n\\\\.\\t' || chr(128512), (array['calm', 'keen', null]::mood[])[n % 3 + 1], n / 7.0,
         array['a,b', 'c"d', null], '{"字": [1, null]}', '2024-02-29 23:59:59.123456+08'::timestamptz + n * interval '1 hour',
         case when n % 2 = 0 then 'infinity'::date else '1988-04-17' end, decode('00ff0a', 'hex'), 1.0 / n
       from generate_series(1, 3000) n`,
    'update "Firm" set head = (select id from "Firm" order by id desc limit 1)',
    `insert into person (code, firm) select '码' || n, (select id from "Firm" order by id limit 1) from generate_series(1, 50) n`,
    `update person set boss = '码50' where code <> '码50'`,
    `insert into log (what) select 'fact ' || n from generate_series(1, 200) n`,
    `insert into loose select nullif(n % 3, 0), case n % 3 when 0 then null when 1 then '' else 'x' end from generate_series(1, 30) n`,
    'insert into extra.share values (7)',
    `insert into reference values ('from the staff')`,
    'refresh materialized view firms',
    'alter table loose force row level security',
  );
  mkdirSync(join(place.files, 'deep'), { recursive: true });
  writeFileSync(join(place.files, 'a.pdf'), 'one');
  writeFileSync(join(place.files, 'deep', `${'长'.repeat(40)}.pdf`), Buffer.alloc(100_000, 7));
}

const superuser = (place: Place) => {
  const url = new URL(process.env.SHIZHUAN_TEST_PG!);
  url.pathname = new URL(place.url).pathname;
  return url.href;
};

export const save = (place: Place, file: string, more: Partial<BackupOrder> = {}) =>
  backup({
    databaseUrl: superuser(place),
    file,
    version: '0.1.0',
    folders: { files: place.files },
    migrationsTable: 'migrations',
    ...more,
  });

export const load = (place: Place, file: string, more: Partial<RestoreOrder> = {}) =>
  restore({
    databaseUrl: place.url,
    file,
    folders: { files: place.files },
    migrations: { table: 'migrations', known: Object.keys(migrations), run: upTo => migrate(place, upTo) },
    ...more,
  });

export async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

export async function run(url: string, ...statements: string[]): Promise<void> {
  const client = await connected(url);
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Everything that a restore must bring back, read by a way of its own: rows, constraints, triggers, counters. */
export async function everything(place: Place): Promise<Record<string, unknown>> {
  const client = await connected(superuser(place));
  const ask = async (sql: string) => (await client.query({ text: sql, rowMode: 'array' })).rows;
  const found: Record<string, unknown> = {};
  try {
    const tables = ['"Firm"', 'person', 'log', 'loose', 'reference', 'migrations', 'firms', 'extra.share'];
    for (const table of tables) found[table] = await ask(`select t::text from ${table} t order by 1`);
    return {
      ...found,
      constraints: await ask(
        `select conname, pg_get_constraintdef(oid), convalidated from pg_constraint where connamespace = 'public'::regnamespace order by 1`,
      ),
      triggers: await ask(`select tgname, tgenabled from pg_trigger where not tgisinternal order by 1`),
      policies: await ask(
        `select relname, relrowsecurity, relforcerowsecurity from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
      ),
      schemas: await ask(`select nspname from pg_namespace where nspname !~ '^pg_' order by 1`),
    };
  } finally {
    await client.end();
  }
}
