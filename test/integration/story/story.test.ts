import { createHash } from 'node:crypto';
import { Call } from '../../../server/calls/entity.ts';
import { callLifecycle } from '../../../server/calls/lifecycle.ts';
import { createCallFromTemplate } from '../../../server/calls/templates.ts';
import { importTable } from '../../../server/imports/service.ts';
import { settleDue } from '../../../server/kernel/advance.ts';
import { anyone, type Someone, someone, sql, travelTo, useServer } from '../../kit.ts';
import { AdvanceCall, Announce, Copy, OneCall } from '../calls/scene.ts';
import { Attend, Cast, Create, Invite, Move, Put } from '../decisions/meetingScene.ts';
import { AdvanceNotice, CallState, CreateNotice, noticeInput, Propose, ProposePassing, Sign } from '../decisions/scene.ts';
import { atCommandLine, dataFile } from '../imports/desk.ts';
import { expected } from '../imports/figures.ts';
import { Propose as ProposeList, Publish } from '../offerings/scene.ts';
import { Results } from '../reviews/scene.ts';
import { Advance, Apply, background, caughtUp, contractOf, Judge, Look, Record } from '../trials/scene.ts';
import { aProviderFilesInTheNextCall } from './intake.ts';
import { Calls, Catalogue, chainOf, EvidenceOf, Figure, importFile, Missing, rowsOf, VerifyEvidence, withoutFact } from './scene.ts';

useServer();

const at = (instant: string) => travelTo(`${instant}+08:00`);
const figureOf = async (who: Someone, day?: string) => (await who.ask(Figure, day ? { at: day } : {})).coverage;

test('the whole job once through: from the register to a call, its list, a trial and one enterprise more', async () => {
  const officer = await someone('OFFICER');
  await theFiguresComeOut(officer);
  const callId = await thePastCallIsReviewed(officer);
  const leader = await someone('LEADER');
  await thePanelMeets(officer, leader, callId);
  await theResultIsReleasedByTwo(officer, leader, callId);
  await theResultStandsInNotice(officer, leader, callId);
  await theListIsPublished(officer, leader, callId);
  await oneEnterpriseMoreCounts(officer);
  await theNextCallIsCopied(officer, callId);
  expect(await withoutFact()).toEqual({});
  await aProviderFilesInTheNextCall();
}, 180_000);

async function theFiguresComeOut(officer: Someone): Promise<void> {
  await at('2024-07-02T09:00:00');
  expect(await importFile(officer, 'register-2024-06.csv', { kind: 'REGISTER', month: '2024-06' })).toMatchObject({
    imported: 4800,
    added: { count: 4800 },
    import: { kind: 'REGISTER', rows: 4800, history: [{ name: 'Import.CREATE' }] },
  });
  expect(await importFile(officer, 'evidence-2024-06.csv', { kind: 'EVIDENCE' })).toMatchObject({ imported: 5042 });
  await at('2024-08-05T09:00:00');
  expect(await importFile(officer, 'register-2024-07.csv', { kind: 'REGISTER', month: '2024-07' })).toMatchObject({
    ...{ imported: 4888, added: { count: 100 }, gone: { count: 12 }, moved: { count: 5 }, renamed: { count: 4 } },
  });
  await importFile(officer, 'evidence-2024-07.csv', { kind: 'EVIDENCE' });
  expect(await importFile(officer, 'revoked-2024-07.csv', { kind: 'REVOCATIONS' })).toMatchObject({ imported: 5 });
  for (const [day, { districts, ...city }] of Object.entries(expected)) {
    const { coverage } = await officer.ask(Figure, { at: day, by: 'DISTRICT' });
    expect(coverage).toMatchObject({ at: day, ...city, target: '92', reached: false });
    expect(Object.fromEntries(coverage.groups.map(({ code, n, d }) => [code, [d, n]]))).toEqual(districts);
  }
  const { coverage } = await officer.ask(Figure, { at: '2024-07-31', bridgeFrom: '2024-06-30' });
  expect(coverage.bridge).toEqual({ from: '2024-06-30', newly: 25, enteredTransformed: 3, leftTransformed: 9, revoked: 4, expired: 17 });
}

