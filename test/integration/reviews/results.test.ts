import fc from 'fast-check';
import { graphql } from '../../../schema/graphql.ts';
import { newId } from '../../../server/kernel/fields.ts';
import { anExpert, aProvider, someone, sql, statementsOf, times, url, useServer } from '../../kit.ts';
import { type Called, calls, naive } from './oracle.ts';
import { drawn, marks, Results, submitAll } from './scene.ts';

useServer();

const Result = graphql(`
  query ($callId: ID!) {
    callResult(callId: $callId) {
      rubricVersion pass
      items {
        submissionId number name providerName kind rank total mean median spread passing reaches flagged vetoed standing tieBreak agreed reviews abstentions setAside
        criteria { criterion mean minimum enough }
        sheets { expertId expertName total dropped deviation outlying marks { criterion mark } }
      }
      unmarked { number abstentions setAside }
      experts { expertId expertName items shared deviation outlying }
      seats { kind division min max seated beyond wanting }
    }
  }
`);

/** Writes a call down as it would stand when its marks are in, with what must not count beside what does. */
async function plant({ rule, seats, items }: Called, pool: readonly string[]): Promise<string> {
  const callId = newId();
  const rubric = { ...rule, noteAtExtremes: false, criteria: rule.criteria.map(it => ({ ...it, name: it.code, nameEn: it.code })) };
  await sql(
    `insert into call (id, code, title, opens_at, closes_at, unseals_at, announced_for, state, kinds, form, rubric, rubric_version, seats)
     values ($1::uuid, 'T' || right($1::text, 12), '随机征集', '2026-01-01', '2026-01-02', '2026-01-02', '2026-01-01', 'REVIEWING', '{SOFTWARE}', '{"fields":[],"files":[],"eligibility":[]}', $2, 2, $3)`,
    [callId, JSON.stringify(rubric), JSON.stringify(seats)],
  );
  const filed = [...items, { ...items[0]!, number: 'X-WITHDRAWN' }].map(item => ({
    ...{ id: newId(), solution: newId(), provider: newId(), state: item.number.startsWith('X') ? 'WITHDRAWN' : 'ADMITTED' },
    ...{ number: item.number, kind: item.kind, divisions: item.divisions },
  }));
  await sql(
    `with row as (select * from jsonb_to_recordset($1) as row (id uuid, solution uuid, provider uuid, state text, number text, kind text, divisions jsonb)),
     p as (insert into provider (id, uscc, name, kind, district) select provider, 'U' || right(provider::text, 17), number, kind, '370212' from row),
     s as (insert into solution (id, provider_id, name, kind, main_scenario, measures, cases, excluded) select solution, provider, number, 'SOFTWARE', 'S04', '[]', '[]', '[]' from row)
     insert into submission (id, call_id, solution_id, provider_id, number, state, name, kind, main_scenario, divisions, district, snapshot, unseals_at)
     select id, $2, solution, provider, number, state, number, 'SOFTWARE', 'S04', array(select jsonb_array_elements_text(divisions)), '370212', '{}', '2026-01-02' from row`,
    [JSON.stringify(filed), callId],
  );
  const reviews = [...items, items[0]!].flatMap((item, at) => {
    const of = { submission: filed[at]!.id, version: 2, replaces: null as string | null, vetoes: [] as string[] };
    const counting = item.sheets.map((sheet, nth) => ({
      ...{ ...of, id: newId(), expert: pool[item.experts[nth]!]!, state: 'SUBMITTED', vetoes: item.vetoed && nth === 0 ? ['V'] : [] },
      marks: Object.entries(sheet).map(([criterion, mark]) => ({ criterion, mark })),
    }));
    const [first] = counting;
    // What was corrected, what stands by the rubric of before and is given anew by nobody, who has declined, and who turned out to have an interest.
    const earlier = first ? [{ ...first, id: newId(), vetoes: ['V'] }] : [];
    if (first) first.replaces = earlier[0]!.id;
    const noise = [
      { ...of, id: newId(), expert: pool[6]!, state: 'SUBMITTED', version: 1, barred: true, vetoes: ['V'], marks: [] },
      { ...of, id: newId(), expert: pool[7]!, state: 'DECLINED', version: 0, marks: [] },
      { ...of, id: newId(), expert: pool[8]!, state: 'SUBMITTED', vetoes: ['V'], marks: [] },
    ];
    return [...earlier, ...counting, ...noise];
  });
  await sql(
    `insert into review (id, number, submission_id, expert_id, call_id, marks, vetoes, rubric_version, replaces_id, state, barred)
     select id, 'P', submission, expert, $2, marks, array(select jsonb_array_elements_text(vetoes)), version, replaces, state, coalesce(barred, false)
     from jsonb_to_recordset($1) as row (id uuid, submission uuid, expert uuid, marks jsonb, vetoes jsonb, version int, replaces uuid, state text, barred boolean)`,
    [JSON.stringify(reviews), callId],
  );
  await sql(
    `insert into conflict (id, expert_id, provider_id, kind, basis) select uuid_v7(), $1, s.provider_id, 'PINNED', 'OTHER' from submission s where s.call_id = $2`,
    [pool[8], callId],
  );
  return callId;
}

