import { system } from '../../../server/kernel/advance.ts';
import { Context } from '../../../server/kernel/context.ts';
import { deliver } from '../../../server/kernel/journal.ts';
import { dropOfCall } from '../../../server/solutions/submission/dropping.ts';
import { submissionLifecycle } from '../../../server/solutions/submission/lifecycle.ts';
import { shiftSubmission } from '../../../server/solutions/submission/service.ts';
import { anyone, here, someone, sql, statementsOf, travelTo, useServer } from '../../kit.ts';
import { AdvanceCall, after, before, closesAt, during, Extend, openCall, UpdateCall } from '../calls/scene.ts';
import {
  Advance,
  aDraft,
  aFiled,
  aSolution,
  Counts,
  CreateSolution,
  OneSolution,
  OneSubmission,
  Pipeline,
  Return,
  Solutions,
  Submissions,
  solutionInput,
  UpdateSolution,
} from './scene.ts';

useServer();
afterEach(() => travelTo(before));

test('until the call closes the bureau sees counts and nothing else, on every surface', async () => {
  const { officer, provider, callId, id, solutionId, filed } = await aFiled();
  const district = await someone('DISTRICT', { district: '370212' });
  const leader = await someone('LEADER');
  const seenBy = async (who: typeof officer) => ({
    one: (await who.ask(OneSubmission, { id })).submission?.id ?? null,
    listed: (await who.ask(Submissions, { filter: { callId: [callId] } })).submissions.totalCount,
    found: (await who.ask(Submissions, { search: filed.number! })).submissions.totalCount,
    moved: await who.refusal(Advance, { id, action: 'ADMIT' }),
  });
  const nothing = { one: null, listed: 0, found: 0 };
  expect(await seenBy(officer)).toEqual({ ...nothing, moved: 'NOT_FOUND' });
  expect(await seenBy(leader)).toEqual({ ...nothing, moved: 'FORBIDDEN' });
  expect(await seenBy(district)).toEqual({ ...nothing, moved: 'FORBIDDEN' });
  expect((await officer.ask(OneSolution, { id: solutionId })).solution).toBeNull();
  expect((await officer.ask(Solutions, { search: '排产' })).solutions.nodes.map(({ id }) => id)).not.toContain(solutionId);
  expect(await officer.refusal(Return, { input: { submissionId: id, fields: ['solution.painPoint'], reason: 'x' } })).toBe('NOT_FOUND');
  expect((await officer.ask(Pipeline, { callId })).pipeline.total).toBe(0);
  expect((await officer.ask(Counts, { callId })).submissionCounts).toContainEqual({ state: 'SUBMITTED', count: 1 });
  expect(await provider.refusal(Counts, { callId })).toBe('FORBIDDEN');

  await travelTo('2026-03-31T16:59:58+08:00');
  expect((await seenBy(officer)).listed).toBe(0);
  await travelTo(closesAt);
  expect(await seenBy(leader)).toEqual({ one: id, listed: 1, found: 1, moved: 'FORBIDDEN' });
  expect((await seenBy(district)).one).toBe(id);
  expect((await (await someone('DISTRICT', { district: '370214' })).ask(OneSubmission, { id })).submission).toBeNull();
  expect((await officer.ask(OneSolution, { id: solutionId })).solution).toMatchObject({ id: solutionId });
  expect(await seenBy(officer)).toEqual({ one: id, listed: 1, found: 1, moved: undefined });
});

test('a later deadline and an extension keep what was filed sealed; what is open to read is not sealed again', async () => {
  const { officer, callId, id, solutionId } = await aFiled();
  const visible = async () => Boolean((await officer.ask(OneSubmission, { id })).submission);
  const [{ version }] = (await sql('select version from call where id = $1', [callId])) as [{ version: number }];
  await officer.ask(UpdateCall, { id: callId, version, input: { closesAt: '2026-04-10T17:00:00+08:00' } });
  await travelTo(after);
  expect(await visible()).toBe(false);
  const applicant = await aDraft(callId);
  const extend = (until: string) =>
    officer.ask(Extend, { input: { callId, providerId: applicant.provider.of.providerId!, until, reason: '停电' } });
  await extend('2026-04-12T17:00:00+08:00');
  await travelTo('2026-04-11T09:00:00+08:00');
  expect(await visible()).toBe(false);
  expect((await officer.ask(OneSolution, { id: solutionId })).solution).toBeNull();
  await travelTo('2026-04-12T17:00:00+08:00');
  expect(await visible()).toBe(true);
  await extend('2026-04-20T17:00:00+08:00');
  expect(await visible()).toBe(true);
  await applicant.provider.ask(Advance, { id: applicant.id, action: 'SUBMIT' });
  expect((await officer.ask(OneSubmission, { id: applicant.id })).submission).toBeNull();
  await travelTo('2026-04-20T17:00:00+08:00');
  expect((await officer.ask(OneSubmission, { id: applicant.id })).submission).toMatchObject({ id: applicant.id });
});

