import { features } from '../../../server/features.ts';
import type { Lifecycle } from '../../../server/kernel/lifecycle.ts';
import { stateSql } from '../../../server/kernel/lifecycle.ts';
import { snake } from '../../../server/kernel/naming.ts';
import { check17, check18 } from '../../../server/people/uscc.ts';
import { type DemoAccount, seedDemo } from '../../../server/seed/seedDemo.ts';
import { here, sql, useServer } from '../../kit.ts';

useServer();

let accounts: DemoAccount[] = [];
const said: string[] = [];
let seconds = 0;
const ownerUrl = () => (here().owner.options as { url: string }).url;

beforeAll(async () => {
  const start = performance.now();
  accounts = (await seedDemo(ownerUrl(), { say: line => said.push(line), files: here().files }))!.accounts;
  seconds = (performance.now() - start) / 1000;
  if (process.env['SHIZHUAN_TEST_SAY']) console.log(`${said.join('\n')}\n${seconds.toFixed(1)} s`);
}, 120_000);

const one = async <T>(text: string, values?: unknown[]): Promise<T> => ((await sql(text, values)) as T[])[0]!;

test('the city loads while it tells how far it is', () => {
  expect(said.length).toBeGreaterThan(4);
  expect(seconds).toBeLessThan(60);
});

test('a database that holds anything is left alone', async () => {
  const before = await one('select count(*) from fact');
  expect(await seedDemo(ownerUrl(), { say: () => undefined, files: here().files })).toBeNull();
  expect(await one('select count(*) from fact')).toEqual(before);
});

const lifecycles = features.flatMap(({ lifecycles = [] }) => lifecycles);
const tableOf = (entity: string) =>
  here().owner.getMetadata(features.flatMap(({ entities }) => entities).find(({ name }) => name === entity)!).tableName;

/** Where a record's facts lead, or what is wrong with them. */
function replay(table: Lifecycle, start: string, facts: readonly { name: string; role: string | null }[]): string {
  let state = start;
  for (const { name, role } of facts) {
    const move = table.moves[name.split('.')[1]!];
    if (!move) continue;
    if (!move.from.includes(state)) return `${name} from ${state}`;
    if (role && !move.via && !move.by?.includes(role as never)) return `${name} by ${role}`;
    state = move.to;
  }
  return state;
}