test('random calls come out through the database as a naive count has them, in one statement each', async () => {
  const officer = await someone('OFFICER');
  const pool = await times(9, () => anExpert());
  const count = Number(process.env['ORACLE_DB_CALLS'] ?? 25);
  const begun = performance.now();
  for (const called of fc.sample(calls, { numRuns: count, seed: Number(process.env['ORACLE_SEED'] ?? 20240301) })) {
    const { ranking, taken, experts, unmarked } = naive(called);
    const { callResult } = await officer.ask(Result, { callId: await plant(called, pool) });
    expect(
      callResult.items.map(({ number, total, mean, median, spread, passing, flagged, vetoed, reviews, standing }) => ({
        ...{ number, total, mean, median, spread, passing, flagged, vetoed, reviews, standing },
      })),
    ).toEqual(ranking);
    expect(callResult.seats.map(({ seated }) => seated)).toEqual(taken);
    expect(callResult.unmarked.map(({ number }) => number)).toEqual(unmarked);
    expect(Object.fromEntries(callResult.experts.map(({ expertId, items }) => [expertId, items]))).toEqual(
      Object.fromEntries([...experts].map(([at, { items }]) => [pool[at], items])),
    );
    for (const { abstentions, setAside } of [...callResult.items, ...callResult.unmarked]) expect([abstentions, setAside]).toEqual([1, 2]);
  }
  console.info(`${count} random calls agree through the database, ${Math.round(performance.now() - begun)} ms`);
});

test('the result says why each stands where it stands, in one statement; the ranking is a file as well', async () => {
  const { officer, callId, people, items } = await drawn(3, 3);
  const given: Record<string, [string, string][]> = {
    [items[0]!.id]: [
      ['50', '30'],
      ['50', '30'],
      ['50', '30'],
    ],
    [items[1]!.id]: [
      ['40', '40'],
      ['40', '40'],
      ['40', '40'],
    ],
    [items[2]!.id]: [
      ['10', '20'],
      ['40', '40'],
      ['40', '40'],
    ],
  };
  expect(await officer.refused(Result, { callId })).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'MARKS_NOT_IN' });
  await submitAll(callId, people, id => marks(...given[id]!.shift()!));
  let found = (await officer.ask(Result, { callId })).callResult;
  const seen = await statementsOf(async () => {
    found = (await officer.ask(Result, { callId })).callResult;
  });
  expect(seen.filter(text => text.includes('inside."conflict"') || text.includes('inside.conflict'))).toHaveLength(1);
  expect(seen.length).toBeLessThanOrEqual(2);
  // The first two have 80 points each; PRECISE comes first in the order of ties.
  expect(
    found.items.map(({ submissionId, rank, total, tieBreak, passing, standing, flagged }) => ({
      submissionId,
      rank,
      total,
      tieBreak,
      passing,
      standing,
      flagged,
    })),
  ).toEqual([
    { submissionId: items[0]!.id, rank: 1, total: '80.0000', tieBreak: null, passing: true, standing: 'SEATED', flagged: false },
    { submissionId: items[1]!.id, rank: 2, total: '80.0000', tieBreak: 'PRECISE', passing: true, standing: 'SEATED', flagged: false },
    { submissionId: items[2]!.id, rank: 3, total: '63.3333', tieBreak: null, passing: false, standing: 'NOT_PASSING', flagged: true },
  ]);
  const strict = found.experts[0]!;
  expect(strict).toMatchObject({ items: 3, shared: 3, outlying: true });
  expect(strict.expertName).toMatch(/^专家/);
  expect(found.items[2]!.sheets.filter(({ outlying }) => outlying)).toMatchObject([{ total: '30.0000', deviation: '-50.0000' }]);
  expect((await officer.ask(Results, { callId })).reviewResults.map(({ submissionId }) => submissionId)).toEqual(
    found.items.map(({ submissionId }) => submissionId),
  );

  // The first mark has frozen the rubric.
  expect(await sql('select rubric_frozen_at is not null as frozen from call where id = $1', [callId])).toEqual([{ frozen: true }]);
  // What the experts have settled is the result; what each has marked stands beside it.
  await sql(
    `insert into consensus_sheet (id, number, call_id, submission_id, chair_id, marks, state, settled_at)
     select uuid_v7(), 'P', $1, $2, $3, $4, 'SETTLED', domain_now()`,
    [callId, items[2]!.id, people[0]!.of.expertId, JSON.stringify(marks('55', '35'))],
  );
  const [agreed] = (await officer.ask(Result, { callId })).callResult.items;
  expect(agreed).toMatchObject({ submissionId: items[2]!.id, rank: 1, total: '90.0000', agreed: true, spread: '50.0000', reviews: 3 });

  const file = (query: string, who = officer) => fetch(`${url()}/export/ReviewResult.csv?${query}`, { headers: who.headers });
  const filter = `filter=${encodeURIComponent(JSON.stringify({ callId: [callId] }))}`;
  const text = await (await file(filter)).text();
  expect(text.trim().split('\r\n')).toHaveLength(4);
  expect(text.split('\r\n')[1]).toContain('80.0000');
  expect((await file(`${filter}&columns=rank,total,provider`)).status).toBe(400);
  expect((await file('lang=en')).status).toBe(400);
  for (const role of ['PROVIDER', 'EXPERT', 'DISTRICT', 'ENTERPRISE', 'SYSTEM_ADMIN'] as const) {
    const other = await someone(role);
    expect(await other.refusal(Result, { callId })).toBe('FORBIDDEN');
    expect((await file(filter, other)).status).toBe(403);
  }
  expect(await officer.refusal(Result, { callId: await aProvider() })).toBe('NOT_FOUND');
});
