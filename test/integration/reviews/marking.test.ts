import { someone, sql, travelTo, useServer } from '../../kit.ts';
import { AdvanceCall, before, Revise, rubric } from '../calls/scene.ts';
import { Advance } from '../solutions/scene.ts';
import {
  AdvanceReview,
  AssignByName,
  Conflicts,
  Correct,
  Draw,
  drawAndRelease,
  drawn,
  experts,
  marks,
  OnePaper,
  OneReview,
  Papers,
  Pin,
  Results,
  Reviews,
  reviewOf,
  reviewsOf,
  Save,
  Submit,
  submitAll,
  underReview,
} from './scene.ts';

useServer();
afterEach(() => travelTo(before));

test('an expert accepts, keeps a draft, submits, and the total is exact', async () => {
  const { callId, people } = await drawn(1, 1);
  const [expert] = people as [(typeof people)[0]];
  const { id, moves } = await reviewOf(expert, callId);
  expect(moves.map(({ action }) => action)).toEqual(['ACCEPT', 'DECLINE', 'RECUSE']);
  expect(await expert.refusal(Submit, { id, marks: marks('50', '30') })).toBe('ILLEGAL_STATE');
  const { advanceReview } = await expert.ask(AdvanceReview, { id, action: 'ACCEPT' });
  const { saveMarks } = await expert.ask(Save, { id, version: advanceReview.version, marks: [{ criterion: 'PRECISE', mark: '50.25' }] });
  expect(saveMarks).toMatchObject({ state: 'ACCEPTED', marks: [{ criterion: 'PRECISE', mark: '50.25' }], total: null });
  expect(await expert.refusal(Save, { id, version: advanceReview.version, marks: [] })).toBe('VERSION_CONFLICT');
  const { submitReview } = await expert.ask(Submit, { id, marks: marks('50.25', '30.5') });
  expect(submitReview).toMatchObject({ state: 'SUBMITTED', total: '80.7500' });
  expect((await expert.ask(OneReview, { id })).review?.history.map(({ name }) => name)).toEqual([
    'Review.ASSIGN',
    'Review.ACCEPT',
    'Review.SAVE',
    'Review.SUBMIT',
  ]);
});

test.each([
  ['above the highest', { criterion: 'PRECISE', mark: '60.01' }],
  ['below nothing', { criterion: 'PRECISE', mark: '-1' }],
  ['of four decimals', { criterion: 'PRECISE', mark: '50.1234' }],
  ['of three decimals', { criterion: 'PRECISE', mark: '50.125' }],
  ['that is no number', { criterion: 'PRECISE', mark: 'NaN' }],
  ['of a criterion that is none', { criterion: 'BEAUTY', mark: '1' }],
])('a mark %s is refused and nothing is kept', async (_, wrong) => {
  const { callId, people } = await drawn(1, 1);
  const { id } = await reviewOf(people[0]!, callId);
  await people[0]!.ask(AdvanceReview, { id, action: 'ACCEPT' });
  expect(await people[0]!.refusal(Submit, { id, marks: [wrong, { criterion: 'TRIAL_PROMISE', mark: '30' }] })).toBe('BAD_USER_INPUT');
  expect((await people[0]!.ask(OneReview, { id })).review).toMatchObject({ state: 'ACCEPTED', marks: [] });
});

test('a sheet with a criterion left out or marked twice, or a veto without words, is refused with its reason', async () => {
  const { callId, people } = await drawn(1, 1);
  const { id } = await reviewOf(people[0]!, callId);
  await people[0]!.ask(AdvanceReview, { id, action: 'ACCEPT' });
  const refused = async (variables: object) => (await people[0]!.refused(Submit, { id, marks: marks('50', '30'), ...variables }))?.reason;
  expect(await refused({ marks: marks('50', '30').slice(1) })).toBe('MARK_MISSING');
  expect(await refused({ marks: [...marks('50', '30'), { criterion: 'PRECISE', mark: '1' }] })).toBe('MARK_TWICE');
  expect(await refused({ vetoes: ['NOTHING'] })).toBe('VETO_UNKNOWN');
  expect(await refused({ vetoes: ['HIDDEN_CHARGE'] })).toBe('COMMENT_REQUIRED');
  await people[0]!.ask(Submit, { id, marks: marks('60', '40'), vetoes: ['HIDDEN_CHARGE'], comment: '试用期满自动扣费' });
  const officer = await someone('OFFICER');
  expect((await officer.ask(Results, { callId })).reviewResults).toMatchObject([{ total: '100.0000', passing: false, vetoed: true }]);
});