test.each(lifecycles.map(table => [table.entity, table] as const))(
  'every %s stands where its facts have led it, along the moves of its lifecycle',
  async (entity, table) => {
    const records = (await sql(
      `select it.id, it.state as kept, ${stateSql(table, name => `it.${snake(name)}`)} as state, said.start,
              coalesce((select json_agg(json_build_object('name', f.name, 'role', f.actor_role) order by f.id) from fact f where f.subject_id = it.id), '[]') as facts,
              coalesce((select bool_and(f.at >= f.before) from (select at, lag(at, 1, at) over (order by id) as before from fact where subject_id = it.id) f), true) as ordered
       from "${tableOf(entity)}" it left join lateral (
         select change ->> 'after' as start from fact f, jsonb_array_elements(f.changed) change
         where f.subject_id = it.id and f.name = $1 and change ->> 'field' = 'state') said on true`,
      [`${entity}.CREATE`],
    )) as {
      id: string;
      kept: string;
      state: string;
      start: string | null;
      ordered: boolean;
      facts: { name: string; role: string | null }[];
    }[];
    const wrong = records.filter(({ facts, state, kept, start, ordered }) => {
      // Born by a fact of its own, or brought by an import that may know how far it was.
      const imported = !facts[0] || facts[0].name.split('.')[1]! in table.moves;
      const starts = imported ? table.states : [start ?? table.states[0]!];
      return !ordered || kept !== state || !starts.some(from => replay(table, from, facts) === state);
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  },
);

test('what the clock did is dated at the instant it was due', async () => {
  for (const table of lifecycles)
    for (const [action, { at }] of Object.entries(table.moves))
      if (at)
        expect(
          await one(
            `select count(*) from fact f join "${tableOf(table.entity)}" it on it.id = f.subject_id where f.name = $1 and f.actor_id is null and f.at <> it.${snake(at)}`,
            [`${table.entity}.${action}`],
          ),
        ).toEqual({ count: 0 });
});

test('nothing has happened in the future, and no credit code is wrong', async () => {
  expect(await one('select count(*) from fact where at > domain_now()')).toEqual({ count: 0 });
  const codes = (await sql('select uscc from enterprise union all select uscc from provider')) as { uscc: string }[];
  expect(codes.length).toBeGreaterThanOrEqual(10_100);
  expect(codes.filter(({ uscc }) => !check17(uscc) || !check18(uscc))).toEqual([]);
});

test('the register in force has 4,800 enterprises, and its differences are those of its lines', async () => {
  const registers = (await sql('select * from register order by month')) as { id: string; entries: number }[];
  expect(registers).toHaveLength(13);
  expect(registers.at(-1)).toMatchObject({ entries: 4800 });
  for (const [nth, register] of registers.entries()) {
    const before = registers[nth - 1]?.id ?? null;
    const lines = await one(
      `select count(*)::int as entries, count(*) filter (where b.uscc is null)::int as added,
              count(*) filter (where (b.name, b.district, b.size) <> (e.name, e.district, e.size))::int as changed,
              (select count(*)::int from register_entry gone where register_id = $2 and not exists (select from register_entry where register_id = $1 and uscc = gone.uscc)) as gone
       from register_entry e left join register_entry b on b.register_id = $2 and b.uscc = e.uscc where e.register_id = $1`,
      [register.id, before],
    );
    expect(register).toMatchObject(lines as object);
  }
});

test('coverage is some tens short of its target, district by district', async () => {
  const rows = (await sql(
    `select e.district, count(*)::int as n, count(*) filter (where exists (
       select from evidence v where v.uscc = e.uscc and v.kind <> 'SELF' and v.verified_on <= domain_today() and v.expires_at > domain_now() and v.revoked_on is null))::int as d
     from register_entry e where register_id = (select id from register order by month desc limit 1) group by 1 order by 1`,
  )) as { district: string; n: number; d: number }[];
  expect(rows).toHaveLength(10);
  const n = rows.reduce((sum, row) => sum + row.n, 0);
  const d = rows.reduce((sum, row) => sum + row.d, 0);
  expect(n).toBe(4800);
  expect(4416 - d).toBeGreaterThanOrEqual(30);
  expect(4416 - d).toBeLessThanOrEqual(60);
  expect(
    await one(
      `select count(*) filter (where state = 'PROPOSED' and kind <> 'SELF') > 30 as waiting, count(distinct kind)::int as kinds, count(distinct state)::int as states from evidence`,
    ),
  ).toEqual({
    waiting: true,
    kinds: 5,
    states: 5,
  });
});

test('every frozen month agrees with its members and with what is known of that day', async () => {
  const months = (await sql(
    `select s.n, s.d, count(*)::int as members, count(*) filter (where m.counted)::int as counted, r.entries,
            (select count(distinct e.uscc)::int from register_entry e join evidence v on v.uscc = e.uscc where e.register_id = s.register_id
               and v.kind <> 'SELF' and v.verified_on <= r.in_force_from and v.dated_on <= r.in_force_from
               and shanghai_day(v.expires_at) > r.in_force_from and coalesce(v.revoked_on > r.in_force_from, true)) as known
     from coverage_snapshot s join register r on r.id = s.register_id join coverage_member m on m.snapshot_id = s.id group by s.id, r.id order by s.month`,
  )) as { n: number; d: number; members: number; counted: number; entries: number; known: number }[];
  expect(months.length).toBeGreaterThanOrEqual(11);
  for (const { n, d, members, counted, entries, known } of months)
    expect({ n, d, known }).toEqual({ n: members, d: counted, known: counted, ...(entries !== n && { n: entries }) });
  const rates = months.map(({ n, d }) => d / n);
  expect(Math.min(...rates)).toBeGreaterThan(0.84);
  expect(rates.at(-1)).toBeGreaterThan(rates[0]!);
});

test('everybody who may look around has a password of their own', () => {
  const logins = accounts.map(({ login }) => login);
  expect(logins).toEqual(
    expect.arrayContaining([
      'officer',
      'officer2',
      'leader',
      'expert',
      'provider',
      'enterprise',
      'district-370211',
      'sysadmin',
      'secadmin',
      'auditor',
    ]),
  );
  expect(new Set(accounts.map(({ password }) => password)).size).toBe(accounts.length);
});
