import { createHash } from 'node:crypto';
import { canonical } from '../../../server/kernel/canonical.ts';
import { another, aProvider, someone, sql, times, travelTo, useServer } from '../../kit.ts';
import { after, before, closesAt, Extend, openCall, UpdateCall } from '../calls/scene.ts';
import { Advance, aDraft, aFiled, aSolution, Counts, CreateSubmission, OneSubmission, UpdateSolution } from './scene.ts';

useServer();
afterEach(() => travelTo(before));

test('filing freezes a copy, and answers with number, time of the database, hash and receipt', async () => {
  const { code, filed, provider, id, solutionId } = await aFiled();
  expect(filed).toMatchObject({ state: 'SUBMITTED', number: `${code}-001`, filings: 1 });
  expect(filed.filedAt).toMatch(/^2026-03-10T09:00/);
  expect(filed.receipt).toBe(`${code}-001-1-${filed.contentHash!.slice(0, 8).toUpperCase()}`);
  const [{ snapshot }] = (await sql('select snapshot from submission where id = $1', [id])) as [{ snapshot: object }];
  expect(createHash('sha256').update(canonical(snapshot)).digest('hex')).toBe(filed.contentHash);
  expect(JSON.stringify(snapshot)).not.toContain('13812341234');

  await provider.ask(UpdateSolution, { id: solutionId, version: 1, input: { name: '新名字', painPoint: '新的痛点' } });
  const { submission } = await provider.ask(OneSubmission, { id });
  expect(submission?.solution).toMatchObject({ name: '新名字', painPoint: '新的痛点' });
  expect(submission?.snapshot?.solution).toMatchObject({ painPoint: '排产靠经验,插单即乱', version: 1 });
  expect(submission?.contentHash).toBe(filed.contentHash);
});

test('what was filed cannot be changed even by a statement of the server', async () => {
  const { id } = await aFiled();
  for (const change of [`snapshot = '{}'`, `content_hash = 'x'`, `number = 'x'`, 'filed_at = now()'])
    await expect(sql(`update submission set ${change} where id = $1`, [id])).rejects.toThrow('a filed submission does not change');
});

test('exactly at the deadline is too late, just before is in time, whatever the clock of the server says', async () => {
  const { id: callId } = await openCall();
  const [early, late] = [await aDraft(callId), await aDraft(callId)];
  const solutionId = (await aSolution(late.provider)).id;
  for (const hours of [-1, 1]) {
    const real = Date.now;
    const skewed = jest.spyOn(Date, 'now').mockImplementation(() => real() + hours * 3_600_000);
    try {
      await travelTo('2026-03-31T16:59:57+08:00');
      if (hours < 0)
        expect((await early.provider.ask(Advance, { id: early.id, action: 'SUBMIT' })).advanceSubmission.state).toBe('SUBMITTED');
      await travelTo(closesAt);
      expect(await late.provider.refusal(Advance, { id: late.id, action: 'SUBMIT' })).toBe('DEADLINE_PASSED');
      expect(await late.provider.refusal(CreateSubmission, { input: { callId, solutionId } })).toBe('DEADLINE_PASSED');
    } finally {
      skewed.mockRestore();
    }
  }
  expect((await sql('select state, number from submission where id = $1', [late.id]))[0]).toEqual({ state: 'DRAFT', number: null });
});

test('clients that hammer across the deadline: nothing is stamped at or after it, nothing is refused that came a second before', async () => {
  const { id: callId } = await openCall();
  const drafts = await times(20, () => aDraft(callId));
  await travelTo('2026-03-31T16:59:58+08:00');
  const started = Date.now();
  const answers = await times(20, async at => {
    await new Promise(resolve => setTimeout(resolve, at * 160));
    const asked = Date.now() - started;
    return { asked, code: await drafts[at]!.provider.refusal(Advance, { id: drafts[at]!.id, action: 'SUBMIT' }) };
  });
  const stamped = await sql<{ at: Date }>('select filed_at as at from submission where call_id = $1 and number is not null', [callId]);
  expect(stamped.every(({ at }) => at < new Date(closesAt))).toBe(true);
  expect(stamped).toHaveLength(answers.filter(({ code }) => code === undefined).length);
  expect(new Set(answers.map(({ code }) => code))).toEqual(new Set([undefined, 'DEADLINE_PASSED']));
  expect(answers.filter(({ asked, code }) => code && asked < 1000)).toEqual([]);
});

test('twenty who file at once through two servers get twenty numbers without a gap', async () => {
  const { id: callId, code } = await openCall();
  const drafts = await times(20, () => aDraft(callId));
  const second = await another();
  try {
    const filed = await times(20, async at => {
      const { provider, id } = drafts[at]!;
      return (await (at % 2 ? provider.through(second) : provider).ask(Advance, { id, action: 'SUBMIT' })).advanceSubmission.number!;
    });
    expect(filed.sort()).toEqual(Array.from({ length: 20 }, (_, at) => `${code}-${String(at + 1).padStart(3, '0')}`));
  } finally {
    await second.stop();
  }
});

