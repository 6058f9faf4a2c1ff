import type { Client } from 'pg';
import { features } from '../../../server/features.ts';
import { policy } from '../../../server/kernel/policy.ts';
import { sql, useServer } from '../../kit.ts';
import { aCity, asApi, type City, metadataOf, type Principal, rowsOf, scoped, scopeOf } from './scene.ts';

useServer();
let city: City;
let tables: string[];
beforeAll(async () => {
  city = await aCity();
  tables = scoped.map(({ entity }) => metadataOf(entity).tableName);
}, 60_000);

const allTables = () => features.flatMap(({ entities }) => entities.map(entity => metadataOf(entity as new () => object).tableName));
const everything = { role: 'SYSTEM' };

/** How PostgreSQL takes a statement: its error and what it names, or how many rows it has touched. */
async function taken(api: Client, statement: string): Promise<string | number> {
  await api.query('savepoint attempt');
  const answer = await api.query(statement).then(
    ({ rowCount }) => rowCount ?? 0,
    ({ code, constraint }: { code: string; constraint?: string }) => constraint ?? code,
  );
  await api.query('rollback to savepoint attempt');
  return answer;
}
const denied = '42501';
const nothing = (answer: string | number): boolean => answer === 0 || answer === denied;

test('whoever has not said who acts sees no row of any table that has a second line, and writes none', async () => {
  await asApi({}, async api => {
    for (const table of tables) {
      expect([table, (await api.query(`select 1 from "${table}"`)).rowCount]).toEqual([table, 0]);
      expect([table, nothing(await taken(api, `update "${table}" set id = id`))]).toEqual([table, true]);
    }
  });
  // The scene is full of them.
  const full = await asApi(everything, async api => {
    const seen: string[] = [];
    for (const table of tables) if ((await api.query(`select 1 from "${table}"`)).rowCount) seen.push(table);
    return seen;
  });
  expect(full.length).toBeGreaterThan(20);
});

test('a scope that is half said, misspelt or nobody’s is nobody', async () => {
  const [row] = await sql<{ id: string }>('select id from provider limit 1');
  const scopes: Record<string, string>[] = [
    { role: 'PROVIDER' },
    { role: 'PROVIDER', provider: '' },
    { role: 'PROVIDER', provider: `${row!.id}' or true --` },
    { role: 'provider', provider: row!.id },
    { role: 'CONFINED', provider: row!.id },
    { role: '*' },
    { act: 'write' },
  ];
  for (const scope of scopes)
    await asApi(scope, async api => {
      for (const table of ['solution', 'submission', 'decision', 'trial', 'account', 'conflict', 'import'])
        expect([scope, table, (await api.query(`select 1 from ${table}`)).rowCount]).toEqual([scope, table, 0]);
    });
});

/** The ids of a table under a scope, and those the rules give, as the owner finds them. */
async function compare(api: Client, { actor }: Principal, { name, entity, rule }: (typeof scoped)[number]) {
  const seen = (await api.query<{ id: string }>(`select id from "${metadataOf(entity).tableName}"`)).rows.map(({ id }) => id).sort();
  const scope = policy().scopes[name];
  const held = actor.role !== 'PARTNER' || scope === 'any' || (actor.scopes ?? []).includes(scope ?? '');
  const given = held ? (await rowsOf(entity, actor, rule.read)).map(({ id }) => id as string).sort() : [];
  expect([actor.role, name, seen]).toEqual([actor.role, name, given]);
  return seen.length;
}

test('every scope sees its rows and no others, table by table', async () => {
  const seen: Record<string, number> = {};
  for (const principal of city.principals) {
    const { actor } = principal;
    await asApi(scopeOf(actor, 'read'), async api => {
      for (const each of scoped) seen[actor.role] = (seen[actor.role] ?? 0) + (await compare(api, principal, each));
    });
  }
  const outside = ['DISTRICT', 'EXPERT', 'PROVIDER', 'ENTERPRISE', 'PUBLIC', 'PARTNER'];
  for (const role of outside) expect([role, seen[role]]).toEqual([role, expect.any(Number)]);
  for (const role of outside) expect(seen[role]!).toBeGreaterThan(0);
  const key = city.principals.find(({ actor }) => actor.role === 'PARTNER')!;
  const bare = { ...key, actor: { ...key.actor, scopes: [] } };
  await asApi(scopeOf(bare.actor, 'read'), async api => {
    for (const each of scoped) await compare(api, bare, each);
  });
}, 60_000);