test('a provider sees the own submissions with their reasons, never those of others; experts, enterprises and the public see none', async () => {
  const { officer, provider, callId, id } = await aFiled();
  await travelTo(after);
  await officer.ask(Advance, { id, action: 'REFUSE', note: '营业执照已注销' });
  expect((await provider.ask(OneSubmission, { id })).submission).toMatchObject({ state: 'REFUSED', reason: '营业执照已注销', moves: [] });
  const rival = await someone('PROVIDER');
  expect((await rival.ask(OneSubmission, { id })).submission).toBeNull();
  expect((await rival.ask(Submissions, { filter: { callId: [callId] } })).submissions.totalCount).toBe(0);
  for (const role of ['EXPERT', 'ENTERPRISE', 'SYSTEM_ADMIN', 'SECURITY_ADMIN'] as const)
    expect(await (await someone(role)).refusal(Submissions, {})).toBe('FORBIDDEN');
  expect(await anyone().refusal(Submissions, {})).toBe('UNAUTHENTICATED');
});

test('the form check admits, refuses with a reason, or returns with one; only an officer does it', async () => {
  const { officer, provider, callId, id } = await aFiled();
  await travelTo(after);
  for (const role of ['LEADER', 'DISTRICT', 'AUDITOR'] as const)
    expect(await (await someone(role)).refusal(Advance, { id, action: 'ADMIT' })).toBe('FORBIDDEN');
  expect(await provider.refusal(Advance, { id, action: 'ADMIT' })).toBe('FORBIDDEN');
  expect(await officer.refusal(Advance, { id, action: 'WITHDRAW', note: 'x' })).toBe('FORBIDDEN');
  expect(await officer.refused(Advance, { id, action: 'REFUSE' })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'NOTE_REQUIRED' });
  expect((await officer.ask(OneSubmission, { id })).submission?.moves).toEqual([
    { action: 'ADMIT', via: null, note: false },
    { action: 'RETURN', via: 'Correction', note: false },
    { action: 'REFUSE', via: null, note: true },
    { action: 'TAKE_OUT', via: null, note: true },
  ]);
  expect((await officer.ask(Advance, { id, action: 'ADMIT' })).advanceSubmission.state).toBe('ADMITTED');
  expect((await officer.ask(Counts, { callId })).submissionCounts).toContainEqual({ state: 'ADMITTED', count: 1 });
});

test('a return opens the flagged fields only, for working days that begin on the next one', async () => {
  const { officer, provider, callId, id, solutionId, filed } = await aFiled();
  // Holidays in between: Qingming is on Sunday the 5th and is made up on Monday the 6th.
  await travelTo('2026-04-02T10:00:00+08:00');
  const input = { submissionId: id, fields: ['solution.painPoint'], reason: '痛点写得不具体' };
  for (const fields of [['solution.noSuch'], ['solution.id'], ['provider.contactPhone'], ['painPoint'], []])
    expect(await officer.refused(Return, { input: { ...input, fields } })).toMatchObject({ reason: 'FIELD_NOT_FLAGGABLE' });
  const { createCorrection } = await officer.ask(Return, { input });
  expect(createCorrection).toMatchObject({
    dueAt: '2026-04-11T00:00:00.000+08:00',
    submission: { state: 'RETURNED', flaggedFields: ['solution.painPoint'], reason: '痛点写得不具体' },
  });
  expect((await provider.ask(OneSubmission, { id })).submission).toMatchObject({ corrections: [{ reason: '痛点写得不具体' }] });
  expect(await provider.refused(Advance, { id, action: 'RESUBMIT' })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'NOTHING_CORRECTED',
  });

  await provider.ask(UpdateSolution, {
    id: solutionId,
    version: 1,
    input: { painPoint: '插单率 30 %,延期率 18 %', functions: '偷偷换掉的功能' },
  });
  const { advanceSubmission: again } = await provider.ask(Advance, { id, action: 'RESUBMIT' });
  expect(again).toMatchObject({ state: 'SUBMITTED', number: filed.number, filings: 2, flaggedFields: [], reason: null });
  expect(again.contentHash).not.toBe(filed.contentHash);
  const { submission } = await officer.ask(OneSubmission, { id });
  expect(submission?.snapshot?.solution).toMatchObject({ painPoint: '插单率 30 %,延期率 18 %', functions: '自动排产、插单重排、齐套检查' });
  expect(submission?.history.find(({ name }) => name === 'Submission.RESUBMIT')?.changes).toEqual([
    { field: 'solution.painPoint', before: '排产靠经验,插单即乱', after: '插单率 30 %,延期率 18 %' },
  ]);
  expect((await officer.ask(Counts, { callId })).submissionCounts).toContainEqual({ state: 'SUBMITTED', count: 1 });
});

