import { graphql } from '../../../schema/graphql.ts';
import { anEnterprise, type Someone, someone, sql, useServer } from '../../kit.ts';
import { aContract, aRunningTrial, caughtUp } from '../trials/scene.ts';

useServer();

const Begin = graphql(
  `mutation ($input: AssessmentInput!) { createAssessment(input: $input) { id version state level points basisPoints nextLevel missingPoints missingScenarios missingConstraints scheme { code schemeVersion } } }`,
);
const Amend = graphql(
  `mutation ($id: ID!, $version: Int!, $input: AssessmentPatch!) { updateAssessment(id: $id, version: $version, input: $input) { version level points } }`,
);
const Advance = graphql(
  `mutation ($id: ID!, $action: AssessmentAction!, $note: String) { advanceAssessment(id: $id, action: $action, note: $note) { state moves { action } } }`,
);
const Look = graphql(`query ($id: ID!) { assessment(id: $id) { id state level points kind } }`);
const Assess = graphql(
  `query ($asOf: Date!, $answers: [AssessmentAnswerInput!]!, $levels: [ScenarioLevelInput!]!) {
    assess(asOf: $asOf, answers: $answers, scenarioLevels: $levels) { points level nextLevel missingConstraints faults { at reason } scheme { schemeVersion } items { item points } }
  }`,
);
const Scheme = graphql(
  `query { assessmentSchemes(filter: { code: ["SME2024"], state: [APPROVED] }, first: 1) { nodes {
    code name basis items { code name nameEn dimension kind firstFigure secondFigure options { code name nameEn points bound } }
    scenarios { scenario constraint } levels { level points scenarios constraints confirmed } } } }`,
);
const ProposeScheme = graphql(
  `mutation ($input: AssessmentSchemeInput!) { createAssessmentScheme(input: $input) { id schemeVersion state } }`,
);
const ApproveScheme = graphql(`mutation ($id: ID!) { advanceAssessmentScheme(id: $id, action: APPROVE) { state } }`);
const Evidence = graphql(
  `query ($id: ID!) { evidences(filter: { enterpriseId: [$id] }, first: 10) { nodes { kind state document assessment { level } } } }`,
);
const Levels = graphql(`query ($at: Date!) { maturityByDistrict(at: $at) { district assessed level0 level1 level2 level3 level4 } }`);
const Gain = graphql(
  `query ($from: Date!, $to: Date!) { maturityGain(from: $from, to: $to) { trials risen level points basis management effect } }`,
);

const asOf = '2025-06-30';
const constraint = ['S01', 'S03', 'S06', 'S07', 'S08', 'S09'];
const levels = (level: number, scenarios = constraint) => scenarios.map(scenario => ({ scenario, level }));
/** 44.5 points: 24 of the basis, 10.5 of management, 10 of effect. */
const answers = [
  { item: 'NETWORK', options: ['A', 'B', 'C', 'D'] },
  { item: 'DIGITAL_MACHINES', options: [], first: '30', second: '100' },
  { item: 'NETWORKED_MACHINES', options: ['P40'], first: '30', second: '100' },
  { item: 'COLLECTION', options: ['NONE'] },
  { item: 'SYSTEMS', options: ['S01', 'S03'] },
  { item: 'NETWORK_SECURITY', options: ['A', 'B', 'C', 'D'] },
  { item: 'DATA_SECURITY', options: ['NONE'] },
  { item: 'PLANNING', options: ['L3'] },
  { item: 'MECHANISM', options: ['NONE'] },
  { item: 'TALENT', options: ['A', 'B', 'C', 'D'] },
  { item: 'FUNDS', options: [], first: '5', second: '100' },
  { item: 'ENERGY', options: [], first: '1.2', second: '1.2' },
  { item: 'QUALITY', options: [], first: '98', second: '98' },
  { item: 'REVENUE', options: [], first: '100', second: '100' },
  { item: 'COST', options: [], first: '80', second: '80' },
];
const said = (enterpriseId: string, more: object = {}) => ({
  enterpriseId,
  kind: 'ONSITE' as const,
  asOf,
  answers,
  scenarioLevels: levels(2),
  ...more,
});

async function verified(enterpriseId: string, district: string, more: object = {}): Promise<string> {
  const [one, other] = [await someone('DISTRICT', { district }), await someone('DISTRICT', { district })];
  const { createAssessment: made } = await one.ask(Begin, { input: said(enterpriseId, { fileIds: [await aContract(one)], ...more }) });
  await one.ask(Advance, { id: made.id, action: 'SUBMIT' });
  await other.ask(Advance, { id: made.id, action: 'VERIFY' });
  return made.id;
}