test('conflicts of interest, drafts of notices and imports are not there for experts, providers and the public', async () => {
  await sql(
    `insert into conflict (id, expert_id, provider_id, kind, basis, reason)
     select gen_random_uuid(), (select id from expert limit 1), (select id from provider limit 1), 'DECLARED', 'OTHER', 'x'`,
  );
  for (const role of ['EXPERT', 'PROVIDER', 'PUBLIC', 'ENTERPRISE', 'PARTNER', 'DISTRICT', 'SECURITY_ADMIN'])
    for (const { actor } of city.principals.filter(({ actor }) => actor.role === role))
      await asApi(scopeOf(actor, 'read'), async api =>
        expect([role, (await api.query('select 1 from conflict union all select 1 from release')).rowCount]).toEqual([role, 0]),
      );
});

test('under a scope nobody rewrites what is another’s, and who only looks rewrites nothing', async () => {
  const trial = city.trials[1]!.id;
  for (const principal of city.principals) {
    const { actor } = principal;
    await asApi(scopeOf(actor, 'read'), async api => {
      for (const table of tables)
        expect([actor.role, table, nothing(await taken(api, `update "${table}" set id = id`))]).toEqual([actor.role, table, true]);
    });
    if (['OFFICER', 'DISTRICT'].includes(actor.role)) continue;
    await asApi(scopeOf(actor, 'write'), async api => {
      expect([actor.role, await taken(api, `update trial set goal = '别的' where id = '${trial}'`)]).toEqual([actor.role, 0]);
      const copy = `insert into trial select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()))).* from trial t where id = '${trial}'`;
      expect([actor.role, await taken(api, copy)]).toEqual([actor.role, denied]);
    });
  }
});

test('the role of the API owns nothing, is in no other role and has no right above the policies', async () => {
  const [role] = await sql(
    `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
            exists (select from pg_auth_members where member = r.oid) as member,
            exists (select from pg_shdepend where refobjid = r.oid and deptype = 'o') as owns
     from pg_roles r where rolname = 'shizhuan_api'`,
  );
  expect(role).toEqual({
    ...{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false },
    ...{ member: false, owns: false },
  });
  const off = await sql(`select relname from pg_class where relname = any($1) and relkind = 'r' and not relrowsecurity`, [tables]);
  expect(off).toEqual([]);
});

test('what would take the second line away is refused to the role of the API, even as the system', async () => {
  const attempts = [
    'truncate trial',
    'truncate fact',
    'alter table trial disable row level security',
    'alter table trial no force row level security',
    'alter table trial disable trigger all',
    'alter table fact disable trigger fact_frozen',
    'alter table trial add column x text',
    'drop policy reading on trial',
    'create policy open on trial using (true)',
    'alter policy reading on trial using (true)',
    'drop trigger service_list_immutable on service_list',
    'drop table trial',
    'drop schema inside cascade',
    `create or replace function inside.reading() returns text language sql as $$ select '*' $$`,
    'create table public.mine (id int)',
    'create table inside.mine (id int)',
    'create view inside.mine as select 1',
    'create function public.mine() returns int language sql as $$ select 1 $$',
    'create schema mine',
    'create role mine',
    'alter role shizhuan_api bypassrls',
    'alter role shizhuan_api superuser',
    'grant shizhuan to shizhuan_api',
    'grant delete on trial to shizhuan_api',
    'set role shizhuan',
    'set session authorization shizhuan',
    'set session_replication_role = replica',
    `copy trial to program 'true'`,
    `select pg_read_file('/etc/passwd')`,
    'select seal_waiting()',
  ];
  await asApi(everything, async api => {
    for (const attempt of attempts) {
      const answer = await taken(api, attempt);
      // A grant of what one does not have is a warning, and grants nothing.
      if (attempt.startsWith('grant delete') && answer === 0) expect(await taken(api, 'delete from trial')).toBe(denied);
      else expect([attempt, answer]).toEqual([attempt, denied]);
    }
  });
  // The setting may be made; what it makes is an error instead of fewer rows.
  await asApi({}, async api => {
    await api.query('set local row_security = off');
    expect(await taken(api, 'select 1 from trial')).toBe(denied);
  });
});