test('what is not corrected in time counts as withdrawn at that instant, whether or not anybody looks', async () => {
  const { officer, provider, callId, id, solutionId } = await aFiled();
  await travelTo('2026-04-08T10:00:00+08:00');
  await officer.ask(Return, { input: { submissionId: id, fields: ['solution.painPoint'], reason: '请补正' } });
  await provider.ask(UpdateSolution, { id: solutionId, version: 1, input: { painPoint: '写好了' } });
  await travelTo('2026-04-15T23:59:57+08:00');
  expect((await provider.ask(OneSubmission, { id })).submission).toMatchObject({ state: 'RETURNED' });
  await travelTo('2026-04-16T00:00:00+08:00');
  expect((await officer.ask(Submissions, { filter: { callId: [callId], state: ['WITHDRAWN'] } })).submissions.totalCount).toBe(1);
  expect(await provider.refused(Advance, { id, action: 'RESUBMIT' })).toMatchObject({
    code: 'DEADLINE_PASSED',
    reason: 'CORRECTION_OVERDUE',
  });
  const { settleDue } = await import('../../../server/kernel/advance.ts');
  const { Submission } = await import('../../../server/solutions/submission/entity.ts');
  const ctx = new Context({ id: 'system', role: 'OFFICER', name: 'system' }, here().owner.manager);
  expect(await settleDue(ctx, Submission, submissionLifecycle)).toBe(1);
  const { submission } = await provider.ask(OneSubmission, { id });
  expect(submission?.history.at(-1)).toMatchObject({ name: 'Submission.LAPSE', at: '2026-04-16T00:00:00.000+08:00', actorName: null });
});

test('every move outside the table is refused, by whoever and through whichever door', async () => {
  const { officer, provider, id } = await aFiled();
  await travelTo(after);
  const system = () => new Context({ id: officer.id, role: 'OFFICER', name: '' }, here().owner.manager);
  const stateOf = async () => (await sql('select state from submission where id = $1', [id]))[0]!['state'];
  let refused = 0;
  // Set by hand, no state has the notice behind it that the database asks for.
  await sql('alter table submission disable trigger user');
  for (const state of submissionLifecycle.states) {
    await sql(`update submission set state = $2, correction_due_at = '2030-01-01' where id = $1`, [id, state]);
    for (const [action, move] of Object.entries(submissionLifecycle.moves)) {
      if ((move.from as readonly string[]).includes(state)) continue;
      const press = { id, action: action as 'ADMIT', note: '理由' };
      const by: readonly string[] = move.by ?? [];
      const [forOfficer, forProvider] = [await officer.refusal(Advance, press), await provider.refusal(Advance, press)];
      if (move.via) expect([forOfficer, forProvider]).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
      else {
        expect(forOfficer).toBe(state === 'DRAFT' ? 'NOT_FOUND' : by.includes('OFFICER') ? 'ILLEGAL_STATE' : 'FORBIDDEN');
        expect(forProvider).toBe(by.includes('PROVIDER') ? 'ILLEGAL_STATE' : 'FORBIDDEN');
      }
      await expect(shiftSubmission(system(), id, action as 'SELECT', { note: '理由' })).rejects.toMatchObject({
        extensions: { code: 'ILLEGAL_STATE' },
      });
      expect(await stateOf()).toBe(state);
      refused += 3;
    }
  }
  await sql('alter table submission enable trigger user');
  expect(refused).toBeGreaterThan(300);
});

