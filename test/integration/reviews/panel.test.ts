import { graphql } from '../../../schema/graphql.ts';
import { system } from '../../../server/kernel/advance.ts';
import { Context } from '../../../server/kernel/context.ts';
import { remind } from '../../../server/reviews/review/reminding.ts';
import { here, type Someone, someone, sql, travelTo, useServer } from '../../kit.ts';
import { before } from '../calls/scene.ts';
import {
  AdvanceReview,
  Conflicts,
  Draw,
  drawAndRelease,
  drawn,
  experts,
  marks,
  OneReview,
  Results,
  reviewOf,
  reviewsOf,
  Submit,
  submitAll,
  underReview,
} from './scene.ts';

useServer();
afterEach(() => travelTo(before));

const Tie = graphql(`mutation ($input: ExpertTieInput!) { createExpertTie(input: $input) { id uscc } }`);
const EndTie = graphql(
  `mutation ($id: ID!, $version: Int!, $input: ExpertTiePatch!) { updateExpertTie(id: $id, version: $version, input: $input) { id until } }`,
);
const Peers = graphql(`query ($reviewId: ID!) { peerMarks(reviewId: $reviewId) { place total comment marks { criterion mark } } }`);
const Sheets = graphql(`query { consensusSheets { nodes { id number state version chairId total marks { mark } call { id } } } }`);
const Save = graphql(`
  mutation ($id: ID!, $version: Int!, $marks: [MarkInput!]!) { saveConsensus(id: $id, version: $version, marks: $marks) { id version state } }
`);
const Settle = graphql(`
  mutation ($id: ID!, $marks: [MarkInput!]!) { settleConsensus(id: $id, marks: $marks, comment: "一致同意") { id state total } }
`);
const Appoint = graphql(`mutation ($id: ID!, $expertId: ID!) { appointChair(id: $id, expertId: $expertId) { id chairId } }`);
const Reminders = graphql(`query ($callId: ID!) { reviews(filter: { callId: [$callId] }) { nodes { id state dueOn reminder } } }`);
const Note = graphql(`mutation ($input: InternalNoteInput!) { createInternalNote(input: $input) { id authorName } }`);
const Notes = graphql(`query ($id: ID!) { submission(id: $id) { id notes { text authorName } } }`);

const usccOf = async (providerId: string) =>
  (await sql<{ uscc: string }>('select uscc from provider where id = $1', [providerId]))[0]!.uscc;
const set = (callId: string, more: object) => sql('update call set rubric = rubric || $2 where id = $1', [callId, JSON.stringify(more)]);

test('a tie keeps an expert away while it lasts and for the years that the call names; so does one to a related company', async () => {
  const { officer, callId, items } = await underReview(1);
  const [adviser, former, relative] = (await experts(3)) as [Someone, Someone, Someone];
  const providerId = items[0]!.provider.of.providerId!;
  const uscc = await usccOf(providerId);
  const tie = (who: Someone, more: object) =>
    who.ask(Tie, { input: { expertId: who.of.expertId!, kind: 'CONSULTANCY', organisation: '某公司', uscc, ...more } });
  await tie(adviser, { since: '2024-01-01' });
  const { createExpertTie } = await officer.ask(Tie, {
    input: { expertId: former.of.expertId!, kind: 'EMPLOYMENT', organisation: '某公司', uscc, since: '2015-01-01', until: '2021-12-31' },
  });
  const [{ employer }] = (await sql('select employer_uscc as employer from expert where id = $1', [relative.of.expertId])) as [
    { employer: string },
  ];
  await sql('update provider set related_usccs = array[$2] where id = $1', [providerId, employer]);
  const short = async () => (await officer.ask(Draw, { callId, seed: 's', perItem: 3, dryRun: true })).drawExperts;
  expect((await short()).reviews.map(({ expertId }) => expertId)).toEqual([former.of.expertId]);
  await officer.ask(EndTie, { id: createExpertTie.id, version: 1, input: { until: '2024-12-31' } });
  expect((await short()).reviews).toEqual([]);
  expect((await short()).short).toMatchObject([{ why: 'CONFLICTS', known: 3, free: 0 }]);
  await set(callId, { tieYears: 0 });
  expect((await short()).reviews.map(({ expertId }) => expertId)).toEqual([former.of.expertId]);
  await drawAndRelease(officer, callId, 1);
  const { conflicts } = await officer.ask(Conflicts, { filter: { providerId: [providerId] } });
  expect(conflicts.nodes.map(({ basis }) => basis).sort()).toEqual(['RECENT_TIE', 'RELATED_COMPANY']);
  expect(
    await adviser.refused(Tie, { input: { expertId: former.of.expertId!, kind: 'OTHER', organisation: '某公司', uscc } }),
  ).toMatchObject({ code: 'FORBIDDEN' });
  expect(
    await officer.refused(Tie, {
      input: { expertId: former.of.expertId!, kind: 'OTHER', organisation: '某', uscc, since: '2024-01-02', until: '2024-01-01' },
    }),
  ).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'TIE_BACKWARDS' });

  // Declared when the review is under way, it takes the paper away at once.
  expect(await reviewsOf(former, callId)).toHaveLength(1);
  await former.ask(Tie, { input: { expertId: former.of.expertId!, kind: 'SHAREHOLDING', organisation: '某公司', uscc } });
  expect(await reviewsOf(former, callId)).toEqual([]);
});

