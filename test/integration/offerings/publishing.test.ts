import { createHash } from 'node:crypto';
import { graphql } from '../../../schema/graphql.ts';
import { anyone, here, someone, sql, times, travel, travelTo, url, useServer } from '../../kit.ts';
import { afterNotice, aNoticedCall, Diff, days, Lists, Propose, Publish } from './scene.ts';

useServer();
afterEach(() => travel(null));

const Offerings = graphql(
  `query ($filter: OfferingFilter) { offerings(filter: $filter) { nodes { id name providerName freeDays seats seatsTaken included excluded { name price } exitTerms priceAfter validTo state listNumber list { number } history { name } } totalCount } }`,
);
const Call = graphql(`query ($id: ID!) { call(id: $id) { state history { name } } }`);
const Submission = graphql(`query ($id: ID!) { submission(id: $id) { state history { name } } }`);

/** A call whose notice has ended, with a proposal by its officer. */
async function aProposal(count = 2) {
  const scene = await aNoticedCall(count);
  await travelTo(afterNotice);
  await scene.officer.ask(Propose, { input: { callId: scene.callId, title: '先试后转服务清单', ...days } });
  return scene;
}

test('what has stood its notice is listed by two people: numbered, hashed, in the catalogue from its first day, the call concluded', async () => {
  const { officer, callId, submissions } = await aProposal();
  const leader = await someone('LEADER');
  expect(await officer.refused(Publish, { callId })).toMatchObject({ code: 'FORBIDDEN', reason: 'SAME_PERSON' });
  const { publishServiceList: list } = await leader.ask(Publish, { callId });
  const [{ last }] = (await sql('select max(number) as last from service_list')) as [{ last: number }];
  expect(list).toMatchObject({ number: last, proposedBy: expect.any(String), publishedBy: expect.any(String) });
  const mine = list.entries.filter(({ product }) => product.startsWith('快排产助手')).slice(-2);
  expect(mine).toMatchObject([
    {
      freeDays: 60,
      seats: 5,
      startWithinDays: 5,
      priceAfter: '39800.00',
      kind: 'SOFTWARE',
      mainScenario: 'S04',
      industries: ['29', '33'],
      validTo: days.validTo,
    },
    {},
  ]);
  expect(list.entries.map(({ no }) => no)).toEqual(list.entries.map((_, at) => at + 1));
  const filter = { id: mine.map(({ offeringId }) => offeringId) };
  expect((await anyone().ask(Offerings, { filter })).offerings.totalCount).toBe(0);
  await travelTo('2026-04-22T00:00:00+08:00');
  const { offerings } = await anyone().ask(Offerings, { filter });
  expect(offerings.nodes[0]).toMatchObject({
    state: 'LISTED',
    seatsTaken: 0,
    exitTerms: '数据以 CSV 返还,15 日内删除',
    listNumber: last,
    history: [{ name: 'Offering.CREATE' }],
  });
  expect((await officer.ask(Call, { id: callId })).call).toMatchObject({ state: 'CONCLUDED' });
  for (const { id } of submissions) expect((await officer.ask(Submission, { id })).submission).toMatchObject({ state: 'LISTED' });
});

test('the hash is that of the canonical JSON, so that anybody can check a copy', async () => {
  const { callId } = await aProposal();
  const { publishServiceList: list } = await (await someone('OFFICER')).ask(Publish, { callId });
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : value && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, part]) => [key, sorted(part)]),
          )
        : value;
  const said = JSON.stringify(sorted({ number: list.number, title: list.title, ...days, entries: list.entries }));
  expect(list.hash).toBe(createHash('sha256').update(said).digest('hex'));
});

test('nothing is listed while the notice stands, whoever signs', async () => {
  const { officer, callId } = await aNoticedCall();
  await officer.ask(Propose, { input: { callId, title: '清单', ...days } });
  for (const role of ['OFFICER', 'LEADER'] as const)
    expect(await (await someone(role)).refused(Publish, { callId })).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'NOTHING_TO_LIST' });
  for (const role of ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR', 'DISTRICT', 'PROVIDER', 'EXPERT', 'ENTERPRISE'] as const)
    expect(await (await someone(role)).refusal(Publish, { callId })).toBe('FORBIDDEN');
  expect(await anyone().refusal(Publish, { callId })).toBe('UNAUTHENTICATED');
  await travelTo('2026-04-19T23:59:50+08:00');
  expect(await (await someone('LEADER')).refusal(Publish, { callId })).toBe('ILLEGAL_STATE');
  await travelTo('2026-04-20T00:00:00+08:00');
  expect(await (await someone('LEADER')).refusal(Publish, { callId })).toBeUndefined();
});