/** The call of spring is written down as it was: the call and its providers at the command line, the rest by the officer. */
async function thePastCallIsReviewed(officer: Someone): Promise<string> {
  const bureau = atCommandLine();
  const providers = () => importTable(bureau, 'PROVIDERS', dataFile('C2024A-providers.csv'), { fileName: 'C2024A-providers.csv' });
  await bureau.transaction(ctx => createCallFromTemplate(ctx, 'C2024A'));
  expect(await providers()).toMatchObject({ imported: 40, faults: [], import: { importedById: null } });
  expect(await providers()).toMatchObject({ imported: 0, unchanged: 40 });
  expect(await importFile(officer, 'C2024A-experts.csv', { kind: 'EXPERTS' })).toMatchObject({ imported: 24 });
  const call = 'C2024A';
  expect(await importFile(officer, 'C2024A-submissions.csv', { kind: 'SUBMISSIONS', call })).toMatchObject({
    imported: 60,
    import: { call: { code: call } },
  });
  expect(await importFile(officer, 'C2024A-scores.csv', { kind: 'SCORES', call })).toMatchObject({ imported: 300 });
  const { id: callId, state } = (await officer.ask(Calls, { code: [call] })).calls.nodes[0]!;
  expect(state).toBe('CLOSED');
  await officer.ask(AdvanceCall, { id: callId, action: 'REVIEW' });
  const { reviewResults } = await officer.ask(Results, { callId });
  const answered = reviewResults.map(({ rank, number, total, passing, flagged }) => ({
    ...{ 名次: String(rank), 编号: number, 总分: total },
    ...{ 过线: passing ? 'Y' : 'N', '极差>20': flagged ? 'Y' : 'N' },
  }));
  expect(answered).toEqual(rowsOf('C2024A-expected.csv'));
  expect(reviewResults.filter(({ passing }) => passing)).toHaveLength(28);
  return callId;
}

/** Three experts and a quorum of three: what the ranking says is confirmed for the best, and the minutes stand. */
async function thePanelMeets(officer: Someone, leader: Someone, callId: string): Promise<void> {
  const input = { callId, number: '专家会纪〔2024〕1号', title: '专家评审会', heldAt: '2024-08-05T14:00:00+08:00', quorum: 3 };
  const { id } = (await officer.ask(Create, { input })).createMeeting;
  const { reviewResults } = await officer.ask(Results, { callId });
  const best = reviewResults[0]!.submissionId;
  const free = await sql<{ id: string }>(
    `select e.id from expert e where e.state = 'ACTIVE' and e.employer_uscc not in (select uscc from provider) and e.id not in (select expert_id from conflict) order by e.number limit 3`,
  );
  const { members } = (await officer.ask(Invite, { meetingId: id, members: free.map(expert => ({ expertId: expert.id })) })).inviteMembers;
  await officer.ask(Attend, { meetingId: id, present: members.map(member => member.id) });
  await officer.ask(Move, { id, action: 'OPEN' });
  const { createMotion: motion } = await officer.ask(Put, { input: { meetingId: id, submissionId: best, outcome: 'SELECTED' } });
  expect(motion).toMatchObject({ rank: 1, standing: 'SEATED', differs: false });
  await officer.ask(Cast, { id: motion.id, votes: members.map(member => ({ memberId: member.id, vote: 'FOR' as const })) });
  await officer.ask(Move, { id, action: 'CLOSE' });
  expect((await leader.ask(Move, { id, action: 'SIGN' })).advanceMeeting).toMatchObject({
    state: 'SIGNED',
    minutesHash: expect.any(String),
  });
  expect(await chainOf(officer, 'meeting', id)).toEqual(['CREATE', 'ATTENDANCE', 'OPEN', 'CLOSE', 'SIGN'].map(act => `Meeting.${act}`));
}

const minutesNumber = '局长办公会〔2024〕21号';

async function theResultIsReleasedByTwo(officer: Someone, leader: Someone, callId: string): Promise<void> {
  const { proposePassing: passing } = await officer.ask(ProposePassing, { callId, minutesNumber });
  expect(passing).toHaveLength(28);
  const { reviewResults } = await officer.ask(Results, { callId });
  const submissionIds = reviewResults.filter(({ passing }) => !passing).map(({ submissionId }) => submissionId);
  await officer.ask(Propose, { callId, submissionIds, outcome: 'NOT_SELECTED', minutesNumber, reason: '未达到入选标准' });
  expect((await officer.ask(Sign, { callId })).releaseDecisions).toMatchObject({ state: 'SIGNED', decisions: 60, selected: 28 });
  expect(await officer.refused(Sign, { callId })).toMatchObject({ code: 'FORBIDDEN', reason: 'SAME_PERSON' });
  const { releaseDecisions: release } = await leader.ask(Sign, { callId });
  expect(release.state).toBe('RELEASED');
  expect(await chainOf(officer, 'release', release.id)).toEqual(['Release.SIGN', 'Release.RELEASE']);
  expect(await chainOf(officer, 'decision', passing[0]!.id)).toEqual(['Decision.PROPOSE', 'Decision.RELEASE']);
}

