import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { createCallFromTemplate } from '../../../server/calls/templates.ts';
import { Context } from '../../../server/kernel/context.ts';
import { newId } from '../../../server/kernel/fields.ts';
import { conflictedScores, type HistoricalScore, recordHistoricalScores } from '../../../server/reviews/historical.ts';
import { here, someone, sql, statementsOf, useServer } from '../../kit.ts';
import { OneReview, Results } from './scene.ts';

useServer();

const table = (name: string): Record<string, string>[] =>
  parse(readFileSync(join(__dirname, '../../data', name)), { columns: true, bom: true, skip_empty_lines: true });

/** The past call as its papers have it: providers, experts, solutions and admitted submissions. */
async function pastCall() {
  const officer = await someone('OFFICER');
  const ctx = new Context({ id: officer.id, role: 'OFFICER', name: 'OFFICER' }, here().owner.manager);
  const call = await createCallFromTemplate(ctx, 'C2024A');
  await sql(
    `insert into provider (id, uscc, name, kind, district) select uuid_v7(), uscc, name, 'PRODUCT', district from jsonb_to_recordset($1) as row (uscc text, name text, district text)`,
    [
      JSON.stringify(
        table('C2024A-providers.csv').map(row => ({ uscc: row['统一社会信用代码'], name: row['名称'], district: row['区市代码'] })),
      ),
    ],
  );
  await sql(
    `insert into expert (id, number, name, employer_uscc, scenarios, most_reviews)
     select uuid_v7(), number, name, uscc, string_to_array(scenarios, '|'), most from jsonb_to_recordset($1) as row (number text, name text, uscc text, scenarios text, most int)`,
    [
      JSON.stringify(
        table('C2024A-experts.csv').map(row => ({
          ...{ number: row['编号'], name: row['姓名'], uscc: row['单位统一社会信用代码'] },
          ...{ scenarios: row['擅长场景'], most: Number(row['最多评审数']) },
        })),
      ),
    ],
  );
  await sql(
    `with row as (
       select uuid_v7() as solution_id, row.*, p.id as provider_id, p.district, p.name as provider
       from jsonb_to_recordset($1) as row (number text, uscc text, name text, scenario text) join provider p using (uscc)
     ), made as (
       insert into solution (id, provider_id, name, kind, main_scenario, measures, cases, excluded)
       select solution_id, provider_id, name, 'SOFTWARE', scenario, '[]', '[]', '[]' from row
     )
     insert into submission (id, call_id, solution_id, provider_id, number, state, name, kind, main_scenario, district, snapshot, unseals_at)
     select uuid_v7(), $2, solution_id, provider_id, number, 'ADMITTED', name, 'SOFTWARE', scenario, district,
            jsonb_build_object('solution', jsonb_build_object('cases', '[]'::jsonb), 'provider', jsonb_build_object('name', provider)), domain_now() from row`,
    [
      JSON.stringify(
        table('C2024A-submissions.csv').map(row => ({
          ...{ number: row['编号'], uscc: row['服务商统一社会信用代码'], name: row['产品名称'], scenario: row['主要场景'] },
        })),
      ),
      call.id,
    ],
  );
  const ids = async (from: string) =>
    new Map((await sql<{ number: string; id: string }>(`select number, id from ${from}`)).map(row => [row.number, row.id]));
  const [submissions, experts] = [await ids('submission'), await ids('expert')];
  const scores = table('C2024A-scores.csv').map(
    ({ 编号: number, 专家: expert, ...marks }): HistoricalScore => ({
      submissionId: submissions.get(number!)!,
      expertId: experts.get(expert!)!,
      marks: Object.entries(marks).map(([criterion, mark]) => ({ criterion, mark })),
    }),
  );
  return { officer, ctx, call, scores };
}

test('C2024A: 300 marks of the past are recorded in a handful of statements, once, and give the expected result', async () => {
  const { officer, ctx, call, scores } = await pastCall();
  const [first] = scores as [HistoricalScore];
  const factId = newId();
  const [{ uscc }] = (await sql('select p.uscc from submission s join provider p on p.id = s.provider_id where s.id = $1', [
    first.submissionId,
  ])) as [{ uscc: string }];
  const [{ employer }] = (await sql('select employer_uscc as employer from expert where id = $1', [first.expertId])) as [
    { employer: string },
  ];
  await sql('update expert set employer_uscc = $1 where id = $2', [uscc, first.expertId]);
  expect(await conflictedScores(ctx, scores)).toContain(0);
  await expect(recordHistoricalScores(ctx, call, scores, factId)).rejects.toMatchObject({ extensions: { code: 'CONFLICT_OF_INTEREST' } });
  await sql('update expert set employer_uscc = $1 where id = $2', [employer, first.expertId]);
  expect(await sql('select id from review')).toEqual([]);

  expect(await recordHistoricalScores(ctx, call, scores, factId)).toBe(300);
  expect(await recordHistoricalScores(ctx, call, scores, newId())).toBe(0);
  expect(await sql('select count(*)::int as count from review where fact_ids = array[$1::uuid]', [factId])).toEqual([{ count: 300 }]);

  let results: { rank: number; number: string; total: string; passing: boolean; flagged: boolean }[] = [];
  const statements = await statementsOf(async () => {
    results = (await officer.ask(Results, { callId: call.id })).reviewResults;
  });
  expect(statements.length).toBeLessThanOrEqual(6);
  expect(
    results.map(({ rank, number, total, passing, flagged }) => [String(rank), number, total, passing ? 'Y' : 'N', flagged ? 'Y' : 'N']),
  ).toEqual(table('C2024A-expected.csv').map(row => [row['名次'], row['编号'], row['总分'], row['过线'], row['极差>20']]));
  const [{ id }] = (await sql('select id from review limit 1')) as [{ id: string }];
  expect((await officer.ask(OneReview, { id })).review).toMatchObject({ state: 'SUBMITTED', paper: null });
  await expect(sql('update review set total = 1 where id = $1', [id])).rejects.toThrow('never changes');
});

test('marks of the past that the rubric does not allow are refused whole', async () => {
  const { ctx, call, scores } = await pastCallAgain();
  const wrong = scores.map((score, at) => (at === 299 ? { ...score, marks: score.marks.slice(1) } : score));
  await expect(recordHistoricalScores(ctx, call, wrong, newId())).rejects.toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', reason: 'MARK_MISSING' },
  });
});

/** The call of the test before, read again. */
async function pastCallAgain() {
  const officer = await someone('OFFICER');
  const ctx = new Context({ id: officer.id, role: 'OFFICER', name: 'OFFICER' }, here().owner.manager);
  const call = await createCallFromTemplate(ctx, 'C2024A');
  const rows = await sql<{ submission_id: string; expert_id: string; marks: HistoricalScore['marks'] }>(
    'select submission_id, expert_id, marks from review',
  );
  return { ctx, call, scores: rows.map(row => ({ submissionId: row.submission_id, expertId: row.expert_id, marks: row.marks })) };
}
