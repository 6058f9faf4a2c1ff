import { graphql } from '../../../schema/graphql.ts';
import { someone, sql, times, travel, travelTo, useServer } from '../../kit.ts';
import { days, Propose as ProposeList, Publish } from '../offerings/scene.ts';
import { noticed, Propose, type Reviewed, released, reviewed, SubmissionState } from './scene.ts';

useServer();
afterEach(() => travel(null));

const Reverse = graphql(`mutation ($input: ReversalInput!) { createReversal(input: $input) { id state outcome moves { action } } }`);
const Decide = graphql(
  `mutation ($id: ID!, $action: ReversalAction!, $note: String) { advanceReversal(id: $id, action: $action, note: $note) { state confirmedBy decision { state } } }`,
);
const Moves = graphql(`query ($id: ID!) { reversal(id: $id) { moves { action } } }`);
const Known = graphql(`query { reversals { nodes { id state reason outcome } } decisions { nodes { state } } }`);
const Secret = graphql(`query { reversals { nodes { proposedBy } } }`);
const OfferingOf = graphql(`query ($filter: OfferingFilter) { offerings(filter: $filter) { nodes { state history { name note } } } }`);
const List = graphql(`query { serviceLists { nodes { hash entries { no } } } }`);

const decisionOf = async (submissionId: string) => {
  const [row] = await sql<{ id: string }>(`select id from decision where submission_id = $1 order by id desc limit 1`, [submissionId]);
  return row!.id;
};
const why = { minutesNumber: '局长办公会〔2026〕20号', reason: '案例材料经核实不实' };
const proposed = async ({ officer }: Pick<Reviewed, 'officer'>, submissionId: string) =>
  (await officer.ask(Reverse, { input: { decisionId: await decisionOf(submissionId), ...why } })).createReversal;

test('who was selected is so no longer once a second person confirms; until then nothing changes and nobody outside learns of it', async () => {
  const scene = await released();
  const { officer, items } = scene;
  const [{ id, provider }] = items as [(typeof items)[0]];
  const reversal = await proposed(scene, id);
  expect(reversal).toMatchObject({ state: 'PROPOSED', outcome: 'SELECTED', moves: [{ action: 'WITHDRAW' }] });
  expect((await provider.ask(SubmissionState, { id })).submission?.state).toBe('SELECTED');
  expect((await provider.ask(Known)).reversals.nodes).toEqual([]);
  expect(await officer.refused(Decide, { id: reversal.id, action: 'CONFIRM' })).toMatchObject({ code: 'FORBIDDEN', reason: 'SAME_PERSON' });
  const twin = await someone('LEADER');
  await sql('update account set person_number = (select person_number from account where id = $2) where id = $1', [twin.id, officer.id]);
  expect((await twin.ask(Moves, { id: reversal.id })).reversal?.moves).toEqual([{ action: 'WITHDRAW' }]);
  expect(await twin.refused(Decide, { id: reversal.id, action: 'CONFIRM' })).toMatchObject({ reason: 'SAME_PERSON' });
  await expect(sql(`update reversal set state = 'CONFIRMED', confirmed_by_id = $2 where id = $1`, [reversal.id, twin.id])).rejects.toThrow(
    'SAME_PERSON',
  );
  await expect(sql(`update reversal set state = 'CONFIRMED' where id = $1`, [reversal.id])).rejects.toThrow('REVERSAL_NEEDS_TWO');
  for (const role of ['AUDITOR', 'SYSTEM_ADMIN', 'DISTRICT', 'PROVIDER', 'EXPERT'] as const)
    expect(await (await someone(role)).refusal(Decide, { id: reversal.id, action: 'CONFIRM' })).toMatch(/FORBIDDEN|NOT_FOUND/);
  const leaders = await times(3, () => someone('LEADER'));
  const answers = await Promise.all(leaders.map(leader => leader.refusal(Decide, { id: reversal.id, action: 'CONFIRM' })));
  expect(answers.filter(answer => answer === undefined)).toHaveLength(1);
  expect(new Set(answers)).toEqual(new Set([undefined, 'ILLEGAL_STATE']));
  const { submission } = await provider.ask(SubmissionState, { id });
  expect(submission).toMatchObject({ state: 'NOT_SELECTED', reason: why.reason });
  expect(submission?.history.at(-1)).toMatchObject({ name: 'Submission.REVERSE', actorRole: 'LEADER' });
  const known = await provider.ask(Known);
  expect(known.reversals.nodes).toMatchObject([{ state: 'CONFIRMED', reason: why.reason, outcome: 'SELECTED' }]);
  expect(known.decisions.nodes).toEqual([{ state: 'REVERSED' }]);
  expect(await provider.refusal(Secret)).toBe('FORBIDDEN');
  expect(await officer.refused(Reverse, { input: { decisionId: await decisionOf(id), ...why } })).toMatchObject({ code: 'ILLEGAL_STATE' });
});

