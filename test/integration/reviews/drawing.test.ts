import { anExpert, another, someone, sql, statementsOf, travelTo, useServer } from '../../kit.ts';
import { before } from '../calls/scene.ts';
import { AdvanceReview, AssignByName, Conflicts, Draw, experts, Papers, reviewsOf, underReview } from './scene.ts';

useServer();
afterEach(() => travelTo(before));

test('a dry run shows the plan and changes nothing; the same seed then makes exactly that plan', async () => {
  const { officer, callId, items } = await underReview(3);
  await experts(5);
  const dry = await officer.ask(Draw, { callId, seed: '2026-04-01 开奖号 0512', perItem: 3, dryRun: true });
  expect(dry.drawExperts.reviews).toHaveLength(9);
  expect(dry.drawExperts.loads.every(({ reviews }) => reviews === 1 || reviews === 2)).toBe(true);
  expect(await sql('select id from review where call_id = $1', [callId])).toEqual([]);
  const real = await officer.ask(Draw, { callId, seed: '2026-04-01 开奖号 0512', perItem: 3, dryRun: false });
  expect(real.drawExperts.reviews).toEqual(dry.drawExperts.reviews);
  const kept = await sql<{ submission_id: string; expert_id: string }>('select submission_id, expert_id from review where call_id = $1', [
    callId,
  ]);
  expect(kept.map(row => `${row.submission_id} ${row.expert_id}`).sort()).toEqual(
    dry.drawExperts.reviews.map(row => `${row.submissionId} ${row.expertId}`).sort(),
  );
  expect((await officer.ask(Draw, { callId, seed: 'again', perItem: 3, dryRun: false })).drawExperts.reviews).toEqual([]);
  expect(
    await sql(
      `select name from fact where name in ('Review.ASSIGN', 'Call.DRAW') and (subject_id = $1 or subject_id in (select id from review where call_id = $1))`,
      [callId],
    ),
  ).toHaveLength(11);
  expect(items).toHaveLength(3);
});

test('two draws at once, through two servers, give nobody a submission twice', async () => {
  const { officer, callId } = await underReview(3);
  await experts(6);
  const second = await another();
  try {
    const draw = (who: typeof officer, seed: string) => who.refusal(Draw, { callId, seed, perItem: 3, dryRun: false });
    expect(await Promise.all([draw(officer, 'a'), draw(officer.through(second), 'b')])).toEqual([undefined, undefined]);
  } finally {
    await second.stop();
  }
  const counts = await sql<{ count: number }>('select count(*)::int from review where call_id = $1 group by submission_id', [callId]);
  expect(counts.map(({ count }) => count)).toEqual([3, 3, 3]);
});

test('nobody is drawn out of the field, above the cap, at rest, or for the own employer; why is written down', async () => {
  const { officer, callId, items } = await underReview(2);
  const [, employed, full] = await experts(3);
  await anExpert({ scenarios: ['S09'] });
  const [{ uscc }] = (await sql('select uscc from provider where id = $1', [items[0]!.provider.of.providerId])) as [{ uscc: string }];
  await sql('update expert set employer_uscc = $1 where id = $2', [uscc, employed!.of.expertId]);
  await sql('update expert set most_reviews = 1 where id = $1', [full!.of.expertId]);
  expect(await officer.refused(Draw, { callId, seed: 's', perItem: 3, dryRun: false })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'EXPERTS_TOO_FEW',
    details: { places: 2 },
  });
  const { drawExperts: plan } = await officer.ask(Draw, { callId, seed: 's', perItem: 2, dryRun: false });
  expect(plan.reviews.filter(({ expertId }) => expertId === full!.of.expertId)).toHaveLength(1);
  expect(plan.reviews.filter(({ expertId }) => expertId === employed!.of.expertId)).toEqual([
    { submissionId: items[1]!.id, expertId: employed!.of.expertId },
  ]);
  const { conflicts } = await officer.ask(Conflicts, { filter: { expertId: [employed!.of.expertId!] } });
  expect(conflicts.nodes).toMatchObject([{ kind: 'COMPUTED', basis: 'EMPLOYER', providerId: items[0]!.provider.of.providerId }]);
});

test('a customer named as a case does not mark the submission that names it', async () => {
  const [customer] = await experts(2);
  const [{ uscc }] = (await sql('select employer_uscc as uscc from expert where id = $1', [customer!.of.expertId])) as [{ uscc: string }];
  const cases = [{ enterpriseName: '青岛某客户有限公司', uscc, result: '准时交付率提高 10 个百分点' }];
  const { officer, callId } = await underReview(1, { solution: () => ({ cases }) });
  const { drawExperts: plan } = await officer.ask(Draw, { callId, seed: 's', perItem: 1, dryRun: true });
  expect(plan.reviews.some(({ expertId }) => expertId === customer!.of.expertId)).toBe(false);
  const { drawExperts: two } = await officer.ask(Draw, { callId, seed: 's', perItem: 2, dryRun: true });
  expect(two.short).toMatchObject([{ places: 1 }]);
});

