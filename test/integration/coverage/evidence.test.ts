import { graphql } from '../../../schema/graphql.ts';
import { Evidence } from '../../../server/coverage/evidence/entity.ts';
import { evidenceLifecycle } from '../../../server/coverage/evidence/lifecycle.ts';
import { expiryOf } from '../../../server/coverage/evidence/service.ts';
import { neededSql, rateSql } from '../../../server/coverage/figure/arithmetic.ts';
import { settleDue } from '../../../server/kernel/advance.ts';
import { update } from '../../../server/kernel/editing.ts';
import { deliver } from '../../../server/kernel/journal.ts';
import { Enterprise } from '../../../server/people/enterprise/entity.ts';
import { anEnterprise, type Someone, someone, sql, travel, travelTo, useServer } from '../../kit.ts';
import { asPerson } from '../imports/desk.ts';
import { background } from '../trials/scene.ts';

useServer();
let officer: Someone;
beforeAll(async () => {
  officer = await someone('OFFICER');
});
afterEach(() => travel(null));

const Create = graphql(
  `mutation ($input: EvidenceInput!) { createEvidence(input: $input) { id number state district uscc history { name actorName } } }`,
);
const Advance = graphql(`
  mutation ($id: ID!, $action: EvidenceAction!, $note: String) {
    advanceEvidence(id: $id, action: $action, note: $note) { state verifiedByUnit verifiedOn revokedOn revokedReason moves { action } history { name note } }
  }
`);
const One = graphql(`query ($id: ID!) { evidence(id: $id) { state expiresAt moves { action } } }`);
const List = graphql(`query ($state: [EvidenceState!]) { evidences(filter: { state: $state }, first: 100) { nodes { id } totalCount } }`);
const Propose = graphql(`mutation ($input: CoverageRuleInput!) { createCoverageRule(input: $input) { id ruleVersion state } }`);
const Approve = graphql(`mutation ($id: ID!) { advanceCoverageRule(id: $id, action: APPROVE) { state approvedById } }`);
const SetTarget = graphql(`mutation ($input: TargetInput!) { createTarget(input: $input) { id version value } }`);
const ChangeTarget = graphql(
  `mutation ($id: ID!, $version: Int!, $input: TargetPatch!) { updateTarget(id: $id, version: $version, input: $input) { value version } }`,
);

const input = (enterpriseId: string, more: object = {}) => ({
  enterpriseId,
  kind: 'CONTRACT' as const,
  datedOn: '2024-05-01',
  document: '合同 2024-17',
  ...more,
});

test('evidence is verified by another than the one who brought it, in the district of the enterprise', async () => {
  const enterpriseId = await anEnterprise({ district: '370214' });
  const [mine, colleague, elsewhere] = [
    await someone('DISTRICT', { district: '370214' }),
    await someone('DISTRICT', { district: '370214' }),
    await someone('DISTRICT', { district: '370211' }),
  ];
  const { createEvidence: made } = await mine.ask(Create, { input: input(enterpriseId) });
  expect(made).toMatchObject({
    state: 'PROPOSED',
    district: '370214',
    number: expect.stringMatching(/^W\d{8}-[A-Z2-9]{8}$/),
    history: [{ name: 'Evidence.CREATE' }],
  });
  expect(await mine.refused(Advance, { id: made.id, action: 'VERIFY' })).toMatchObject({ code: 'FORBIDDEN', reason: 'SAME_PERSON' });
  expect(await elsewhere.refusal(Advance, { id: made.id, action: 'VERIFY' })).toBe('NOT_FOUND');
  expect(await (await someone('LEADER')).refusal(Advance, { id: made.id, action: 'VERIFY' })).toBe('FORBIDDEN');
  const { advanceEvidence } = await colleague.ask(Advance, { id: made.id, action: 'VERIFY' });
  expect(advanceEvidence).toMatchObject({
    state: 'VERIFIED',
    verifiedByUnit: '城阳区工信局',
    history: [{ name: 'Evidence.CREATE' }, { name: 'Evidence.VERIFY' }],
  });
  expect(await colleague.refusal(Advance, { id: made.id, action: 'VERIFY' })).toBe('ILLEGAL_STATE');
});

test('not even SQL makes the one who brought evidence its verifier', async () => {
  const { createEvidence: made } = await officer.ask(Create, { input: input(await anEnterprise()) });
  await expect(
    sql(`update evidence set verified_by_id = uploaded_by_id, verified_by_unit = 'x', verified_on = dated_on where id = $1`, [made.id]),
  ).rejects.toThrow('SAME_PERSON');
  await expect(sql(`update evidence set verified_on = dated_on where id = $1`, [made.id])).rejects.toThrow('EVIDENCE_DAYS');
});

