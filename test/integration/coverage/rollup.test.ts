import fc from 'fast-check';
import { graphql } from '../../../schema/graphql.ts';
import { coveredOn } from '../../../server/coverage/figure/sql.ts';
import { checkFigures, differences } from '../../../server/coverage/rollup/service.ts';
import { newId } from '../../../server/kernel/fields.ts';
import { makeUscc } from '../../../server/people/uscc.ts';
import { anEnterprise, here, type Someone, someone, sql, statementsOf, travel, travelTo, useServer } from '../../kit.ts';
import { atCommandLine } from '../imports/desk.ts';
import { anApplication, aRunningTrial, at } from '../trials/scene.ts';

useServer();
afterEach(() => travel(null));

const usccs = Array.from({ length: 6 }, (_, n) => makeUscc(`roll-up ${n}`, '370211'));
const ids: string[] = [];
let officer: Someone;
beforeAll(async () => {
  officer = await someone('OFFICER');
  for (const uscc of usccs) ids.push(await anEnterprise({ uscc }));
});

const start = Date.parse('2022-01-01T00:00:00Z');
const day = (n: number) => new Date(start + n * 86_400_000).toISOString().slice(0, 10);
const days = fc.nat(1500).map(day);
const who = fc.nat(usccs.length - 1);
const districts = fc.constantFrom('370202', '370211', '370214');
/** One of the rows of a table, whichever there are. */
const one = (table: string, nth: number) =>
  `(select id from ${table} order by id offset ${nth} % greatest(1, (select count(*) from ${table})) limit 1)`;

/** Nothing but the rule that came with the product. */
async function clear(): Promise<void> {
  for (const table of ['register_entry', 'register', 'evidence']) await sql(`delete from ${table}`);
  await sql('delete from coverage_rule where rule_version > 1');
  await sql('update coverage_rule set months = 36');
}

type Deed = () => Promise<unknown>;
const addRegister = (inForce: string, listed: { who: number; district: string; division: string; size: string }[]) => async () => {
  const id = newId();
  await sql('update register set replaced_at = now() where month = $1 and undone_at is null', [inForce.slice(0, 7)]);
  await sql(
    `insert into register (id, month, version, in_force_from, entries, added, gone, changed) select $1, $2, count(*) + 1, $3, 0, 0, 0, 0 from register where month = $2`,
    [id, inForce.slice(0, 7), inForce],
  );
  await sql(
    `insert into register_entry (id, register_id, enterprise_id, uscc, name, district, division, size)
     select distinct on (uscc) uuid_v7(), $1, enterprise_id, uscc, 'x', district, division, size
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[]) e(enterprise_id, uscc, district, division, size)`,
    [
      id,
      listed.map(e => ids[e.who]),
      listed.map(e => usccs[e.who]),
      ...(['district', 'division', 'size'] as const).map(key => listed.map(e => e[key])),
    ],
  );
};
const addEvidence = (items: { who: number; kind: string; dated: string; verified: string | null; revoked: string | null }[]) => () =>
  sql(
    `insert into evidence (id, number, enterprise_id, uscc, kind, dated_on, document, verified_by_unit, verified_on, revoked_on, revoked_reason, expires_at, state)
     select uuid_v7(), gen_random_uuid(), e, u, k, d::date, 'x', case when v is not null then 'x' end, v::date, r::date, case when r is not null then 'x' end, now(), 'PROPOSED'
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) i(e, u, k, d, v, r)`,
    [
      items.map(i => ids[i.who]),
      items.map(i => usccs[i.who]),
      items.map(i => i.kind),
      items.map(i => i.dated),
      items.map(i => i.verified),
      items.map(i => i.revoked),
    ],
  );
const orNull = (arbitrary: fc.Arbitrary<string>) => fc.option(arbitrary, { freq: 3 });