const days = { validFrom: '2024-08-14', validTo: '2025-08-13' };

/** Five working days, the first one counted: from Tuesday the 6th to Monday the 12th of August. */
async function theResultStandsInNotice(officer: Someone, leader: Someone, callId: string): Promise<void> {
  const { createNotice } = await officer.ask(CreateNotice, { input: noticeInput(callId, { firstDay: '2024-08-06' }) });
  const { advanceNotice: notice } = await officer.ask(AdvanceNotice, { id: createNotice.id, action: 'PUBLISH' });
  expect(notice).toMatchObject({
    state: 'PUBLISHED',
    firstDay: '2024-08-06',
    lastDay: '2024-08-12',
    endsAt: '2024-08-13T00:00:00.000+08:00',
  });
  expect(notice.entries).toHaveLength(28);
  await officer.ask(ProposeList, { input: { callId, title: '青岛市“先试后转”服务清单', ...days } });
  await at('2024-08-12T23:59:50');
  for (const who of [leader, await someone('OFFICER')])
    expect(await who.refused(Publish, { callId })).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'NOTHING_TO_LIST' });
  await at('2024-08-13T00:00:00');
  expect(await officer.refused(Publish, { callId })).toMatchObject({ code: 'FORBIDDEN', reason: 'SAME_PERSON' });
  await caughtUp();
  expect(await chainOf(officer, 'notice', notice.id)).toEqual(['Notice.CREATE', 'Notice.PUBLISH']);
}

async function theListIsPublished(officer: Someone, leader: Someone, callId: string): Promise<void> {
  const { publishServiceList: list } = await leader.ask(Publish, { callId });
  expect(list.number).toBe(1);
  expect(list.entries).toHaveLength(28);
  const { number, title, hash, entries } = list;
  expect(hash).toBe(
    createHash('sha256')
      .update(sorted({ number, title, ...days, entries }))
      .digest('hex'),
  );
  expect((await officer.ask(CallState, { id: callId })).call!.state).toBe('CONCLUDED');
  expect(await chainOf(officer, 'call', callId)).toEqual(
    ['CREATE', 'FREEZE_RUBRIC', 'OPEN', 'CLOSE', 'REVIEW', 'NOTICE', 'CONCLUDE'].map(act => `Call.${act}`),
  );
  expect(await chainOf(officer, 'serviceList', list.id)).toEqual(['ServiceList.CREATE']);
  const [listed] = await sql<{ id: string; solution_id: string }>(
    `select id, solution_id from submission where state = 'LISTED' order by number limit 1`,
  );
  expect(await chainOf(officer, 'submission', listed!.id)).toEqual([
    'Import.CREATE',
    'Submission.SELECT',
    'Submission.NOTICE',
    'Submission.LIST',
  ]);
  expect(await chainOf(officer, 'solution', listed!.solution_id)).toEqual(['Import.CREATE']);
  const [marked] = await sql<{ id: string }>('select id from review limit 1');
  expect(await chainOf(officer, 'review', marked!.id)).toEqual(['Import.CREATE']);
}