test('a filing that is refused takes no number', async () => {
  const { id: callId, code } = await openCall();
  const [wanting, whole] = [await aDraft(callId, undefined, { painPoint: null, measures: [] }), await aDraft(callId)];
  expect(await wanting.provider.refused(Advance, { id: wanting.id, action: 'SUBMIT' })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'SUBMISSION_INCOMPLETE',
    details: { fields: ['painPoint', 'measures'] },
  });
  expect((await whole.provider.ask(Advance, { id: whole.id, action: 'SUBMIT' })).advanceSubmission.number).toBe(`${code}-001`);
});

test('the same draft pressed twice at once is filed once', async () => {
  const { id: callId } = await openCall();
  const { provider, id } = await aDraft(callId);
  const answers = await times(5, () => provider.refusal(Advance, { id, action: 'SUBMIT' }));
  expect(answers.filter(code => code === undefined)).toHaveLength(1);
  expect(answers.filter(code => code === 'ILLEGAL_STATE')).toHaveLength(4);
  expect((await sql('select last_number from call where id = $1', [callId]))[0]).toEqual({ last_number: 1 });
});

test('a call takes only its kinds, and trials no shorter than it says', async () => {
  const { id: callId } = await openCall();
  const refused = async (more: Parameters<typeof aDraft>[2]) => {
    const { provider, id } = await aDraft(callId, undefined, more);
    return provider.refused(Advance, { id, action: 'SUBMIT' });
  };
  expect(await refused({ kind: 'SOLUTION' })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'KIND_NOT_CALLED' });
  expect(await refused({ kind: 'HARDWARE', freeDays: 59 })).toMatchObject({ reason: 'TRIAL_TOO_SHORT', details: { days: 60 } });
  expect(await refused({ freeDays: 29 })).toMatchObject({ reason: 'TRIAL_TOO_SHORT', details: { days: 30 } });
  expect(await refused({ kind: 'HARDWARE', freeDays: 60 })).toBeUndefined();
});

test('a solution takes part in a call once; withdrawn before the deadline it may be filed anew', async () => {
  const { callId, provider, id, solutionId } = await aFiled();
  const again = { input: { callId, solutionId } };
  expect(await provider.refused(CreateSubmission, again)).toMatchObject({ code: 'DUPLICATE_APPLICATION', reason: 'SUBMISSION_EXISTS' });
  expect(await provider.refused(Advance, { id, action: 'WITHDRAW' })).toMatchObject({ reason: 'NOTE_REQUIRED' });
  await provider.ask(Advance, { id, action: 'WITHDRAW', note: '重新准备' });
  expect(await provider.refusal(CreateSubmission, again)).toBeUndefined();
  const other = await aDraft(callId);
  const answers = await times(4, () => other.provider.refusal(CreateSubmission, { input: { callId, solutionId: other.solutionId } }));
  expect(new Set(answers)).toEqual(new Set(['DUPLICATE_APPLICATION']));
});

test('nothing is filed in a call that is not open or was cancelled, nor with the solution of another', async () => {
  const { officer, id: callId, version } = await openCall();
  const draft = await aDraft(callId);
  const rival = await someone('PROVIDER');
  expect(await rival.refusal(CreateSubmission, { input: { callId, solutionId: draft.solutionId } })).toBe('NOT_FOUND');
  expect(await rival.refusal(Advance, { id: draft.id, action: 'SUBMIT' })).toBe('NOT_FOUND');
  await officer.ask(UpdateCall, { id: callId, version, input: { closesAt: '2026-04-20T17:00:00+08:00' } });
  await travelTo(after);
  expect(await draft.provider.refusal(Advance, { id: draft.id, action: 'SUBMIT' })).toBeUndefined();
  await officer.ask(`mutation { advanceCall(id: "${callId}", action: CANCEL, note: "x") { id } }`);
  const { id: solutionId } = await aSolution(draft.provider);
  expect(await draft.provider.refused(CreateSubmission, { input: { callId, solutionId } })).toMatchObject({
    code: 'ILLEGAL_STATE',
    reason: 'CALL_NOT_OPEN',
  });
});

test('an extension lets one applicant file later, to the second, and nobody else', async () => {
  const { officer, id: callId, code } = await openCall();
  const [extended, other] = [await aDraft(callId), await aDraft(callId)];
  await travelTo(after);
  const until = '2026-04-03T12:00:00+08:00';
  await officer.ask(Extend, { input: { callId, providerId: extended.provider.of.providerId!, until, reason: '系统故障' } });
  await officer.ask(Extend, { input: { callId, providerId: await aProvider(), until: '2026-04-09T12:00:00+08:00', reason: '系统故障' } });
  await travelTo('2026-04-03T11:59:57+08:00');
  expect(await other.provider.refusal(Advance, { id: other.id, action: 'SUBMIT' })).toBe('DEADLINE_PASSED');
  const { advanceSubmission } = await extended.provider.ask(Advance, { id: extended.id, action: 'SUBMIT' });
  expect(advanceSubmission).toMatchObject({ number: `${code}-001`, unsealsAt: '2026-04-03T12:00:00.000+08:00' });
  const second = await aDraft(callId, extended.provider);
  await travelTo(until);
  expect(await extended.provider.refusal(Advance, { id: second.id, action: 'SUBMIT' })).toBe('DEADLINE_PASSED');
  expect((await officer.ask(Counts, { callId })).submissionCounts.filter(({ count }) => count > 0)).toEqual([
    { state: 'DRAFT', count: 2 },
    { state: 'SUBMITTED', count: 1 },
  ]);
});