/** Everything that can happen below a figure, by hand or by import, in any order. */
const deed: fc.Arbitrary<readonly [name: string, Deed]> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('2023-01-31', '2023-02-28', '2023-05-31', '2024-01-31', '2025-06-30'),
      fc.array(fc.record({ who, district: districts, division: fc.constantFrom('33', '34'), size: fc.constantFrom('SMALL', 'LARGE') }), {
        maxLength: 6,
      }),
    )
    .map(([month, listed]) => [`register ${month}`, addRegister(month, listed)] as const),
  fc
    .nat()
    .map(
      n =>
        [
          'undo register',
          () =>
            sql(
              `update register set undone_at = case when undone_at is null then now() end where id = ${one('register', n)} and replaced_at is null`,
            ),
        ] as const,
    ),
  fc
    .array(
      fc.record({
        who,
        kind: fc.constantFrom('CONTRACT', 'TITLE', 'SELF'),
        dated: days,
        verified: orNull(days),
        revoked: fc.option(days, { freq: 2 }),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map(items => ['evidence', addEvidence(items)] as const),
  fc
    .tuple(fc.nat(), days)
    .map(
      ([n, on]) =>
        [
          'verify',
          () => sql(`update evidence set verified_on = $1, verified_by_unit = 'x' where id = ${one('evidence', n)}`, [on]),
        ] as const,
    ),
  fc
    .tuple(fc.nat(), days)
    .map(
      ([n, on]) =>
        ['revoke', () => sql(`update evidence set revoked_on = $1, revoked_reason = 'x' where id = ${one('evidence', n)}`, [on])] as const,
    ),
  fc.constant(['pardon', () => sql('update evidence set revoked_on = null, revoked_reason = null')] as const),
  fc
    .nat()
    .map(
      n =>
        [
          'undo evidence',
          () => sql(`update evidence set undone_at = case when undone_at is null then now() end where id = ${one('evidence', n)}`),
        ] as const,
    ),
  fc
    .tuple(fc.nat(), who)
    .map(
      ([n, w]) =>
        [
          'another enterprise',
          () => sql(`update evidence set uscc = $1, version = version + 1 where id = ${one('evidence', n)}`, [usccs[w]]),
        ] as const,
    ),
  fc.nat().map(n => ['remove evidence', () => sql(`delete from evidence where id = ${one('evidence', n)}`)] as const),
  fc.nat().map(n => ['remove an entry', () => sql(`delete from register_entry where id = ${one('register_entry', n)}`)] as const),
  fc
    .tuple(fc.nat(), districts)
    .map(
      ([n, code]) =>
        ['move an entry', () => sql(`update register_entry set district = $1 where id = ${one('register_entry', n)}`, [code])] as const,
    ),
  fc
    .tuple(days, fc.constantFrom(['CONTRACT'], ['TITLE'], ['CONTRACT', 'TITLE']), fc.integer({ min: 1, max: 40 }))
    .map(
      ([from, kinds, months]) =>
        [
          'rule',
          () =>
            sql(
              `insert into coverage_rule (id, rule_version, applies_from, kinds, months, basis, state) select uuid_v7(), max(rule_version) + 1, $1, $2, $3, 'x', 'APPROVED' from coverage_rule`,
              [from, kinds, months],
            ),
        ] as const,
    ),
  fc
    .nat()
    .map(
      n => ['other months', () => sql(`update coverage_rule set months = months % 40 + 1 where id = ${one('coverage_rule', n)}`)] as const,
    ),
  days.map(on => ['cut', () => sql('select coverage_cut($1)', [on])] as const),
  fc.constant(['fold', () => sql('select coverage_fold()')] as const),
);

const Figure = graphql(`
  query ($at: Date!, $by: CoverageBy!, $district: String) { coverage(at: $at, by: $by, district: $district) { n d groups { code n d } } }
`);
/** The figure counted from entries and evidence, as it was before there were roll-ups. */
const counted = (at: string, column: string, district: string | null) =>
  sql<{ code: string; n: number; d: number }>(
    `select ${column} as code, count(*)::int as n, count(*) filter (where uscc in ${coveredOn('$1::date')})::int as d from register_entry
     where register_id = (select id from register where in_force_from <= $1::date and replaced_at is null and undone_at is null order by in_force_from desc limit 1)
       and ($2::text is null or district = $2) group by 1 order by 1`,
    [at, district],
  );

test('whatever is written in whatever order, the roll-up of coverage is what entries and evidence say, on any day', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { minLength: 8, maxLength: 24 }),
      fc.array(days, { minLength: 3, maxLength: 3 }),
      async (deeds, asked) => {
        await clear();
        for (const [name, work] of deeds) {
          await work();
          expect({ name, off: await sql('select * from coverage_differences() limit 3') }).toEqual({ name, off: [] });
        }
        for (const [n, at] of asked.entries()) {
          const by = (['DISTRICT', 'DIVISION', 'SIZE'] as const)[n]!;
          const district = n === 1 ? '370211' : null;
          const answer = await officer.ask(Figure, { at, by, district }).catch((error: { reason: string }) => error.reason);
          const true_ = await counted(at, by.toLowerCase(), district);
          if (typeof answer === 'string') expect([answer, true_]).toEqual(['NO_REGISTER_THEN', []]);
          else expect([...answer.coverage.groups].sort((a, b) => (a.code < b.code ? -1 : 1))).toEqual(true_);
        }
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

test('two who verify evidence of one enterprise at once, while a register comes, leave figures that are right', async () => {
  await clear();
  const listed = usccs.map((_, n) => ({ who: n, district: '370211', division: '33', size: 'SMALL' }));
  await addRegister('2024-01-31', listed)();
  for (let round = 0; round < 5; round += 1) {
    await addEvidence(
      usccs.flatMap((_, n) =>
        Array.from({ length: 3 }, () => ({ who: n, kind: 'TITLE', dated: day(700 + round), verified: null, revoked: null })),
      ),
    )();
    const waiting = await sql<{ id: string }>('select id from evidence where verified_on is null');
    await Promise.all([
      ...waiting.map(({ id }, n) => sql(`update evidence set verified_on = $2, verified_by_unit = 'x' where id = $1`, [id, day(720 + n)])),
      addRegister(`2024-0${round + 2}-28`, listed)(),
    ]);
    expect(await sql('select * from coverage_differences()')).toEqual([]);
  }
  expect((await officer.ask(Figure, { at: '2024-06-30', by: 'DISTRICT' })).coverage).toMatchObject({ n: 6, d: 6 });
});

const Funnel = graphql(
  `query ($from: Date!, $to: Date!) { trialFunnel(from: $from, to: $to) { month applied accepted started ended converted rate } }`,
);
/** The funnel counted from the trials, as it was before there were roll-ups. */
const countedFunnel = (from: string, to: string, where: string) =>
  sql(
    `with it as (select shanghai_day(applied_at) as applied, shanghai_day(accepted_at) as accepted, starts_on as started, state = 'CONVERTED' as converted,
       case when state in ('ENDED', 'CONVERTED', 'NOT_CONVERTED') or state = 'RUNNING' and ends_at <= domain_now() then shanghai_day(ends_at) end as ended from trial where ${where}),
     step as (select applied as day, 'applied' as step, false as converted from it union all select accepted, 'accepted', false from it
       union all select started, 'started', false from it union all select ended, 'ended', converted from it)
     select to_char(m, 'YYYY-MM') as month, count(*) filter (where step = 'applied')::int as applied, count(*) filter (where step = 'accepted')::int as accepted,
       count(*) filter (where step = 'started')::int as started, count(*) filter (where step = 'ended')::int as ended, count(*) filter (where step = 'ended' and converted)::int as converted
     from generate_series(date_trunc('month', $1::date), $2::date, interval '1 month') m
     left join step on day >= greatest(m::date, $1::date) and day < least((m + interval '1 month')::date, $2::date + 1) group by m order by m`,
    [from, to],
  );

test('whatever becomes of trials and whenever one looks, the funnel is that of a naive count, for whoever asks', async () => {
  await at('2026-01-20T09:00:00+08:00');
  const first = await aRunningTrial({ freeDays: 10 });
  for (const _ of [1, 2, 3]) await anApplication(first.offering.id);
  // An outcome is final; here any state is to follow any other.
  await sql('alter table trial disable trigger trial_outcome_final');
  const [district, provider, enterprise] = [await someone('DISTRICT', { district: '370211' }), first.provider, first.enterprise];
  const instants = fc
    .integer({ min: 0, max: 5000 })
    .map(hours => new Date(Date.parse('2026-01-01T00:00:00+08:00') + hours * 3_600_000).toISOString());
  const deeds = fc.array(
    fc.tuple(
      fc.nat(),
      fc.constantFrom('APPLIED', 'ACCEPTED', 'RUNNING', 'ENDED', 'CONVERTED', 'NOT_CONVERTED', 'TERMINATED'),
      instants,
      fc.option(instants),
      instants,
      districts,
    ),
    { minLength: 4, maxLength: 10 },
  );
  await fc.assert(
    fc.asyncProperty(deeds, instants, fc.tuple(instants, instants), async (moves, now, [a, b]) => {
      for (const [n, state, applied, accepted, ends, code] of moves) {
        await sql(
          `update trial set state = $1, applied_at = $2, accepted_at = $3, ends_at = $4, starts_on = shanghai_day($4), ends_on = shanghai_day($4), outcome_due_at = $4, district = $5 where id = ${one('trial', n)}`,
          [state, applied, accepted, ends, code],
        );
        if (n % 3 === 0) await sql('select trial_fold()');
      }
      expect(await sql('select * from trial_differences()')).toEqual([]);
      await travelTo(now);
      const [from, to] = [a, b].map(instant => instant.slice(0, 10)).sort() as [string, string];
      for (const [who, where] of [
        [officer, 'true'],
        [district, `district = '370211'`],
        [provider, `provider_id = '${provider.of.providerId}'`],
        [enterprise, `enterprise_id = '${enterprise.of.enterpriseId}'`],
      ] as const) {
        const { trialFunnel } = await who.ask(Funnel, { from, to });
        expect(trialFunnel.map(({ rate: _, ...row }) => row)).toEqual(await countedFunnel(from, to, where));
      }
    }),
    { numRuns: 15 },
  );
  expect(
    (await statementsOf(() => officer.ask(Funnel, { from: '2026-01-01', to: '2026-12-31' }))).filter(text => /trial/.test(text)),
  ).toHaveLength(1);
}, 60_000);

test('a roll-up that was tampered with is found, told and put right', async () => {
  const ctx = atCommandLine();
  await sql('update coverage_tally set d = d + 1 where id = (select min(id) from coverage_tally)');
  await sql('delete from trial_tally where id = (select min(id) from trial_tally)');
  expect((await differences(ctx)).map(({ figure }) => figure)).toEqual(['coverage', 'funnel']);
  expect(await ctx.transaction(checkFigures)).toMatchObject([{ figure: 'coverage', part: 'DISTRICT' }, { figure: 'funnel' }]);
  expect(await differences(ctx)).toEqual([]);
  const { figureChecks } = await officer.ask(
    graphql(`query { figureChecks(first: 1) { nodes { coverageDifferences funnelDifferences history { name } } } }`),
  );
  expect(figureChecks.nodes).toEqual([{ coverageDifferences: 1, funnelDifferences: 1, history: [{ name: 'FigureCheck.CREATE' }] }]);
  await expect(here().own.query('update coverage_tally set d = 0')).rejects.toThrow('permission denied');
});