test('of a hundred who publish at once one makes a list, and numbers have no gap', async () => {
  const { callId } = await aProposal();
  const signers = await times(10, () => someone('LEADER'));
  const before = await sql('select number from service_list');
  const answers = await times(100, n => signers[n % 10]!.refusal(Publish, { callId }));
  expect(answers.filter(code => code === undefined)).toHaveLength(1);
  expect(answers.filter(code => code && ['ILLEGAL_STATE', 'VERSION_CONFLICT'].includes(code))).toHaveLength(99);
  const numbers = (await sql<{ number: number }>('select number from service_list order by number')).map(({ number }) => number);
  expect(numbers).toEqual(Array.from({ length: before.length + 1 }, (_, at) => at + 1));
}, 60_000);

test('an entry that is held stays behind, goes into a later list, and only then the call is concluded', async () => {
  const { officer, callId, submissions } = await aProposal(3);
  const held = submissions[1]!.id;
  await sql(`update submission set state = 'HELD' where id = $1`, [held]);
  const leader = await someone('LEADER');
  const { publishServiceList: first } = await leader.ask(Publish, { callId });
  expect((await officer.ask(Submission, { id: held })).submission!.state).toBe('HELD');
  expect((await officer.ask(Call, { id: callId })).call!.state).toBe('NOTICE');
  expect(await officer.refused(Publish, { callId })).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'NOT_PROPOSED' });
  await sql(`update submission set state = 'NOTICED' where id = $1`, [held]);
  await officer.ask(Propose, { input: { callId, title: '增补', ...days } });
  const { publishServiceList: second } = await leader.ask(Publish, { callId });
  expect(second.number).toBe(first.number + 1);
  expect(second.entries.slice(0, -1)).toEqual(first.entries);
  expect((await officer.ask(Call, { id: callId })).call!.state).toBe('CONCLUDED');
  await travelTo('2026-04-23T09:00:00+08:00');
  const { serviceListDiff } = await anyone().ask(Diff, { from: first.number, to: second.number });
  expect(serviceListDiff).toMatchObject({ added: [{ offeringId: second.entries.at(-1)!.offeringId }], removed: [], changed: [] });
});

test('two lists are compared in the API and as CSV: what came, what went, what changed', async () => {
  const Move = graphql(`mutation ($id: ID!) { advanceOffering(id: $id, action: DELIST, note: "服务商申请") { state } }`);
  const Change = graphql(`mutation ($id: ID!, $input: OfferingPatch!) { updateOffering(id: $id, version: 1, input: $input) { version } }`);
  const Approve = graphql(`mutation ($id: ID!) { advanceOfferingChange(id: $id, action: APPROVE) { state } }`);
  const one = await aProposal(2);
  const leader = await someone('LEADER');
  const { publishServiceList: first } = await leader.ask(Publish, { callId: one.callId });
  const [gone, kept] = first.entries.slice(-2) as [(typeof first.entries)[number], (typeof first.entries)[number]];
  await one.officer.ask(Move, { id: gone.offeringId });
  await one.officer.ask(Change, { id: kept.offeringId, input: { seats: 9, priceAfter: '42000.00' } });
  // A price is key: it waits for a second person, and stands in no list before.
  const [{ id: change }] = (await sql('select id from offering_change where offering_id = $1', [kept.offeringId])) as [{ id: string }];
  await leader.ask(Approve, { id: change });
  const two = await aProposal(1);
  const { publishServiceList: second } = await leader.ask(Publish, { callId: two.callId });
  // Both calls were played in the same spring: the second set the clock back behind the first list.
  await travelTo('2026-04-23T09:00:00+08:00');
  const from = { from: first.number, to: second.number };
  const { serviceListDiff: diff } = await anyone().ask(Diff, from);
  expect(diff.added).toEqual([{ offeringId: second.entries.at(-1)!.offeringId, product: second.entries.at(-1)!.product }]);
  expect(diff.removed).toEqual([{ offeringId: gone.offeringId, product: gone.product }]);
  expect(diff.changed).toEqual([
    {
      entry: { offeringId: kept.offeringId },
      changes: [
        { field: 'seats', before: '5', after: '9' },
        { field: 'priceAfter', before: '39800.00', after: '42000.00' },
      ],
    },
  ]);
  const back = (await anyone().ask(Diff, { from: second.number, to: first.number })).serviceListDiff;
  expect(back.added).toEqual(diff.removed);
  expect(back.removed).toEqual(diff.added);
  const answer = await fetch(`${url()}/lists/diff.csv?from=${first.number}&to=${second.number}&lang=en`);
  expect(answer.status).toBe(200);
  const lines = (await answer.text()).trim().split('\r\n');
  expect(lines).toHaveLength(5);
  expect(lines.slice(1).map(line => line.split(',')[0])).toEqual(['Added', 'Removed', 'Changed', 'Changed']);
  expect(lines[4]).toContain('Price after (CNY a year),39800.00,42000.00');
  expect((await fetch(`${url()}/lists/diff.csv?from=1&to=x`)).status).toBe(400);
  expect(await anyone().refused(Diff, { from: 1, to: 999 })).toMatchObject({ code: 'NOT_FOUND', reason: 'LIST_UNKNOWN' });
});