test('a judgement on the spot is worked out, verified by another, follows the earlier one and becomes evidence to verify', async () => {
  const district = '370214';
  const enterpriseId = await anEnterprise({ district });
  const [mine, colleague, elsewhere] = [
    await someone('DISTRICT', { district }),
    await someone('DISTRICT', { district }),
    await someone('DISTRICT', { district: '370211' }),
  ];
  const { createAssessment: made } = await mine.ask(Begin, { input: said(enterpriseId) });
  expect(made).toMatchObject({
    state: 'DRAFT',
    points: '44.500',
    basisPoints: '24.000',
    level: 2,
    nextLevel: 3,
    missingPoints: '15.500',
    missingScenarios: 8,
    missingConstraints: 5,
    scheme: { code: 'SME2024', schemeVersion: 1 },
  });
  // Nothing is judged on the spot without proof.
  expect(await mine.refused(Advance, { id: made.id, action: 'SUBMIT' })).toMatchObject({ reason: 'PROOF_NEEDED' });
  await mine.ask(Amend, { id: made.id, version: made.version, input: { fileIds: [await aContract(mine)] } });
  await mine.ask(Advance, { id: made.id, action: 'SUBMIT' });
  expect(await mine.refused(Advance, { id: made.id, action: 'VERIFY' })).toMatchObject({ code: 'FORBIDDEN', reason: 'SAME_PERSON' });
  expect(await elsewhere.refusal(Advance, { id: made.id, action: 'VERIFY' })).toBe('NOT_FOUND');
  await colleague.ask(Advance, { id: made.id, action: 'VERIFY' });
  expect(await colleague.refusal(Amend, { id: made.id, version: 4, input: { answers: [] } })).toBe('ILLEGAL_STATE');
  await caughtUp();
  const officer = await someone('OFFICER');
  const { evidences } = await officer.ask(Evidence, { id: enterpriseId });
  expect(evidences.nodes).toEqual([{ kind: 'ONSITE_LEVEL2', state: 'PROPOSED', document: '现场评定:二级', assessment: { level: 2 } }]);

  const later = await verified(enterpriseId, district, { asOf: '2025-12-01', scenarioLevels: levels(1) });
  expect((await officer.ask(Look, { id: made.id })).assessment).toMatchObject({ state: 'SUPERSEDED', level: 2 });
  expect((await officer.ask(Look, { id: later })).assessment).toMatchObject({ state: 'VERIFIED', level: 1 });
  // Below level two nothing is proved.
  await caughtUp();
  expect((await officer.ask(Evidence, { id: enterpriseId })).evidences.nodes).toHaveLength(1);
});

test('an enterprise assesses itself and nobody else; what is missing is told at once, and nobody else judges for it', async () => {
  const enterprise = await someone('ENTERPRISE');
  const own = enterprise.of.enterpriseId!;
  const { assess } = await enterprise.ask(Assess, { asOf, answers: answers.slice(0, 1), levels: levels(1) });
  expect(assess).toMatchObject({ points: '8.000', level: 0, nextLevel: 1, missingConstraints: 0 });
  expect(assess.faults).toHaveLength(14);
  expect(assess.faults[0]).toEqual({ at: 'DIGITAL_MACHINES', reason: 'ANSWER_MISSING' });
  const { createAssessment: made } = await enterprise.ask(Begin, { input: said(own, { kind: 'SELF', answers: [] }) });
  expect(await enterprise.refused(Advance, { id: made.id, action: 'SUBMIT' })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'ANSWER_MISSING',
    details: { count: 15, field: '网络建设' },
  });
  const { updateAssessment } = await enterprise.ask(Amend, { id: made.id, version: made.version, input: { answers } });
  expect(updateAssessment).toMatchObject({ points: '44.500', level: 2 });
  expect((await enterprise.ask(Advance, { id: made.id, action: 'SUBMIT' })).advanceAssessment.state).toBe('SUBMITTED');
  expect(await enterprise.refusal(Begin, { input: said(own) })).toBe('FORBIDDEN');
  expect(await enterprise.refusal(Begin, { input: said(await anEnterprise({}), { kind: 'SELF' }) })).toMatch(/NOT_FOUND|FORBIDDEN/);
  expect(await (await someone('ENTERPRISE')).ask(Look, { id: made.id })).toEqual({ assessment: null });
  expect(await (await someone('PROVIDER')).ask(Look, { id: made.id })).toEqual({ assessment: null });
});

test.each([
  ['a day that lies ahead', { asOf: '2099-01-01' }, 'DAY_AHEAD'],
  ['a day before any scheme', { asOf: '2020-01-01' }, 'NO_SCHEME_THEN'],
  ['a scheme of which results alone are taken over', { schemeCode: 'SME2022' }, 'SCHEME_RESULTS_ONLY'],
  [
    'figures that disagree with what was chosen',
    { answers: [{ item: 'FUNDS', options: ['P100'], first: '1', second: '100' }] },
    'ANSWER_DISAGREES',
  ],
  ['a scenario nobody knows', { scenarioLevels: [{ scenario: 'S99', level: 1 }] }, 'ANSWER_UNKNOWN'],
  ['a phase without its trial', { phase: 'AFTER' }, 'ASSESSMENT_TRIAL'],
  ['a result from elsewhere', { kind: 'IMPORTED' }, 'ASSESSMENT_IMPORTED'],
])('%s is refused', async (_, more, reason) => {
  const officer = await someone('OFFICER');
  expect(await officer.refused(Begin, { input: said(await anEnterprise({}), more) })).toMatchObject({ code: 'BAD_USER_INPUT', reason });
});