test('where the call asks for it, a mark below 60 % or above 95 % needs a note', async () => {
  const { callId, officer } = await underReview(1, { noteAtExtremes: true });
  const people = await experts(1);
  await drawAndRelease(officer, callId, 1);
  const { id } = await reviewOf(people[0]!, callId);
  await people[0]!.ask(AdvanceReview, { id, action: 'ACCEPT' });
  const submit = (precise: string, note?: string) =>
    people[0]!.refused(Submit, {
      id,
      marks: [
        { criterion: 'PRECISE', mark: precise, note },
        { criterion: 'TRIAL_PROMISE', mark: '30' },
      ],
    });
  expect((await submit('35.99'))?.reason).toBe('MARK_NOTE_REQUIRED');
  expect((await submit('57.01'))?.reason).toBe('MARK_NOTE_REQUIRED');
  expect((await submit('57.01', ' '))?.reason).toBe('MARK_NOTE_REQUIRED');
  expect(await submit('57')).toBeUndefined();
});

test('two submissions of one review at once: one is kept, the other is told that it stands elsewhere', async () => {
  const { callId, people } = await drawn(1, 1);
  const { id } = await reviewOf(people[0]!, callId);
  await people[0]!.ask(AdvanceReview, { id, action: 'ACCEPT' });
  const answers = await Promise.all(['40', '41', '42', '43'].map(mark => people[0]!.refusal(Submit, { id, marks: marks(mark, '30') })));
  expect(answers.filter(code => code === undefined)).toHaveLength(1);
  expect(answers.filter(code => code === 'ILLEGAL_STATE')).toHaveLength(3);
  expect(await sql(`select name from fact where subject_id = $1 and name = 'Review.SUBMIT'`, [id])).toHaveLength(1);
});

test('a submitted review never changes, not even by a statement of the owner; a correction is a new one, once', async () => {
  const { callId, people, officer } = await drawn(1, 1);
  const [expert] = people as [(typeof people)[0]];
  await submitAll(callId, people, () => marks('50', '30'));
  const { id, version } = await reviewOf(expert, callId);
  expect(await expert.refusal(Submit, { id, marks: marks('60', '40') })).toBe('ILLEGAL_STATE');
  expect(await expert.refusal(Save, { id, version, marks: [] })).toBe('ILLEGAL_STATE');
  for (const change of [
    `update review set total = 100`,
    `update review set state = 'ACCEPTED'`,
    `update review set marks = '[]'`,
    'delete from review',
  ])
    await expect(sql(`${change} where id = $1`, [id])).rejects.toThrow('never changes');
  const answers = await Promise.all(
    ['40', '45'].map(mark => expert.refusal(Correct, { id, marks: marks(mark, '30'), reason: '计算有误' })),
  );
  expect(answers.sort()).toEqual(['ILLEGAL_STATE', undefined]);
  const both = await reviewsOf(expert, callId);
  expect(both.map(({ state, replacesId }) => [state, replacesId])).toEqual(
    expect.arrayContaining([
      ['SUBMITTED', null],
      ['SUBMITTED', id],
    ]),
  );
  const [result] = (await officer.ask(Results, { callId })).reviewResults;
  expect(result).toMatchObject({ reviews: 1, total: both.find(review => review.replacesId)!.total });
});

test('nobody marks after the reviewing of the call or of the submission has ended', async () => {
  const { callId, people, officer, items } = await drawn(2, 1);
  const reviews = await reviewsOf(people[0]!, callId);
  for (const { id } of reviews) await people[0]!.ask(AdvanceReview, { id, action: 'ACCEPT' });
  await officer.ask(Advance, { id: items[0]!.id, action: 'TAKE_OUT', note: '不再参加' });
  const codes = await Promise.all(reviews.map(({ id }) => people[0]!.refusal(Submit, { id, marks: marks('50', '30') })));
  expect(codes.sort()).toEqual(['DEADLINE_PASSED', undefined]);
  await officer.ask(AdvanceCall, { id: callId, action: 'CANCEL', note: '取消' });
  const [done] = await sql<{ id: string }>(`select id from review where call_id = $1 and state = 'SUBMITTED'`, [callId]);
  expect(await people[0]!.refused(Correct, { id: done!.id, marks: marks('50', '30'), reason: '更正' })).toMatchObject({
    code: 'DEADLINE_PASSED',
    reason: 'REVIEWING_OVER',
  });
});

