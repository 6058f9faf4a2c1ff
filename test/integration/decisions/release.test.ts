import { another, someone, sql, times, travelTo, useServer } from '../../kit.ts';
import { AdvanceCall, before, UpdateCall } from '../calls/scene.ts';
import { drawn } from '../reviews/scene.ts';
import { AdvanceRelease, Clear, Decisions, Propose, ProposePassing, released, reviewed, Sign, SubmissionState } from './scene.ts';

useServer();
afterEach(() => travelTo(before));
const minutesNumber = '局长办公会〔2026〕12号';

test('all that pass are proposed, and the applicant sees nothing of it before the release', async () => {
  const { officer, callId, items } = await reviewed(3);
  const { proposePassing } = await officer.ask(ProposePassing, { callId, minutesNumber });
  expect(proposePassing.map(({ submissionId }) => submissionId).sort()).toEqual(
    items
      .slice(0, 2)
      .map(({ id }) => id)
      .sort(),
  );
  expect(proposePassing.every(({ state, outcome }) => state === 'PENDING' && outcome === 'SELECTED')).toBe(true);
  await officer.ask(Sign, { callId });
  const { provider, id } = items[0]!;
  expect((await provider.ask(Decisions, {})).decisions.totalCount).toBe(0);
  const { submission } = await provider.ask(SubmissionState, { id });
  expect(submission?.state).toBe('ADMITTED');
  expect(JSON.stringify(submission)).not.toContain('Decision');
  expect((await (await someone('LEADER')).ask(Decisions, { filter: { callId: [callId] } })).decisions.totalCount).toBe(2);
  for (const role of ['EXPERT', 'DISTRICT', 'ENTERPRISE', 'SYSTEM_ADMIN'] as const)
    expect(await (await someone(role)).refusal(Decisions, {})).toBe('FORBIDDEN');
});

test('two people release all decisions at one moment, each with its fact, and the applicant reads outcome and reason', async () => {
  const { callId, items, officer } = await released(3);
  const { decisions } = await officer.ask(Decisions, { filter: { callId: [callId] } });
  expect(decisions.nodes.map(({ outcome }) => outcome).sort()).toEqual(['NOT_SELECTED', 'SELECTED', 'SELECTED']);
  expect(new Set(decisions.nodes.map(({ releasedAt }) => releasedAt)).size).toBe(1);
  expect(decisions.nodes.every(({ history }) => history.map(({ name }) => name).join() === 'Decision.PROPOSE,Decision.RELEASE')).toBe(true);
  const { provider, id } = items[2]!;
  expect((await provider.ask(Decisions, {})).decisions.nodes).toMatchObject([
    { outcome: 'NOT_SELECTED', state: 'RELEASED', reason: '总分未达到 70 分' },
  ]);
  const { submission } = await provider.ask(SubmissionState, { id });
  expect(submission).toMatchObject({ state: 'NOT_SELECTED', reason: '总分未达到 70 分' });
  expect(submission?.history.at(-1)).toMatchObject({ name: 'Submission.NOT_SELECT', actorRole: 'OFFICER' });
  expect((await items[0]!.provider.ask(SubmissionState, { id: items[0]!.id })).submission?.state).toBe('SELECTED');
});

test('the same person never signs twice, a leader never first, and the database refuses it too', async () => {
  const { officer, callId } = await reviewed(2);
  await officer.ask(ProposePassing, { callId, minutesNumber });
  const leader = await someone('LEADER');
  expect(await leader.refused(Sign, { callId })).toMatchObject({ code: 'FORBIDDEN', reason: 'FIRST_SIGNATURE_OFFICER' });
  const { releaseDecisions: signed } = await officer.ask(Sign, { callId });
  expect(signed).toMatchObject({
    state: 'SIGNED',
    decisions: 1,
    selected: 1,
    secondSigner: null,
    moves: [{ action: 'TAKE_BACK', via: null }],
  });
  expect(await officer.refused(Sign, { callId })).toMatchObject({ code: 'FORBIDDEN', reason: 'SAME_PERSON' });
  await expect(sql(`update release set second_signer_id = first_signer_id, state = 'RELEASED' where id = $1`, [signed.id])).rejects.toThrow(
    'SAME_PERSON',
  );
  await expect(sql(`update release set state = 'RELEASED' where id = $1`, [signed.id])).rejects.toThrow('RELEASE_NEEDS_TWO');
  expect((await leader.ask(Sign, { callId })).releaseDecisions).toMatchObject({
    state: 'RELEASED',
    secondSigner: expect.stringContaining('LEADER'),
  });
  await expect(sql(`update release set decisions = 9 where id = $1`, [signed.id])).rejects.toThrow('never changes');
  for (const role of ['AUDITOR', 'SYSTEM_ADMIN', 'PROVIDER', 'EXPERT'] as const)
    expect(await (await someone(role)).refusal(Sign, { callId })).toBe('FORBIDDEN');
});