test('an enterprise brings evidence for itself alone, and a self-assessment is never verified', async () => {
  const plant = await someone('ENTERPRISE');
  const { createEvidence: made } = await plant.ask(Create, { input: input(plant.of.enterpriseId!, { kind: 'SELF' }) });
  expect(await officer.refused(Advance, { id: made.id, action: 'VERIFY' })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'SELF_NEVER_COUNTS',
  });
  expect((await officer.ask(Advance, { id: made.id, action: 'REJECT', note: '请补合同' })).advanceEvidence.state).toBe('REJECTED');
  expect(await plant.refusal(Create, { input: input(await anEnterprise()) })).toBe('NOT_FOUND');
  expect(await (await someone('PROVIDER')).refusal(Create, { input: input(plant.of.enterpriseId!) })).toBe('FORBIDDEN');
  expect(await plant.refused(Create, { input: input(plant.of.enterpriseId!, { datedOn: '2099-01-01' }) })).toMatchObject({
    reason: 'EVIDENCE_DATED_LATER',
  });
});

test('a revocation needs a reason and counts from its day', async () => {
  const { createEvidence: made } = await officer.ask(Create, { input: input(await anEnterprise()) });
  const other = await someone('OFFICER');
  await other.ask(Advance, { id: made.id, action: 'VERIFY' });
  expect(await other.refused(Advance, { id: made.id, action: 'REVOKE' })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'NOTE_REQUIRED',
  });
  const { advanceEvidence } = await other.ask(Advance, { id: made.id, action: 'REVOKE', note: '合同作废' });
  expect(advanceEvidence).toMatchObject({ state: 'REVOKED', revokedReason: '合同作废', revokedOn: expect.any(String), moves: [] });
});

test('evidence expires by the clock, whether or not anybody looks, dated at the instant it was due', async () => {
  await travelTo('2024-06-01T09:00:00+08:00');
  const { createEvidence: made } = await officer.ask(Create, { input: input(await anEnterprise(), { datedOn: '2024-02-29' }) });
  await (await someone('OFFICER')).ask(Advance, { id: made.id, action: 'VERIFY' });
  await travelTo('2027-02-27T23:59:00+08:00');
  expect((await officer.ask(One, { id: made.id })).evidence).toMatchObject({
    state: 'VERIFIED',
    expiresAt: '2027-02-28T00:00:00.000+08:00',
  });
  await travelTo('2027-02-28T00:00:01+08:00');
  expect((await officer.ask(One, { id: made.id })).evidence!.state).toBe('EXPIRED');
  expect((await officer.ask(List, { state: ['EXPIRED'] })).evidences.nodes).toContainEqual({ id: made.id });
  expect((await officer.ask(List, { state: ['VERIFIED'] })).evidences.nodes).not.toContainEqual({ id: made.id });
  await settleDue(background(), Evidence, evidenceLifecycle);
  expect(await sql(`select name, at, actor_id from fact where subject_id = $1 order by id desc limit 1`, [made.id])).toEqual([
    { name: 'Evidence.EXPIRE', at: new Date('2027-02-28T00:00:00+08:00'), actor_id: null },
  ]);
});