test('an expert sees and touches the own papers and reviews only', async () => {
  const { callId, people, officer } = await drawn(4, 2, 4);
  const [one, other] = people as [(typeof people)[0], (typeof people)[0]];
  const theirs = (await reviewsOf(other, callId)).filter(({ expertId }) => expertId === other.of.expertId);
  const mine = await reviewsOf(one, callId);
  expect(mine.every(({ expertId }) => expertId === one.of.expertId)).toBe(true);
  const { reviews } = await one.ask(Reviews, {});
  expect(reviews.totalCount).toBe(mine.length);
  expect((await one.ask(OneReview, { id: theirs[0]!.id })).review).toBeNull();
  expect((await one.ask(OnePaper, { id: theirs[0]!.paper!.id })).reviewPaper).toBeNull();
  expect(await one.refusal(AdvanceReview, { id: theirs[0]!.id, action: 'ACCEPT' })).toBe('NOT_FOUND');
  expect(await one.refusal(Submit, { id: theirs[0]!.id, marks: marks('50', '30') })).toBe('NOT_FOUND');
  expect(await one.refusal(Results, { callId })).toBe('FORBIDDEN');
  expect(await one.refusal(Reviews, { filter: { submissionId: ['00000000-0000-7000-8000-000000000000'] } })).toBe('FORBIDDEN');
  expect(await officer.refusal(Submit, { id: mine[0]!.id, marks: marks('50', '30') })).toBe('FORBIDDEN');
});

test('marks are blind before their time: the bureau sees who has submitted, and no mark or result until all are in', async () => {
  const { callId, people, officer } = await drawn(1, 2);
  const [first, second] = people as [(typeof people)[0], (typeof people)[0]];
  const submit = async (who: typeof first) => {
    const { id } = await reviewOf(who, callId);
    await who.ask(AdvanceReview, { id, action: 'ACCEPT' });
    await who.ask(Submit, { id, marks: marks('50', '30'), comment: '很好' });
    return id;
  };
  const id = await submit(first);
  for (const role of ['OFFICER', 'LEADER', 'AUDITOR'] as const) {
    const reader = await someone(role);
    const { review } = await reader.ask(OneReview, { id });
    expect(review).toMatchObject({ state: 'SUBMITTED', marks: null, total: null });
    expect(JSON.stringify(review)).not.toMatch(/80\.0000|"50"/);
    expect(await reader.refused(Results, { callId })).toMatchObject({
      code: 'ILLEGAL_STATE',
      reason: 'MARKS_NOT_IN',
      details: { open: 1 },
    });
  }
  expect((await reviewsOf(first, callId))[0]).toMatchObject({ total: '80.0000', comment: '很好' });
  await submit(second);
  expect((await officer.ask(OneReview, { id })).review).toMatchObject({ total: '80.0000', marks: [{ mark: '50' }, { mark: '30' }] });
  expect((await officer.ask(Results, { callId })).reviewResults).toMatchObject([{ rank: 1, total: '80.0000', passing: true, reviews: 2 }]);
});

test('an expert with a conflict cannot mark, whether declared, computed or pinned, even when it came up after the draw', async () => {
  const { callId, people, officer, items } = await drawn(1, 3);
  const [pinned, employed, customer] = people as [(typeof people)[0], (typeof people)[0], (typeof people)[0]];
  const ids = new Map<typeof pinned, string>();
  for (const who of people) ids.set(who, (await reviewOf(who, callId)).id);
  const idOf = (who: typeof pinned) => ids.get(who)!;
  for (const who of people) await who.ask(AdvanceReview, { id: idOf(who), action: 'ACCEPT' });
  const providerId = items[0]!.provider.of.providerId!;
  const { createConflict } = await officer.ask(Pin, { input: { expertId: pinned.of.expertId!, providerId, reason: '亲属' } });
  expect(createConflict).toMatchObject({ kind: 'PINNED', state: 'IN_FORCE' });
  await sql(`update expert set employer_uscc = (select uscc from provider where id = $1) where id = $2`, [
    providerId,
    employed.of.expertId,
  ]);
  await sql(`update provider set contact_email = 'sales@taili.example' where id = $1`, [providerId]);
  await sql(`update expert set email = 'Someone@TAILI.example' where id = $1`, [customer.of.expertId]);
  for (const who of people) expect(await who.refusal(Submit, { id: idOf(who), marks: marks('50', '30') })).toBe('CONFLICT_OF_INTEREST');
  // Nothing is left to read of it either, on any surface.
  for (const who of people) {
    expect(await reviewsOf(who, callId)).toEqual([]);
    expect((await who.ask(OneReview, { id: idOf(who) })).review).toBeNull();
    expect((await who.ask(Papers, {})).reviewPapers.totalCount).toBe(0);
    expect(await who.refusal(AdvanceReview, { id: idOf(who), action: 'RECUSE', note: '回避' })).toBe('NOT_FOUND');
  }
  await sql(`update provider set contact_email = 'sales@qq.com' where id = $1`, [providerId]);
  await sql(`update expert set email = 'someone@qq.com' where id = $1`, [customer.of.expertId]);
  expect(await customer.refusal(Submit, { id: idOf(customer), marks: marks('50', '30') })).toBeUndefined();
  expect(await sql(`select id from review where state = 'SUBMITTED' and call_id = $1`, [callId])).toHaveLength(1);
});