test.each([
  ['NEVER', 'FORBIDDEN', 'FORBIDDEN'],
  ['AFTER_OWN', 'FORBIDDEN', undefined],
  ['ALWAYS', undefined, undefined],
] as const)('the marks of others are seen %s: before the own %s, after them %s', async (says, early, late) => {
  const { callId, people } = await drawn(1, 3);
  await sql('update call set peer_marks = $2 where id = $1', [callId, says]);
  const [first, second, third] = people as [Someone, Someone, Someone];
  const ids = new Map<Someone, string>();
  for (const who of people) {
    ids.set(who, (await reviewOf(who, callId)).id);
    await who.ask(AdvanceReview, { id: ids.get(who)!, action: 'ACCEPT' });
  }
  await first.ask(Submit, { id: ids.get(first)!, marks: marks('41.5', '30'), comment: '第一位' });
  const peers = (who: Someone) => who.refusal(Peers, { reviewId: ids.get(who)! });
  expect(await peers(second)).toBe(early);
  await second.ask(Submit, { id: ids.get(second)!, marks: marks('50', '30') });
  expect(await peers(second)).toBe(late);
  if (!late) {
    const { peerMarks } = await second.ask(Peers, { reviewId: ids.get(second)! });
    expect(peerMarks).toMatchObject([{ place: 1, total: '71.5000', comment: '第一位' }]);
    expect(JSON.stringify(peerMarks)).not.toContain(first.of.expertId!);
  }
  expect(await third.refusal(Peers, { reviewId: ids.get(first)! })).toBe('NOT_FOUND');
  expect(await (await someone('OFFICER')).refusal(Peers, { reviewId: ids.get(first)! })).toBe('FORBIDDEN');
});

test('where the call says so, the chair writes down what was agreed once all are in; what each has marked stays as it is', async () => {
  const { officer, callId } = await underReview(1);
  const people = await experts(3);
  await set(callId, { consensus: true });
  await drawAndRelease(officer, callId, 3);
  const [row] = await sql<{ id: string; chair_id: string }>('select id, chair_id from consensus_sheet where call_id = $1', [callId]);
  const chair = people.find(({ of }) => of.expertId === row!.chair_id)!;
  const other = people.find(who => who !== chair)!;
  const id = row!.id;
  expect((await other.ask(Sheets)).consensusSheets.nodes).toEqual([]);
  expect(await other.refusal(Settle, { id, marks: marks('50', '30') })).toBe('NOT_FOUND');
  expect(await chair.refused(Save, { id, version: 1, marks: [] })).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'MARKS_NOT_IN' });
  const own = await reviewOf(chair, callId);
  await submitAll(callId, people, (_, at) => marks(String(40 + at), '30'));
  expect((await chair.ask(Peers, { reviewId: own.id })).peerMarks).toHaveLength(2);
  expect(await other.refusal(Peers, { reviewId: (await reviewOf(other, callId)).id })).toBe('FORBIDDEN');

  expect(await officer.refused(Results, { callId })).toMatchObject({
    code: 'ILLEGAL_STATE',
    reason: 'CONSENSUS_NOT_IN',
    details: { open: 1 },
  });
  expect(await officer.refused(Appoint, { id, expertId: (await experts(1))[0]!.of.expertId! })).toMatchObject({
    reason: 'CHAIR_NOT_OF_PANEL',
  });
  await officer.ask(Appoint, { id, expertId: other.of.expertId! });
  expect(await chair.refusal(Save, { id, version: 2, marks: [] })).toBe('NOT_FOUND');
  const before = await sql('select id, marks, total, version from review where call_id = $1 order by id', [callId]);
  const { saveConsensus } = await other.ask(Save, { id, version: 2, marks: [{ criterion: 'PRECISE', mark: '44' }] });
  expect(await other.refusal(Save, { id, version: 2, marks: [] })).toBe('VERSION_CONFLICT');
  expect(saveConsensus.version).toBe(3);
  expect(await other.refused(Settle, { id, marks: [{ criterion: 'PRECISE', mark: '44' }] })).toMatchObject({ reason: 'MARK_MISSING' });
  expect((await other.ask(Settle, { id, marks: marks('44', '33') })).settleConsensus).toMatchObject({ state: 'SETTLED', total: '77.0000' });
  expect(await other.refusal(Settle, { id, marks: marks('45', '33') })).toBe('ILLEGAL_STATE');
  expect(await sql('select id, marks, total, version from review where call_id = $1 order by id', [callId])).toEqual(before);
  await expect(sql(`update consensus_sheet set total = 99 where id = $1`, [id])).rejects.toThrow('never changes');
  expect((await officer.ask(Sheets)).consensusSheets.nodes).toMatchObject([{ total: '77.0000' }]);
  expect((await officer.ask(Results, { callId })).reviewResults).toMatchObject([{ total: '77.0000', reviews: 3 }]);
});