test('a published list never changes: neither the API’s role nor the owner of the database can', async () => {
  const { callId } = await aProposal();
  const { publishServiceList: list } = await (await someone('LEADER')).ask(Publish, { callId });
  const { Client } = await import('pg');
  const api = new Client({ connectionString: here().apiUrl });
  await api.connect();
  await expect(api.query(`update service_list set title = 'x'`)).rejects.toThrow('permission denied');
  await expect(api.query('delete from service_list')).rejects.toThrow('permission denied');
  await api.end();
  await expect(sql(`update service_list set title = 'x' where id = $1`, [list.id])).rejects.toMatchObject({
    constraint: 'SERVICE_LIST_IMMUTABLE',
  });
  await expect(sql('delete from service_list where id = $1', [list.id])).rejects.toMatchObject({ constraint: 'SERVICE_LIST_IMMUTABLE' });
  await expect(sql('truncate service_list cascade')).rejects.toMatchObject({ constraint: 'SERVICE_LIST_IMMUTABLE' });
  await travelTo('2026-04-23T09:00:00+08:00');
  const { serviceLists } = await anyone().ask(Lists);
  expect(serviceLists.nodes.find(({ number }) => number === list.number)).toMatchObject({ hash: list.hash, title: '先试后转服务清单' });
});

test('an entry without terms of its trial is named, and nothing is listed', async () => {
  const { callId, submissions } = await aProposal(2);
  const id = submissions[0]!.id;
  // What is filed is complete and frozen; only a past call that was imported may lack something.
  await sql('alter table submission disable trigger user');
  await sql(`update submission set snapshot = snapshot #- '{solution,freeDays}' where id = $1`, [id]);
  await sql('alter table submission enable trigger user');
  const leader = await someone('LEADER');
  expect(await leader.refused(Publish, { callId })).toMatchObject({
    code: 'ILLEGAL_STATE',
    reason: 'ENTRY_INCOMPLETE',
    details: { fields: 'freeDays' },
  });
  expect(await sql('select 1 from offering where submission_id = any($1)', [submissions.map(submission => submission.id)])).toEqual([]);
  expect((await leader.ask(Submission, { id })).submission!.state).toBe('NOTICED');
});

test('one proposal waits at a time, and it can be withdrawn with a reason', async () => {
  const Withdraw = graphql(`mutation ($id: ID!, $note: String) { advanceListProposal(id: $id, action: WITHDRAW, note: $note) { state } }`);
  const { officer, callId } = await aNoticedCall(1);
  const input = { callId, title: '清单', ...days };
  expect(await officer.refusal(Propose, { input: { ...input, validTo: '2026-04-01' } })).toBe('BAD_USER_INPUT');
  expect(await (await someone('LEADER')).refusal(Propose, { input })).toBe('FORBIDDEN');
  const both = await Promise.all([officer.refused(Propose, { input }), officer.refused(Propose, { input })]);
  expect(both.map(refusal => refusal?.reason).sort()).toEqual(['LIST_ALREADY_PROPOSED', undefined]);
  const [{ id }] = (await sql(`select id from list_proposal where call_id = $1 and state = 'PROPOSED'`, [callId])) as [{ id: string }];
  expect(await officer.refusal(Withdraw, { id })).toBe('BAD_USER_INPUT');
  expect((await officer.ask(Withdraw, { id, note: '标题有误' })).advanceListProposal.state).toBe('WITHDRAWN');
  expect(await (await someone('LEADER')).refusal(Publish, { callId })).toBe('ILLEGAL_STATE');
  expect(await officer.refusal(Propose, { input })).toBeUndefined();
});