test('another version of the scheme judges what comes after it, by two people; results that exist stay', async () => {
  const officer = await someone('OFFICER');
  const enterpriseId = await anEnterprise({ district: '370211' });
  const eight = ['S01', 'S03', 'S06', 'S07', 'S02', 'S04', 'S05', 'S14'];
  const rich = answers.map(answer =>
    answer.item === 'COLLECTION'
      ? { ...answer, options: constraint.concat('S02', 'S04', 'S05') }
      : answer.item === 'SYSTEMS'
        ? { ...answer, options: [...constraint, 'S02', 'S04', 'S05', 'S10', 'S11', 'S12'] }
        : answer.item === 'PLANNING'
          ? { ...answer, options: ['L5'] }
          : answer.item === 'DATA_SECURITY'
            ? { ...answer, options: ['A', 'B', 'C', 'D'] }
            : answer,
  );
  const of = async (asOf: string) =>
    (await officer.ask(Begin, { input: said(enterpriseId, { asOf, answers: rich, scenarioLevels: levels(3, eight) }) })).createAssessment;
  const before = await of('2025-06-30');
  expect(before).toMatchObject({ level: 2, scheme: { schemeVersion: 1 } });
  const { assessmentSchemes } = await officer.ask(Scheme);
  const { levels: rows, ...rest } = assessmentSchemes.nodes[0]!;
  const lenient = rows.map(row => (row.level === 3 ? { ...row, scenarios: 6, constraints: 3, confirmed: true } : row));
  const { createAssessmentScheme: next } = await officer.ask(ProposeScheme, {
    input: { ...rest, name: '第二版', appliesFrom: '2025-07-01', levels: lenient, basis: '核对原文' } as never,
  });
  expect(next).toMatchObject({ schemeVersion: 2, state: 'PROPOSED' });
  expect(await of('2025-07-01')).toMatchObject({ scheme: { schemeVersion: 1 } });
  expect(await officer.refused(ApproveScheme, { id: next.id })).toMatchObject({ reason: 'SAME_PERSON' });
  await (await someone('LEADER')).ask(ApproveScheme, { id: next.id });
  expect(await of('2025-07-01')).toMatchObject({ level: 3, scheme: { schemeVersion: 2 } });
  expect((await officer.ask(Look, { id: before.id })).assessment).toMatchObject({ level: 2 });
  expect(await officer.refused(ProposeScheme, { input: { ...rest, appliesFrom: '2025-08-01', levels: [] } as never })).toMatchObject({
    reason: 'SCHEME_MUDDLED',
  });
});

test('levels of a district as of a day, and what trials have changed', async () => {
  const { enterprise, id: trialId, provider } = await aRunningTrial();
  const enterpriseId = enterprise.of.enterpriseId!;
  const [{ district }] = (await sql('select district from enterprise where id = $1', [enterpriseId])) as [{ district: string }];
  const [before, after] = [
    await verified(enterpriseId, district, { trialId, phase: 'BEFORE', asOf: '2025-01-15', scenarioLevels: levels(1) }),
    await verified(enterpriseId, district, {
      trialId,
      phase: 'AFTER',
      answers: answers.map(answer => (answer.item === 'QUALITY' ? { ...answer, first: '97', second: '98.5' } : answer)),
    }),
  ];
  expect((await provider.ask(Look, { id: before })).assessment).toMatchObject({ level: 1 });
  expect((await provider.ask(Look, { id: after })).assessment).toMatchObject({ level: 2 });
  const leader: Someone = await someone('LEADER');
  expect((await leader.ask(Gain, { from: '2025-06-01', to: '2025-06-30' })).maturityGain).toEqual({
    trials: 1,
    risen: 1,
    level: '1.00',
    points: '3.50',
    basis: '0.00',
    management: '0.00',
    effect: '3.50',
  });
  expect((await leader.ask(Gain, { from: '2025-01-01', to: '2025-06-29' })).maturityGain).toMatchObject({ trials: 0, level: null });
  expect(await leader.refused(Gain, { from: '2025-02-01', to: '2025-01-01' })).toMatchObject({ reason: 'PERIOD_INVALID' });
  const [{ today }] = (await sql('select domain_today()::text as today')) as [{ today: string }];
  const others = await someone('DISTRICT', { district: '370285' });
  const count = async (who: Someone, at: string) =>
    (await who.ask(Levels, { at })).maturityByDistrict.find(row => row.district === district);
  expect(await count(leader, today)).toMatchObject({ level2: 1 });
  // What was verified today was not known before.
  expect(await count(leader, '2025-12-31')).toBeUndefined();
  expect(await count(others, today)).toBeUndefined();
});