test('the moves of decisions, notices and objections keep their reason', async () => {
  const { officer, provider, id } = await aFiled();
  await travelTo(after);
  await officer.ask(Advance, { id, action: 'ADMIT' });
  const shift = (action: Parameters<typeof shiftSubmission>[2], note?: string) =>
    here().owner.transaction(db =>
      shiftSubmission(new Context({ id: officer.id, role: 'OFFICER', name: '经办' }, db), id, action, { note }),
    );
  for (const action of ['SELECT', 'NOTICE', 'HOLD', 'RELEASE', 'HOLD'] as const) await shift(action);
  expect(await shift('UPHOLD', '异议成立:案例不实')).toMatchObject({ state: 'NOT_SELECTED' });
  expect((await provider.ask(OneSubmission, { id })).submission).toMatchObject({ state: 'NOT_SELECTED', reason: '异议成立:案例不实' });
});

test('two officers press at once: one wins, the other is told so', async () => {
  const { officer, id } = await aFiled();
  await travelTo(after);
  const other = await someone('OFFICER');
  const answers = await Promise.all([
    officer.refusal(Advance, { id, action: 'ADMIT' }),
    other.refusal(Advance, { id, action: 'REFUSE', note: 'x' }),
  ]);
  expect(answers.filter(code => code === undefined)).toHaveLength(1);
  expect(answers.filter(code => code === 'ILLEGAL_STATE')).toHaveLength(1);
});

test('a solution is its provider’s; others neither see nor change it, and stale or foreign versions are refused', async () => {
  await travelTo(during);
  const [provider, rival] = [await someone('PROVIDER'), await someone('PROVIDER')];
  const { id } = await aSolution(provider);
  const change = (version: number) => ({ id, version, input: { name: '改名' } });
  expect((await rival.ask(OneSolution, { id })).solution).toBeNull();
  expect(await rival.refusal(UpdateSolution, change(1))).toBe('NOT_FOUND');
  expect(await (await someone('OFFICER')).refusal(UpdateSolution, change(1))).toBe('FORBIDDEN');
  expect((await provider.ask(UpdateSolution, change(1))).updateSolution).toMatchObject({ name: '改名', version: 2 });
  expect(await provider.refused(UpdateSolution, change(1))).toMatchObject({ code: 'VERSION_CONFLICT', details: { version: 2 } });
  expect(await provider.refusal(UpdateSolution, change(7))).toBe('VERSION_CONFLICT');
  expect(await provider.refusal(UpdateSolution, change(0))).toBe('BAD_USER_INPUT');
  expect(await provider.refused(UpdateSolution, { id, version: 2, input: { kind: null } })).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect((await provider.ask(OneSolution, { id })).solution).toMatchObject({ name: '改名', version: 2 });
});

test('codes that do not exist and texts that are too long are refused; the main scenario is always among all', async () => {
  const provider = await someone('PROVIDER');
  const refused = (more: Parameters<typeof solutionInput>[0]) => provider.refused(CreateSolution, { input: solutionInput(more) });
  expect(await refused({ mainScenario: 'S17' })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'SCENARIO_UNKNOWN' });
  expect(await refused({ divisions: ['99'] })).toMatchObject({ reason: 'DIVISION_UNKNOWN' });
  expect(await refused({ painPoint: '长'.repeat(201) })).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await refused({ functions: '长'.repeat(501) })).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await refused({ priceAfter: '-1' })).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await refused({ priceAfter: '1.005' })).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await refused({ seats: 0 })).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await refused({ cases: [{ enterpriseName: '某厂', uscc: '91370200000000000X', result: '好' }] })).toMatchObject({
    reason: 'CASE_USCC_INVALID',
  });
  expect(await refused({ measures: [{ name: '', unit: '%', expected: '+1', how: '表' }] })).toMatchObject({ code: 'BAD_USER_INPUT' });
  const { createSolution } = await provider.ask(CreateSolution, {
    input: solutionInput({ scenarios: ['S06', 'S05', 'S06'], divisions: ['33', '33', '29'] }),
  });
  expect(createSolution).toMatchObject({ scenarios: ['S04', 'S05', 'S06'], divisions: ['29', '33'] });
});

