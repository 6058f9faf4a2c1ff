import { createHmac } from 'node:crypto';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { DatabaseUnfit, DatabaseUnreachable } from './errors.ts';
import { secretsOf } from './folder.ts';
import { apiRole } from './roles.ts';
import type { Database } from './types.ts';

/**
 * Opens a PostgreSQL of the bureau's own. Everything that it lacks is told at once; nothing is changed before.
 *
 * The role of the API is made or its password set. That password follows from the one in `DATABASE_URL`, so that any
 * number of servers agree on it without sharing a file; without one it is kept in the data folder.
 */
export async function openExternal(databaseUrl: string, dataFolder: string): Promise<Database> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect().catch(error => {
    throw new DatabaseUnreachable(`The database of DATABASE_URL does not answer: ${reason(error)}`, error);
  });
  try {
    const faults = await faultsOf(client);
    if (faults.length) throw new DatabaseUnfit('The database of DATABASE_URL lacks what Shizhuan needs:', faults);
    const url = new URL(databaseUrl);
    const own = decodeURIComponent(url.password);
    const database = client.database ?? '';
    const password = own ? createHmac('sha256', own).update(`${apiRole}@${database}`).digest('base64url') : secretsOf(dataFolder).api;
    url.username = apiRole;
    url.password = password;
    if (!(await opens(url.href))) await setRole(client, password, database);
    return {
      embedded: false,
      startedByUs: false,
      dataFolder,
      adminUrl: databaseUrl,
      ownerUrl: databaseUrl,
      apiUrl: url.href,
      onRestart: () => undefined,
      stop: async () => undefined,
    };
  } finally {
    await client.end();
  }
}

type Facts = {
  version: number;
  standby: boolean;
  encoding: string;
  ctype: string;
  mayMakeRoles: boolean;
  mayMakeTables: boolean;
  trigrams: boolean;
  pinyin: boolean;
};

const requirements: readonly [fault: (facts: Facts) => boolean, words: (facts: Facts) => string][] = [
  [f => f.version < 150_000, f => `PostgreSQL 15 or newer is needed; this is ${Math.floor(f.version / 10_000)}`],
  [f => f.standby, () => 'it is a standby, which takes no writes: DATABASE_URL must name the primary'],
  [f => !f.mayMakeRoles, () => `the user of DATABASE_URL needs CREATEROLE, to make the role ${apiRole} that the API works as`],
  [f => !f.mayMakeTables, () => 'the user of DATABASE_URL must be allowed to create in schema public: let it own the database'],
  [f => !f.trigrams, () => 'the extension pg_trgm is not installed on this server (package postgresql-contrib)'],
  [f => !f.pinyin, () => 'it was built without ICU: the collation "zh-x-icu" is missing, so Chinese cannot be sorted'],
  [f => f.encoding !== 'UTF8', f => `the encoding of the database must be UTF8, not ${f.encoding}`],
  [
    f => ['C', 'POSIX'].includes(f.ctype),
    f => `with LC_CTYPE ${f.ctype} no Chinese is found by search: create the database with C.UTF-8 or zh_CN.UTF-8`,
  ],
];

async function faultsOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<Facts>(`
    select current_setting('server_version_num')::int "version", pg_is_in_recovery() "standby",
      pg_encoding_to_char(d.encoding) "encoding", d.datctype "ctype",
      (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) "mayMakeRoles",
      has_schema_privilege('public', 'create') "mayMakeTables",
      exists (select 1 from pg_available_extensions where name = 'pg_trgm') "trigrams",
      exists (select 1 from pg_collation where collname = 'zh-x-icu') "pinyin"
    from pg_database d where d.datname = current_database()`);
  const facts = rows[0]!;
  const faults = requirements.flatMap(([fault, words]) => (fault(facts) ? [words(facts)] : []));
  // Versions and collation providers differ in what trigrams see, so it is tried rather than deduced.
  if (!faults.length) faults.push(...(await tryTrigrams(client)));
  return faults;
}

async function tryTrigrams(client: Client): Promise<string[]> {
  await client.query('begin');
  try {
    await client.query('create extension if not exists pg_trgm');
    const { rows } = await client.query<{ n: number }>("select cardinality(show_trgm('试转')) n");
    return rows[0]!.n > 0 ? [] : ['its trigram search finds no Chinese: create the database with LC_CTYPE C.UTF-8 or zh_CN.UTF-8'];
  } catch (error) {
    return [`the extension pg_trgm cannot be created: ${(error as Error).message}`];
  } finally {
    await client.query('rollback');
  }
}

async function opens(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function setRole(client: Client, password: string, database: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [apiRole]);
  try {
    await client.query(`${rowCount ? 'alter' : 'create'} role ${apiRole} login password ${escapeLiteral(password)}`);
    await client.query(`grant connect on database ${escapeIdentifier(database)} to ${apiRole}`);
  } catch (error) {
    throw new DatabaseUnfit(`The role ${apiRole} cannot be made or changed by the user of DATABASE_URL: ${(error as Error).message}`);
  }
}

/** Node tells of several addresses in one error without a message. */
const reason = (error: Error & { errors?: Error[] }) =>
  error.message || error.errors?.map(each => each.message).join('; ') || String(error);