test('the months of validity end on the last day of a month that lacks the day', () => {
  const ends = (day: string, months: number) => new Date(expiryOf(day, months).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  expect([ends('2021-07-01', 36), ends('2024-02-29', 36), ends('2024-08-31', 6), ends('2023-12-31', 2)]).toEqual([
    '2024-07-01',
    '2027-02-28',
    '2025-02-28',
    '2024-02-29',
  ]);
});

test('a rate is cut and never rounded, and a target is compared in whole numbers', async () => {
  const figures = [
    [4363, 4800, '90.8'],
    [9196, 10000, '91.9'],
    [1, 3, '33.3'],
    [0, 5, '0.0'],
    [5, 5, '100.0'],
    [0, 0, null],
    [2147483, 2147484, '99.9'],
  ] as const;
  for (const [d, n, rate] of figures) expect(await sql(`select ${rateSql('$1::int', '$2::int')} as rate`, [d, n])).toEqual([{ rate }]);
  const aims = [
    ['RATE', '92.0', 4800, 4416],
    ['RATE', '92.0', 4888, 4497],
    ['RATE', '92', 100, 92],
    ['RATE', '92.5', 1000, 925],
    ['RATE', '92', 0, 0],
    ['COUNT', '720.0', 5, 720],
    ['ALL', '100', 17, 17],
  ] as const;
  for (const [kind, value, n, needed] of aims)
    expect(await sql(`select ${neededSql('$1::text', '$2::numeric(5,1)', '$3::int')} as needed`, [kind, value, n])).toEqual([{ needed }]);
});

test('what counts is data: a rule is proposed by one, approved by another, and moves the days on which evidence expires', async () => {
  const rule = { appliesFrom: '2024-01-01', kinds: ['CONTRACT' as const], months: 24, basis: '试行' };
  const { createCoverageRule: made } = await officer.ask(Propose, { input: rule });
  expect(made).toMatchObject({ ruleVersion: 2, state: 'PROPOSED' });
  expect(await officer.refused(Approve, { id: made.id })).toMatchObject({ code: 'FORBIDDEN', reason: 'SAME_PERSON' });
  expect(await (await someone('DISTRICT')).refusal(Approve, { id: made.id })).toBe('FORBIDDEN');
  const leader = await someone('LEADER');
  expect((await leader.ask(Approve, { id: made.id })).advanceCoverageRule).toEqual({ state: 'APPROVED', approvedById: leader.id });
  const { createEvidence } = await officer.ask(Create, { input: input(await anEnterprise()) });
  expect((await officer.ask(One, { id: createEvidence.id })).evidence!.expiresAt).toBe('2026-05-01T00:00:00.000+08:00');
  expect(await officer.refused(Propose, { input: { ...rule, kinds: ['SELF'] } })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'SELF_NEVER_COUNTS',
  });
});

test('a target is set once for a year and scope, and what makes no sense is refused', async () => {
  const target = { year: 2031, scope: 'DISTRICT' as const, scopeCode: '370211', kind: 'RATE' as const, value: '95.5' };
  const { createTarget: made } = await officer.ask(SetTarget, { input: target });
  expect(await officer.refused(SetTarget, { input: target })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'TARGET_TAKEN' });
  expect(await officer.refused(SetTarget, { input: { ...target, scopeCode: '370299' } })).toMatchObject({ reason: 'TARGET_SCOPE_UNKNOWN' });
  expect(await officer.refused(SetTarget, { input: { ...target, year: 2032, value: '100.1' } })).toMatchObject({ reason: 'TARGET_VALUE' });
  expect((await officer.ask(ChangeTarget, { id: made.id, version: 1, input: { value: '96' } })).updateTarget).toEqual({
    value: '96',
    version: 2,
  });
  expect(await officer.refusal(ChangeTarget, { id: made.id, version: 1, input: { value: '97' } })).toBe('VERSION_CONFLICT');
  expect(await (await someone('LEADER')).refusal(SetTarget, { input: target })).toBe('FORBIDDEN');
});

test('evidence follows its enterprise into another district', async () => {
  const enterpriseId = await anEnterprise({ district: '370211' });
  const { createEvidence: made } = await officer.ask(Create, { input: input(enterpriseId) });
  const here = await someone('DISTRICT', { district: '370214' });
  await (await asPerson(officer)).transaction(act => update(act, Enterprise, enterpriseId, 1, { district: '370214' }));
  while (
    await deliver(background(), error => {
      throw error;
    })
  );
  expect((await here.ask(One, { id: made.id })).evidence).toMatchObject({
    state: 'PROPOSED',
    moves: [{ action: 'VERIFY' }, { action: 'REJECT' }],
  });
});

test('a year, a district and a reason that make no sense are refused before they reach the database', async () => {
  const Months = graphql(`query ($year: Int!) { monthlyBridge(year: $year) { month } }`);
  const Figure = graphql(`query ($district: String) { coverage(at: "2024-06-30", district: $district) { n } }`);
  const Freeze = graphql(`mutation ($reason: String) { freezeSnapshot(month: "2024-06", reason: $reason) { id } }`);
  expect(await officer.refused(Months, { year: 99999 })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'FIELD_INVALID' });
  expect((await officer.ask(Months, { year: 2024 })).monthlyBridge).toEqual([]);
  for (const district of ['370299', '\u0000']) expect(await officer.refusal(Figure, { district })).toBe('BAD_USER_INPUT');
  expect(await officer.refusal(Freeze, { reason: 'a\u0000' })).toBe('BAD_USER_INPUT');
});