test('who was turned down is undecided again while the call is under review, and is decided anew by two', async () => {
  const scene = await released();
  const { officer, callId, items, second } = scene;
  const last = items.at(-1)!;
  const reversal = await proposed(scene, last.id);
  await second.ask(Decide, { id: reversal.id, action: 'CONFIRM' });
  expect((await last.provider.ask(SubmissionState, { id: last.id })).submission).toMatchObject({ state: 'ADMITTED', reason: null });
  const again = { callId, submissionIds: [last.id], outcome: 'SELECTED' as const, minutesNumber: why.minutesNumber };
  expect((await officer.ask(Propose, again)).proposeDecisions).toMatchObject([{ state: 'PENDING', outcome: 'SELECTED' }]);
});

test('a proposal can be taken back, and one decision has one reversal at a time', async () => {
  const scene = await released(2);
  const { officer, items } = scene;
  const [{ id }] = items as [(typeof items)[0]];
  const first = await proposed(scene, id);
  const decisionId = await decisionOf(id);
  expect(await officer.refused(Reverse, { input: { decisionId, ...why } })).toMatchObject({ reason: 'REVERSAL_ALREADY_PROPOSED' });
  expect(await officer.refused(Decide, { id: first.id, action: 'WITHDRAW' })).toMatchObject({ reason: 'NOTE_REQUIRED' });
  await officer.ask(Decide, { id: first.id, action: 'WITHDRAW', note: '材料补齐' });
  expect(await officer.refusal(Reverse, { input: { decisionId, ...why } })).toBeUndefined();
  expect(await (await someone('LEADER')).refusal(Reverse, { input: { decisionId, ...why } })).toBe('FORBIDDEN');
});

test('what is not released cannot be reversed', async () => {
  const { officer, callId, items } = await reviewed(2);
  const asked = { callId, submissionIds: [items[0]!.id], outcome: 'SELECTED' as const, minutesNumber: why.minutesNumber };
  await officer.ask(Propose, asked);
  expect(await officer.refused(Reverse, { input: { decisionId: await decisionOf(items[0]!.id), ...why } })).toMatchObject({
    code: 'ILLEGAL_STATE',
    details: { state: 'PENDING' },
  });
});

test('what is in the catalogue leaves it, the published list stays as it is, and who was turned down waits for the next call', async () => {
  const scene = await noticed(3);
  const { officer, callId, items, second } = scene;
  await travelTo('2026-04-21T09:00:00+08:00');
  await officer.ask(ProposeList, { input: { callId, title: '先试后转服务清单', ...days } });
  await second.ask(Publish, { callId });
  const lists = await second.ask(List);
  const [{ id, provider }] = items as [(typeof items)[0]];
  const refused = await officer.refused(Reverse, { input: { decisionId: await decisionOf(items.at(-1)!.id), ...why } });
  expect(refused).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'REVERSAL_TOO_LATE' });
  const reversal = await proposed(scene, id);
  await second.ask(Decide, { id: reversal.id, action: 'CONFIRM' });
  expect((await provider.ask(SubmissionState, { id })).submission?.state).toBe('NOT_SELECTED');
  const [{ offering }] = (await sql('select id as offering from offering where submission_id = $1', [id])) as [{ offering: string }];
  const { offerings } = await officer.ask(OfferingOf, { filter: { id: [offering] } });
  expect(offerings.nodes[0]).toMatchObject({ state: 'DELISTED' });
  expect(offerings.nodes[0]!.history.at(-1)).toEqual({ name: 'Offering.DELIST', note: why.reason });
  expect(await second.ask(List)).toEqual(lists);
});