/** JSON with sorted keys, made without the product's own function: a copy of the list can be checked by anybody. */
function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
  if (!value || typeof value !== 'object') return JSON.stringify(value);
  const parts = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${parts.map(([key, part]) => `${JSON.stringify(key)}:${sorted(part)}`).join()}}`;
}

async function oneEnterpriseMoreCounts(officer: Someone): Promise<void> {
  await at('2024-08-15T10:00:00');
  const { offerings } = await anyone().ask(Catalogue);
  expect(offerings.totalCount).toBe(28);
  const offering = offerings.nodes[0]!;
  const district = await someone('DISTRICT', { district: '370211' });
  const { entry } = (await district.ask(Missing, { at: '2024-08-15', district: '370211' })).gapList.nodes[0]!;
  const enterprise = await someone('ENTERPRISE', { enterpriseId: entry.enterpriseId });
  const provider = await someone('PROVIDER', { providerId: offering.providerId });

  const { createTrial } = await enterprise.ask(Apply, { offeringId: offering.id, goal: '缩短交付周期', waitIfFull: false });
  const { id } = createTrial;
  expect(createTrial).toMatchObject({ state: 'APPLIED', district: '370211' });
  await provider.ask(Advance, { id, action: 'ACCEPT' });
  await at('2024-08-16T09:00:00');
  const { advanceTrial: started } = await provider.ask(Advance, { id, action: 'START' });
  expect(started).toMatchObject({ state: 'RUNNING', startsOn: '2024-08-16' });
  await travelTo(new Date(Date.parse(`${started.endsOn}T00:00:00+08:00`) - 5_000).toISOString());
  expect((await enterprise.ask(Look, { id })).trial!.state).toBe('RUNNING');
  await at(`${started.endsOn}T09:00:00`);
  expect((await enterprise.ask(Look, { id })).trial!.state).toBe('ENDED');
  await caughtUp();

  const before = await figureOf(officer);
  const contract = { ...(await contractOf(id, enterprise)), signedOn: started.endsOn! };
  const { createConversion } = await enterprise.ask(Record, { input: contract });
  expect(createConversion).toMatchObject({ state: 'RECORDED', district: '370211' });
  expect(await enterprise.refusal(Judge, { id: createConversion.id, action: 'VERIFY' })).toBe('FORBIDDEN');
  expect(await (await someone('DISTRICT', { district: '370214' })).refusal(Judge, { id: createConversion.id, action: 'VERIFY' })).toBe(
    'NOT_FOUND',
  );
  await district.ask(Judge, { id: createConversion.id, action: 'VERIFY' });
  await caughtUp();
  const evidences = (await district.ask(EvidenceOf, { enterpriseId: [entry.enterpriseId] })).evidences.nodes;
  expect(evidences).toMatchObject([
    { state: 'PROPOSED', kind: 'CONTRACT', uploadedById: enterprise.id, conversion: { id: createConversion.id } },
  ]);
  expect(await figureOf(officer)).toEqual(before);
  expect((await district.ask(VerifyEvidence, { id: evidences[0]!.id })).advanceEvidence).toEqual({
    state: 'VERIFIED',
    verifiedOn: started.endsOn,
  });
  const after = await figureOf(officer);
  expect(after).toMatchObject({ n: before.n, d: before.d + 1 });

  const steps = ['CREATE', 'ACCEPT', 'START', 'END', 'CONVERT'].map(act => `Trial.${act}`);
  expect(await chainOf(officer, 'trial', id)).toEqual(steps);
  expect(await chainOf(officer, 'conversion', createConversion.id)).toEqual(['Conversion.CREATE', 'Conversion.VERIFY']);
  expect(await chainOf(officer, 'evidence', evidences[0]!.id)).toEqual(['Evidence.CREATE', 'Evidence.VERIFY']);
  expect(await chainOf(officer, 'offering', offering.id)).toEqual(['Offering.CREATE']);
  expect(await chainOf(officer, 'enterprise', entry.enterpriseId)).toEqual(['Import.CREATE']);
  console.info(`D on ${before.at}: ${before.d} of ${before.n}, after the purchase ${after.d}`);
}

/** The same call a year on: the first of March 2025 is a Saturday and the 29th as well, so it opens and closes on Mondays. */
async function theNextCallIsCopied(officer: Someone, callId: string): Promise<void> {
  const { copyCall: next } = await officer.ask(Copy, { id: callId });
  await officer.ask(Announce, { id: next.id, version: next.version });
  await at('2025-03-03T09:00:00');
  expect((await anyone().ask(OneCall, { id: next.id })).call).toMatchObject({
    ...{ code: 'C2025A', state: 'OPEN' },
    ...{ opensAt: '2025-03-03T09:00:00.000+08:00', closesAt: '2025-03-31T17:00:00.000+08:00' },
  });
  await settleDue(background(), Call, callLifecycle);
  expect(await chainOf(officer, 'call', next.id)).toEqual(['Call.CREATE', 'Call.ANNOUNCE', 'Call.OPEN']);
}