test('who recuses loses the paper, is never given that provider again, and another can be drawn', async () => {
  const { callId, people, officer, items } = await drawn(1, 1, 2);
  const [holder] = await sql<{ expert_id: string }>('select expert_id from review where call_id = $1', [callId]);
  const expert = people.find(({ of }) => of.expertId === holder!.expert_id)!;
  const other = people.find(who => who !== expert)!;
  const { id, paper } = await reviewOf(expert, callId);
  expect(await expert.refusal(AdvanceReview, { id, action: 'RECUSE' })).toBe('BAD_USER_INPUT');
  await expert.ask(AdvanceReview, { id, action: 'RECUSE', note: '曾任该企业顾问' });
  expect((await expert.ask(Papers, {})).reviewPapers.totalCount).toBe(0);
  expect((await expert.ask(OnePaper, { id: paper!.id })).reviewPaper).toBeNull();
  const providerId = items[0]!.provider.of.providerId!;
  const { conflicts } = await officer.ask(Conflicts, { filter: { providerId: [providerId] } });
  expect(conflicts.nodes).toMatchObject([{ kind: 'DECLARED', reason: '曾任该企业顾问', expertId: expert.of.expertId }]);
  expect(await expert.refusal(Conflicts, {})).toBe('FORBIDDEN');
  const { drawExperts } = await officer.ask(Draw, { callId, seed: 'seed', perItem: 1, dryRun: false });
  expect(drawExperts.reviews).toMatchObject([{ submissionId: items[0]!.id, expertId: other.of.expertId }]);
  expect(await officer.refusal(AssignByName, { input: { submissionId: items[0]!.id, expertId: expert.of.expertId! } })).toBe(
    'CONFLICT_OF_INTEREST',
  );
});

test('an officer takes a review back with a reason, and cannot do so once it is submitted', async () => {
  const { callId, people, officer } = await drawn(2, 1);
  const [first, second] = (await reviewsOf(people[0]!, callId)).map(review => ({ id: review.id })) as [{ id: string }, { id: string }];
  expect(await officer.refusal(AdvanceReview, { id: first.id, action: 'TAKE_BACK' })).toBe('BAD_USER_INPUT');
  await officer.ask(AdvanceReview, { id: first.id, action: 'TAKE_BACK', note: '逾期未评' });
  await people[0]!.ask(AdvanceReview, { id: second.id, action: 'ACCEPT' });
  await people[0]!.ask(Submit, { id: second.id, marks: marks('50', '30') });
  expect(await officer.refusal(AdvanceReview, { id: second.id, action: 'TAKE_BACK', note: '逾期未评' })).toBe('ILLEGAL_STATE');
});

test('marks of two versions of a rubric never mix: a new version wants every sheet anew, and the old ones count nowhere', async () => {
  const { officer, callId, people } = await drawn(1, 2);
  await submitAll(callId, people, () => marks('50', '30'));
  const total = async () => (await officer.ask(Results, { callId })).reviewResults[0];
  expect(await total()).toMatchObject({ total: '80.0000', reviews: 2 });
  const [{ version }] = (await sql<{ version: number }>('select version from call where id = $1', [callId])) as [{ version: number }];
  const weighted = {
    ...rubric,
    rule: 'MEDIAN' as const,
    criteria: [
      { ...rubric.criteria[0]!, max: 50 },
      { ...rubric.criteria[1]!, max: 50 },
    ],
  };
  await officer.ask(Revise, { id: callId, version, rubric: weighted, reason: '两项同等重要' });
  expect(await officer.refused(Results, { callId })).toMatchObject({ reason: 'MARKS_NOT_IN', details: { open: 2 } });
  const [first, second] = await Promise.all(people.map(async expert => ({ expert, review: await reviewOf(expert, callId) })));
  expect(await first!.expert.refused(Correct, { id: first!.review.id, marks: marks('55', '30'), reason: '新版' })).toMatchObject({
    reason: 'MARK_INVALID',
  });
  await first!.expert.ask(Correct, { id: first!.review.id, marks: marks('40', '45'), reason: '按新版本' });
  expect(await officer.refused(Results, { callId })).toMatchObject({ reason: 'MARKS_NOT_IN', details: { open: 1 } });
  expect(await sql('select rubric_version, rubric_frozen_at is not null as frozen from call where id = $1', [callId])).toEqual([
    { rubric_version: 2, frozen: true },
  ]);
  await second!.expert.ask(Correct, { id: second!.review.id, marks: marks('40', '47'), reason: '按新版本' });
  expect(await total()).toMatchObject({ total: '86.0000', reviews: 2 });
  expect(await sql('select rubric_version, count(*)::int from review where call_id = $1 group by 1 order by 1', [callId])).toEqual([
    { rubric_version: 1, count: 2 },
    { rubric_version: 2, count: 2 },
  ]);
});