test('many second signatures at once, through two servers: one releases, the others find nothing to sign', async () => {
  const { officer, callId, items } = await reviewed(4);
  await officer.ask(ProposePassing, { callId, minutesNumber });
  await officer.ask(Sign, { callId });
  const second = await another();
  try {
    const signers = await times(6, at => someone(at % 2 ? 'LEADER' : 'OFFICER'));
    const codes = await Promise.all(signers.map((who, at) => (at < 3 ? who : who.through(second)).refusal(Sign, { callId })));
    expect(codes.filter(code => code === undefined)).toHaveLength(1);
    expect(codes.filter(code => code === 'ILLEGAL_STATE')).toHaveLength(5);
  } finally {
    await second.stop();
  }
  expect(
    await sql(`select id from fact where name = 'Submission.SELECT' and subject_id = any($1)`, [items.map(({ id }) => id)]),
  ).toHaveLength(3);
  expect(
    await sql(`select id from fact where name = 'Release.RELEASE' and subject_id in (select id from release where call_id = $1)`, [callId]),
  ).toHaveLength(1);
});

test('an officer who presses twice at once has signed once', async () => {
  const { officer, callId } = await reviewed(2);
  await officer.ask(ProposePassing, { callId, minutesNumber });
  const codes = await Promise.all([1, 2, 3].map(() => officer.refusal(Sign, { callId })));
  expect(codes.sort()).toEqual(['FORBIDDEN', 'FORBIDDEN', undefined]);
  expect(await sql('select state from release where call_id = $1', [callId])).toEqual([{ state: 'SIGNED' }]);
});

test('what is signed stands still until the signature is taken back', async () => {
  const { officer, callId, items } = await reviewed(3);
  await officer.ask(ProposePassing, { callId, minutesNumber });
  const { releaseDecisions: signed } = await officer.ask(Sign, { callId });
  const late = { callId, submissionIds: [items[2]!.id], outcome: 'SELECTED' as const, minutesNumber };
  expect(await officer.refused(Propose, late)).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'RELEASE_ALREADY_SIGNED' });
  expect(await officer.refused(Clear, { callId })).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'RELEASE_ALREADY_SIGNED' });
  expect(await officer.refusal(AdvanceRelease, { id: signed.id, action: 'TAKE_BACK' })).toBe('BAD_USER_INPUT');
  expect(await officer.refused(AdvanceRelease, { id: signed.id, action: 'RELEASE' })).toMatchObject({ reason: 'NEEDS_RECORD' });
  await officer.ask(AdvanceRelease, { id: signed.id, action: 'TAKE_BACK', note: '漏了一项' });
  expect(await officer.refusal(Propose, late)).toBeUndefined();
  expect((await officer.ask(Clear, { callId, submissionIds: [items[0]!.id] })).clearDecisions).toBe(1);
  expect((await officer.ask(Sign, { callId })).releaseDecisions).toMatchObject({ decisions: 2, selected: 2 });
});

test('decisions need minutes, marks that are in, and submissions of the call that are under review', async () => {
  const { officer, callId, items } = await reviewed(2);
  const propose = (variables: object) =>
    officer.refused(Propose, { callId, submissionIds: [items[0]!.id], outcome: 'SELECTED', minutesNumber, ...variables });
  expect(await propose({ minutesNumber: '  ' })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'MINUTES_REQUIRED' });
  expect(await propose({ submissionIds: [] })).toMatchObject({ code: 'BAD_USER_INPUT' });
  const other = await reviewed(1);
  expect(await propose({ submissionIds: [other.items[0]!.id] })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'SUBMISSION_NOT_DECIDABLE',
  });
  expect(await officer.refused(Sign, { callId })).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'DECISIONS_EMPTY' });
  expect(await propose({})).toBeUndefined();
  expect(await propose({})).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'DECISION_ALREADY_MADE' });
  const open = await drawn(1, 1);
  expect(await propose({ callId: open.callId, submissionIds: [open.items[0]!.id] })).toMatchObject({ reason: 'MARKS_NOT_IN' });
  expect(await officer.refused(ProposePassing, { callId: open.callId, minutesNumber })).toMatchObject({ reason: 'MARKS_NOT_IN' });
  await officer.ask(AdvanceCall, { id: other.callId, action: 'CANCEL', note: '取消' });
  expect(await propose({ callId: other.callId, submissionIds: [other.items[0]!.id] })).toMatchObject({ code: 'ILLEGAL_STATE' });
});

test('no more are signed than the call has seats for', async () => {
  const { officer, callId } = await reviewed(3);
  const [{ version }] = (await sql('select version from call where id = $1', [callId])) as [{ version: number }];
  await officer.ask(UpdateCall, { id: callId, version, input: { seats: [{ kind: 'PRODUCT', division: '33', min: 0, max: 1 }] } });
  await officer.ask(ProposePassing, { callId, minutesNumber });
  expect(await officer.refused(Sign, { callId })).toMatchObject({
    code: 'QUOTA_EXHAUSTED',
    reason: 'SEATS_EXCEEDED',
    details: { taken: 2, max: 1 },
  });
});