test('a review that waits reminds three days before its day, on it, and two days after; one that is in or was declined never', async () => {
  const { officer, callId } = await underReview(1);
  const [waits, declines, submits] = (await experts(3)) as [Someone, Someone, Someone];
  const [{ day }] = (await sql('select domain_today()::text as day')) as [{ day: string }];
  const on = (days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
  await drawAndRelease(officer, callId, 3, { dueOn: on(10) });
  const id = async (who: Someone) => (await reviewOf(who, callId)).id;
  await declines.ask(AdvanceReview, { id: await id(declines), action: 'DECLINE', note: '出差' });
  await submits.ask(AdvanceReview, { id: await id(submits), action: 'ACCEPT' });
  await submits.ask(Submit, { id: await id(submits), marks: marks('50', '30') });
  const own = new Context(system, here().own.manager);
  const told = async () =>
    (
      await sql<{ kind: string }>(
        `select details ->> 'kind' as kind from fact where name = 'Review.REMIND' and subject_id in (select id from review where call_id = $1) order by id`,
        [callId],
      )
    ).map(({ kind }) => kind);
  const seen: (string | null)[] = [];
  for (const days of [6, 7, 10, 11, 12]) {
    await travelTo(`${on(days)}T09:00:00+08:00`);
    await remind(own);
    await remind(own);
    const { reviews } = await officer.ask(Reminders, { callId });
    expect(reviews.nodes.filter(({ state }) => state !== 'ASSIGNED').every(({ reminder }) => reminder === null)).toBe(true);
    seen.push((await waits.ask(Reminders, { callId })).reviews.nodes[0]!.reminder);
  }
  expect(seen).toEqual([null, 'SOON', 'DUE', 'DUE', 'OVERDUE']);
  expect(await told()).toEqual(['SOON', 'DUE', 'OVERDUE']);
});

test('what the bureau notes of a submission is read by the bureau only', async () => {
  const { officer, callId, people, items } = await drawn(1, 1);
  const { id, provider } = items[0]!;
  await officer.ask(Note, { input: { submissionId: id, text: '现场核查时再看排产数据' } });
  expect((await officer.ask(Notes, { id })).submission!.notes).toMatchObject([{ text: '现场核查时再看排产数据' }]);
  expect((await provider.ask(Notes, { id })).submission!.notes).toEqual([]);
  for (const who of [provider, people[0]!, await someone('DISTRICT')]) {
    expect(await who.refusal(`query { internalNotes { totalCount } }`)).toBe('FORBIDDEN');
    expect(await who.refusal(Note, { input: { submissionId: id, text: '我也说一句' } })).toBe('FORBIDDEN');
  }
  expect((await people[0]!.ask(OneReview, { id: (await reviewOf(people[0]!, callId)).id })).review).not.toBeNull();
});

test('an officer may tell an expert whose submission it is, with a reason that is kept; nobody else is told', async () => {
  const { officer, callId, people, items } = await drawn(1, 2);
  const [told, other] = people as [Someone, Someone];
  const Reveal = graphql(`mutation ($id: ID!, $note: String!) { revealReview(id: $id, note: $note) { id revealedAt } }`);
  const Original = graphql(`query ($id: ID!) { review(id: $id) { id original { providerName } } }`);
  const { id } = await reviewOf(told, callId);
  expect(await officer.refusal(Reveal, { id, note: '现场核查' })).toBe('ILLEGAL_STATE');
  for (const who of people) await who.ask(AdvanceReview, { id: (await reviewOf(who, callId)).id, action: 'ACCEPT' });
  expect((await told.ask(Original, { id })).review!.original).toBeNull();
  expect(await officer.refused(Reveal, { id, note: ' ' })).toMatchObject({ reason: 'NOTE_REQUIRED' });
  await officer.ask(Reveal, { id, note: '现场核查' });
  const [{ name }] = (await sql('select name from provider where id = $1', [items[0]!.provider.of.providerId])) as [{ name: string }];
  expect((await told.ask(Original, { id })).review!.original).toEqual({ providerName: name });
  expect((await other.ask(Original, { id: (await reviewOf(other, callId)).id })).review!.original).toBeNull();
  expect(await sql(`select note, actor_id from fact where name = 'Review.REVEAL' and subject_id = $1`, [id])).toEqual([
    { note: '现场核查', actor_id: officer.id },
  ]);
  expect(await told.refusal(Reveal, { id, note: '我想知道' })).toBe('FORBIDDEN');
});
