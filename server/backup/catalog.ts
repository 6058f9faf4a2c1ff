/** What a database consists of, asked of itself: a backup knows no table by name. */
import { type ClientBase, escapeIdentifier } from 'pg';

export type Table = Readonly<{
  /** `schema.name`, as the archive has it. */
  name: string;
  /** Quoted for SQL. */
  sql: string;
  columns: readonly string[];
  /** An order of rows that does not depend on the sorting rules of the machine. */
  order: string;
  forced: boolean;
}>;

export type Link = Readonly<{ table: string; name: string; definition: string }>;
export type Sequence = Readonly<{ name: string; sql: string }>;

/** Schemas that a restore has put aside begin with this. */
export const aside = 'before_restore_';

/** Users' schemas: not the system's, not a temporary one, not one put aside. */
const own = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and not starts_with(n.nspname, '${aside}')`;
/** What an extension brought along is made by the extension. */
const notOfExtension = `not exists (select 1 from pg_depend x where x.classid = 'pg_class'::regclass and x.objid = c.oid and x.deptype = 'e')`;

export async function schemasOf(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`select nspname "name" from pg_namespace n where ${own} order by 1`);
  return rows.map(row => row.name);
}

export async function tablesOf(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{
    schema: string;
    table: string;
    columns: string[];
    key: { name: string; text: boolean }[];
    forced: boolean;
  }>(`
    select n.nspname "schema", c.relname "table", c.relforcerowsecurity "forced",
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') "columns",
      coalesce((select json_agg(json_build_object('name', a.attname, 'text', a.attcollation <> 0) order by k.place)
        from pg_index i cross join unnest(i.indkey) with ordinality k (attnum, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary), '[]') "key"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.relpersistence <> 't' and ${own} and ${notOfExtension}
    order by 1, 2`);
  return rows.map(({ schema, table, columns, key, forced }) => ({
    name: `${schema}.${table}`,
    sql: quoted(schema, table),
    columns: columns ?? [],
    order: key.length
      ? key.map(({ name, text }) => escapeIdentifier(name) + (text ? ' collate "C"' : '')).join(', ')
      : 'it::text collate "C"',
    forced,
  }));
}

/** Foreign keys with what makes them again. */
export async function linksOf(client: ClientBase): Promise<Link[]> {
  const { rows } = await client.query<{ schema: string; table: string; name: string; definition: string }>(`
    select n.nspname "schema", c.relname "table", k.conname "name", pg_get_constraintdef(k.oid) "definition"
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and k.conparentid = 0 and ${own} order by 1, 2, 3`);
  return rows.map(({ schema, table, name, definition }) => ({ table: quoted(schema, table), name: escapeIdentifier(name), definition }));
}

export async function sequencesOf(client: ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select n.nspname "schema", c.relname "name" from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and ${own} and ${notOfExtension} order by 1, 2`);
  return rows.map(({ schema, name }) => ({ name: `${schema}.${name}`, sql: quoted(schema, name) }));
}

/** Views that keep their rows. */
export async function keptViewsOf(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select n.nspname "schema", c.relname "name" from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'm' and ${own} order by c.oid`);
  return rows.map(({ schema, name }) => quoted(schema, name));
}

const quoted = (schema: string, name: string) => `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`;