test('what is kept for good is neither rewritten nor deleted, whoever the role of the API says it is', async () => {
  const named = (key: 'readOnly' | 'appendOnly' | 'erasable') =>
    features.flatMap(feature => (feature[key] ?? []).map(entity => metadataOf(entity).tableName));
  const kept = [...named('appendOnly'), ...named('readOnly')];
  expect(kept).toEqual(expect.arrayContaining(['fact', 'seal', 'service_list', 'coverage_snapshot', 'register_entry', 'notice_entry']));
  await asApi(everything, async api => {
    for (const table of kept) {
      const column = metadataOf(
        features.flatMap(({ entities }) => entities).find(entity => metadataOf(entity as never).tableName === table) as never,
      ).columns[0]!.databaseName;
      expect([table, await taken(api, `update "${table}" set "${column}" = "${column}"`)]).toEqual([table, denied]);
    }
    for (const table of allTables().filter(table => !named('erasable').includes(table)))
      expect([table, await taken(api, `delete from "${table}"`)]).toEqual([table, denied]);
  });
});

type Frozen = readonly [what: string, statement: string, constraint: string];
const frozen: readonly Frozen[] = [
  ['the marks of a submitted review', `update review set marks = '[]' where state = 'SUBMITTED'`, 'REVIEW_FROZEN'],
  ['a submitted review', `update review set state = 'ASSIGNED' where state = 'SUBMITTED'`, 'REVIEW_FROZEN'],
  ['the snapshot of a submission', `update submission set snapshot = '{}' where filed_at is not null`, 'SUBMISSION_FROZEN'],
  ['the hash of a submission', `update submission set content_hash = 'x' where filed_at is not null`, 'SUBMISSION_FROZEN'],
  ['a published notice', `update notice set title = 'x' where state = 'PUBLISHED'`, 'NOTICE_FROZEN'],
  ['when a published notice ends', `update notice set ends_at = domain_now() where state = 'PUBLISHED'`, 'NOTICE_FROZEN'],
];
const frozenForItsOwner: readonly Frozen[] = [
  ['a fact', `update fact set note = 'x'`, 'FACT_FROZEN'],
  ['facts', 'delete from fact', 'FACT_FROZEN'],
  ['seals', 'delete from seal', 'FACT_FROZEN'],
  ['all facts', 'truncate fact cascade', 'FACT_FROZEN'],
  ['service lists', 'truncate service_list cascade', 'SERVICE_LIST_IMMUTABLE'],
  ...['provider', 'product', 'scenario', 'kind', 'place', 'ends_at'].map(
    (column): Frozen => [
      `the column ${column} of a published list entry`,
      `update notice_entry set ${column} = ${column}`,
      'NOTICE_FROZEN',
    ],
  ),
];

test('where rights cannot say it, triggers of the owner do: for the role of the API, and for the owner itself', async () => {
  await asApi(everything, async api => {
    for (const [what, statement, constraint] of frozen) expect([what, await taken(api, statement)]).toEqual([what, constraint]);
  });
  for (const [what, statement, constraint] of [...frozen, ...frozenForItsOwner]) {
    const answer = await sql(statement).then(
      () => 'done',
      (error: { driverError: { constraint?: string; code: string } }) => error.driverError.constraint ?? error.driverError.code,
    );
    expect([what, answer]).toEqual([what, constraint]);
  }
});

test('no temporary table stands in for a real one where a rule of the database reads it', async () => {
  const [{ loose }] = (await sql<{ loose: string[] }>(
    `select coalesce(array_agg(proname::text), '{}') as loose from pg_proc
     where pronamespace = 'public'::regnamespace and prosecdef and not exists (
       select from unnest(proconfig) setting where setting ~ '^search_path=.*pg_temp$')`,
  )) as [{ loose: string[] }];
  expect(loose).toEqual([]);
});
