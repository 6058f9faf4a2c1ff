/** What a restore replaces is moved away, not dropped, until the restore has succeeded; so a failure costs nothing. */
import { type ClientBase, escapeIdentifier } from 'pg';
import { aside, schemasOf } from './catalog.ts';

const asideName = (schema: string) => escapeIdentifier(aside + schema);
const discarded = `${aside}_discarded`;

/** Empties every schema; extensions stay where they are, for an owner may not move them. */
export async function putAside(client: ClientBase): Promise<void> {
  await together(client, async () => {
    for (const schema of await schemasOf(client)) {
      if (schema !== 'public') await client.query(`alter schema ${escapeIdentifier(schema)} rename to ${asideName(schema)}`);
    }
    await client.query(`create schema ${asideName('public')}`);
    await move(client, 'public', `${aside}public`);
  });
}

/** Undoes `putAside`, if it was done; also at the beginning of a restore, for one that was killed. */
export async function putBack(client: ClientBase): Promise<boolean> {
  const kept = await keptOf(client);
  if (!kept.length) return false;
  await together(client, async () => {
    for (const schema of await schemasOf(client)) {
      if (schema !== 'public') await client.query(`drop schema ${escapeIdentifier(schema)} cascade`);
    }
    await client.query(`create schema ${discarded}`);
    await move(client, 'public', discarded);
    await client.query(`drop schema ${discarded} cascade`);
    for (const schema of kept.filter(schema => schema !== 'public')) {
      await client.query(`alter schema ${asideName(schema)} rename to ${escapeIdentifier(schema)}`);
    }
    await move(client, `${aside}public`, 'public');
    await client.query(`drop schema ${asideName('public')}`);
  });
  return true;
}

export async function clearAside(client: ClientBase): Promise<void> {
  for (const schema of await keptOf(client)) await client.query(`drop schema ${asideName(schema)} cascade`);
}

async function keptOf(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select substr(nspname, length($1) + 1) "name" from pg_namespace where starts_with(nspname, $1)',
    [aside],
  );
  return rows.map(row => row.name);
}

/** Each kind of object: the catalog that lists it, its schema there, what to call it in ALTER, which of them move by themselves. */
const kinds: readonly { catalog: string; schema: string; sql: string; only: string }[] = [
  {
    catalog: 'pg_class',
    schema: 'relnamespace',
    sql: `case o.relkind when 'v' then 'view ' when 'm' then 'materialized view ' when 'S' then 'sequence ' else 'table ' end || o.oid::regclass`,
    // Sequences of columns go with their table.
    only: `o.relkind in ('r', 'p', 'v', 'm', 'S') and not exists (select 1 from pg_depend d
      where d.classid = 'pg_class'::regclass and d.objid = o.oid and d.deptype in ('a', 'i') and o.relkind = 'S')`,
  },
  { catalog: 'pg_proc', schema: 'pronamespace', sql: `'routine ' || o.oid::regprocedure`, only: 'true' },
  {
    catalog: 'pg_type',
    schema: 'typnamespace',
    sql: `'type ' || o.oid::regtype`,
    only: `o.typtype in ('e', 'd', 'r') or o.typtype = 'c' and (select relkind from pg_class where oid = o.typrelid) = 'c'`,
  },
  {
    catalog: 'pg_statistic_ext',
    schema: 'stxnamespace',
    sql: `'statistics ' || format('%I.%I', o.stxnamespace::regnamespace::text, o.stxname)`,
    only: 'true',
  },
  {
    catalog: 'pg_collation',
    schema: 'collnamespace',
    sql: `'collation ' || format('%I.%I', o.collnamespace::regnamespace::text, o.collname)`,
    only: 'true',
  },
];

async function move(client: ClientBase, from: string, to: string): Promise<void> {
  for (const { catalog, schema, sql, only } of kinds) {
    const { rows } = await client.query<{ object: string }>(
      `select ${sql} "object" from ${catalog} o where o.${schema} = $1::regnamespace and (${only})
         and not exists (select 1 from pg_depend e where e.classid = '${catalog}'::regclass and e.objid = o.oid and e.deptype = 'e')`,
      [escapeIdentifier(from)],
    );
    for (const { object } of rows) await client.query(`alter ${object} set schema ${escapeIdentifier(to)}`);
  }
}

async function together(client: ClientBase, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