test('contacts of cases are the provider’s alone to read clear, and are nowhere in facts or snapshots', async () => {
  const { officer, id: callId } = await openCall();
  const caseContacts = [{ enterpriseName: '某某机械', person: '赵主任', phone: '13711112222', consents: true }];
  const { provider, id, solutionId } = await aDraft(callId, undefined, { caseContacts });
  await provider.ask(Advance, { id, action: 'SUBMIT' });
  await travelTo(after);
  const read = (who: typeof officer) =>
    who.ask<{ solution: { caseContacts: unknown } }, object>(
      `{ solution(id: "${solutionId}") { caseContacts { person phone consents } } }`,
    );
  expect((await read(provider)).solution.caseContacts).toEqual([{ person: '赵主任', phone: '13711112222', consents: true }]);
  expect((await read(officer)).solution.caseContacts).toEqual([{ person: '赵**', phone: '137****2222', consents: true }]);
  expect(await (await someone('LEADER')).refusal(`{ solution(id: "${solutionId}") { caseContacts { phone } } }`)).toBe('FORBIDDEN');
  const kept = await sql(
    `select changed::text as text from fact union all select details::text from fact union all select snapshot::text from submission`,
  );
  expect(kept.some(({ text }) => String(text).includes('13711112222'))).toBe(false);
});

test('the pipeline counts what may be seen and tells the median of working days in each stage', async () => {
  const { officer, id: callId } = await openCall();
  const drafts = [await aDraft(callId), await aDraft(callId), await aDraft(callId)];
  for (const { provider, id } of drafts) await provider.ask(Advance, { id, action: 'SUBMIT' });
  // Filed on Tuesday the 10th of March 2026; 17 working days later is Thursday the 2nd of April.
  for (const [at, day] of ['2026-04-01', '2026-04-02', '2026-04-03'].entries()) {
    await travelTo(`${day}T10:00:00+08:00`);
    await officer.ask(Advance, { id: drafts[at]!.id, action: 'ADMIT' });
  }
  const { pipeline } = await officer.ask(Pipeline, { callId });
  expect(pipeline.total).toBe(3);
  expect(pipeline.stages.find(({ state }) => state === 'SUBMITTED')).toEqual({
    state: 'SUBMITTED',
    count: 0,
    left: 3,
    medianWorkingDays: '17.0',
  });
  expect(pipeline.stages.find(({ state }) => state === 'ADMITTED')).toEqual({
    state: 'ADMITTED',
    count: 3,
    left: 0,
    medianWorkingDays: null,
  });
  expect(await (await someone('PROVIDER')).refusal(Pipeline, { callId })).toBe('FORBIDDEN');
  const statements = await statementsOf(() => officer.ask(Pipeline, { callId }));
  expect(statements.filter(text => /\b(submission|fact)\b/.test(text))).toHaveLength(2);
});

test('a list of submissions with call, provider and solution costs no query per row', async () => {
  const { officer, id: callId } = await openCall();
  for (let at = 0; at < 6; at += 1) {
    const { provider, id } = await aDraft(callId);
    await provider.ask(Advance, { id, action: 'SUBMIT' });
  }
  await travelTo(after);
  await officer.ask(AdvanceCall, { id: callId, action: 'REVIEW' });
  const ask = () => officer.ask(Submissions, { filter: { callId: [callId] }, sort: [{ field: 'NUMBER', direction: 'ASC' }] });
  const { submissions } = await ask();
  expect(submissions.nodes.map(({ number }) => number?.slice(-3))).toEqual(['001', '002', '003', '004', '005', '006']);
  expect(submissions.nodes.every(({ solution, provider, call }) => solution && provider && call)).toBe(true);
  expect((await statementsOf(ask)).filter(text => /\b(submission|solution|provider|call)\b/.test(text)).length).toBeLessThanOrEqual(5);
});

test('with a cancelled call ends what was filed in it, once, with its reason, and nobody is left waiting', async () => {
  const { officer, provider, callId, id } = await aFiled();
  const { id: draft } = await aDraft(callId);
  await travelTo(after);
  await officer.ask(AdvanceCall, { id: callId, action: 'CANCEL', note: '与上级专项重复' });
  const background = () => new Context(system, here().owner.manager, { id: 'background' });
  const failed: unknown[] = [];
  while (await deliver(background(), error => failed.push(error)));
  await dropOfCall(background(), callId, 'told twice');
  expect(failed).toEqual([]);
  const { submission } = await provider.ask(OneSubmission, { id });
  expect(submission).toMatchObject({ state: 'WITHDRAWN', moves: [] });
  expect(submission!.history.filter(({ name }) => name === 'Submission.DROP')).toEqual([
    expect.objectContaining({ note: '与上级专项重复' }),
  ]);
  expect((await sql('select state from submission where id = $1', [draft]))[0]).toEqual({ state: 'WITHDRAWN' });
  expect(await provider.refusal(Advance, { id, action: 'DROP' })).toBe('FORBIDDEN');
});