test('an officer gives a submission to an expert by name, within the cap and once', async () => {
  const { officer, callId, items } = await underReview(2);
  const [expert] = await experts(1, ['S01']);
  const expertId = expert!.of.expertId!;
  await sql('update expert set most_reviews = 1 where id = $1', [expertId]);
  const assign = (submissionId: string) => officer.refused(AssignByName, { input: { submissionId, expertId } });
  expect(await assign(items[0]!.id)).toBeUndefined();
  expect(await assign(items[1]!.id)).toMatchObject({ code: 'QUOTA_EXHAUSTED', reason: 'EXPERT_FULL' });
  await sql('update expert set most_reviews = 5 where id = $1', [expertId]);
  expect(await assign(items[0]!.id)).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'REVIEW_ALREADY_ASSIGNED' });
  const [{ id }] = (await reviewsOf(expert!, callId)).map(review => ({ id: review.id })) as [{ id: string }];
  expect(await expert!.refusal(AdvanceReview, { id, action: 'ACCEPT' })).toBeUndefined();
});

test.each([
  ['no seed', { seed: ' ', perItem: 3 }, 'SEED_INVALID'],
  ['no experts', { seed: 's', perItem: 0 }, 'PER_ITEM_INVALID'],
  ['too many experts', { seed: 's', perItem: 26 }, 'PER_ITEM_INVALID'],
])('a draw with %s is refused', async (_, variables, reason) => {
  const { officer, callId } = await underReview(1);
  expect(await officer.refused(Draw, { callId, dryRun: true, ...variables })).toMatchObject({ code: 'BAD_USER_INPUT', reason });
});

test('only an officer draws', async () => {
  const { callId, items } = await underReview(1);
  for (const who of [await someone('LEADER'), await someone('EXPERT'), await someone('DISTRICT'), items[0]!.provider])
    expect(await who.refusal(Draw, { callId, seed: 's', perItem: 1, dryRun: true })).toBe('FORBIDDEN');
});

test('300 submissions with 5 experts each are drawn and written in five seconds, in a handful of statements', async () => {
  const { officer, callId, items } = await underReview(1);
  await sql(
    `with old as (select * from submission where id = $1), made as (
       insert into solution (id, provider_id, name, kind, main_scenario, measures, cases, excluded)
       select uuid_v7(), provider_id, '方案' || n, 'SOFTWARE', 'S' || lpad((n % 6 + 1)::text, 2, '0'), '[]', '[]', '[]' from old, generate_series(1, 299) n
       returning id, provider_id, name, main_scenario
     )
     insert into submission (id, call_id, solution_id, provider_id, number, state, name, kind, main_scenario, district, snapshot, unseals_at)
     select uuid_v7(), $2, made.id, made.provider_id, 'X-' || made.name, 'ADMITTED', made.name, 'SOFTWARE', made.main_scenario, old.district, old.snapshot, old.unseals_at
     from made, old`,
    [items[0]!.id, callId],
  );
  await experts(0);
  await sql(
    `insert into expert (id, number, name, employer_uscc, scenarios) select uuid_v7(), 'L' || n, '专家', 'X' || n, array['S' || lpad((n % 6 + 1)::text, 2, '0'), 'S04']
     from generate_series(1, 110) n`,
  );
  const started = performance.now();
  const statements = await statementsOf(() => officer.ask(Draw, { callId, seed: 'big', perItem: 5, dryRun: false }));
  const elapsed = performance.now() - started;
  expect(
    await sql(`select count(*)::int as reviews, count(distinct paper_id)::int as papers from review where call_id = $1`, [callId]),
  ).toEqual([{ reviews: 1500, papers: 1500 }]);
  expect(elapsed).toBeLessThan(5000);
  expect(statements.length).toBeLessThan(30);
  const [{ most }] = (await sql(
    `select max(n)::int as most from (select count(*) as n from review where call_id = $1 group by expert_id) as loads`,
    [callId],
  )) as [{ most: number }];
  expect(most).toBeLessThanOrEqual(20);
});

test('a paper says what is to be judged and nothing of whose it is', async () => {
  const { officer, callId, items } = await underReview(1, {
    solution: () => ({
      name: '服务商王牌排产',
      functions: '由王经理带队研发，咨询 13812341234 或 sales@taili.example，已在青岛某客户有限公司使用',
      cases: [{ enterpriseName: '青岛某客户有限公司', result: '某客户的准时交付率提高 10 个百分点' }],
    }),
  });
  const [expert] = await experts(1);
  const [{ name }] = (await sql('select name from provider where id = $1', [items[0]!.provider.of.providerId])) as [{ name: string }];
  await officer.ask(Draw, { callId, seed: 's', perItem: 1, dryRun: false });
  const { reviewPapers } = await expert!.ask(Papers, {});
  const [paper] = reviewPapers.nodes;
  expect(paper).toMatchObject({ number: 'P001', scenario: 'S04', returned: false });
  expect(paper!.parts.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['painPoint', 'functions', 'measures', 'cases', 'freeDays', 'exitTerms']),
  );
  const all = JSON.stringify(paper);
  for (const telling of [name, '王经理', '13812341234', 'taili', '某客户']) expect(all).not.toContain(telling);
  expect(all).toContain('准时交付率提高 10 个百分点');
});
