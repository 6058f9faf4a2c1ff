import { graphql } from '../../../schema/graphql.ts';
import { anyone, someone, sql, travel, useServer } from '../../kit.ts';
import { anApplication, anOffering, caughtUp } from '../trials/scene.ts';

useServer();
afterEach(() => travel(null));

const Catalogue = graphql(`
  query ($filter: OfferingFilter, $search: String) {
    offerings(filter: $filter, search: $search, first: 50) { nodes { id name providerName state seatsLeft list { number } } totalCount }
  }
`);
const Move = graphql(
  `mutation ($id: ID!, $action: OfferingAction!, $note: String) { advanceOffering(id: $id, action: $action, note: $note) { state version moves { action } } }`,
);
const Change = graphql(
  `mutation ($id: ID!, $version: Int!, $input: OfferingPatch!) { updateOffering(id: $id, version: $version, input: $input) { seats priceAfter validTo expiresAt version } }`,
);

test('anybody finds what is listed by name, pain point and provider, in Chinese, without signing in', async () => {
  const { id } = await anOffering({ name: '压铸车间能耗优化助手' });
  const [{ provider_name: provider }] = (await sql('select provider_name from offering where id = $1', [id])) as [
    { provider_name: string },
  ];
  const found = async (search: string) => (await anyone().ask(Catalogue, { search })).offerings.nodes.map(offering => offering.id);
  expect(await found('压铸 能耗')).toEqual([id]);
  expect(await found(`交期不准 ${provider}`)).toContain(id);
  expect(await found('压铸 100%')).toEqual([]);
  const { offerings } = await anyone().ask(Catalogue, { filter: { id: [id] } });
  expect(offerings.nodes[0]).toMatchObject({ state: 'LISTED', seatsLeft: 5, list: { number: expect.any(Number) } });
});

test('what is suspended, gone or not yet public is found by staff and its provider only', async () => {
  const [suspended, delisted, ahead] = [await anOffering(), await anOffering(), await anOffering()];
  const officer = await someone('OFFICER');
  await officer.ask(Move, { id: suspended.id, action: 'SUSPEND', note: '核查投诉' });
  await officer.ask(Move, { id: delisted.id, action: 'DELIST', note: '服务商申请' });
  await sql(`update offering set visible_from = domain_now() + interval '1 day' where id = $1`, [ahead.id]);
  const filter = { id: [suspended.id, delisted.id, ahead.id] };
  for (const who of [anyone(), await someone('ENTERPRISE'), await someone('PROVIDER'), await someone('EXPERT')])
    expect((await who.ask(Catalogue, { filter })).offerings.totalCount).toBe(0);
  expect((await suspended.provider.ask(Catalogue, { filter })).offerings.nodes).toMatchObject([{ id: suspended.id, state: 'SUSPENDED' }]);
  for (const role of ['OFFICER', 'LEADER', 'DISTRICT', 'AUDITOR'] as const)
    expect((await (await someone(role)).ask(Catalogue, { filter })).offerings.totalCount).toBe(3);
  await travel('25 hours');
  expect((await anyone().ask(Catalogue, { filter })).offerings.nodes).toMatchObject([{ id: ahead.id }]);
});

test('a provider suspends its own offering with a reason, and only the bureau lists it again', async () => {
  const { id, provider } = await anOffering();
  expect(await provider.refused(Move, { id, action: 'SUSPEND' })).toMatchObject({ reason: 'NOTE_REQUIRED' });
  expect(await (await someone('PROVIDER')).refusal(Move, { id, action: 'SUSPEND', note: 'x' })).toBe('FORBIDDEN');
  expect((await provider.ask(Move, { id, action: 'SUSPEND', note: '服务器扩容' })).advanceOffering).toMatchObject({
    state: 'SUSPENDED',
    moves: [],
  });
  expect(await provider.refusal(Move, { id, action: 'RESUME' })).toBe('FORBIDDEN');
  expect(await provider.refusal(Move, { id, action: 'DELIST', note: 'x' })).toBe('FORBIDDEN');
  const officer = await someone('OFFICER');
  expect((await officer.ask(Move, { id, action: 'RESUME' })).advanceOffering.state).toBe('LISTED');
  expect((await officer.ask(Move, { id, action: 'DELIST', note: '查实虚假' })).advanceOffering).toMatchObject({
    state: 'DELISTED',
    moves: [],
  });
  expect(await officer.refusal(Move, { id, action: 'RESUME' })).toBe('ILLEGAL_STATE');
});

test('after its last day in Shanghai an offering has expired, whether or not anybody looks', async () => {
  const { id } = await anOffering();
  const officer = await someone('OFFICER');
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
  await officer.ask(Change, { id, version: 1, input: { validTo: today } });
  expect((await anyone().ask(Catalogue, { filter: { id: [id] } })).offerings.totalCount).toBe(1);
  await travel('24 hours');
  expect((await anyone().ask(Catalogue, { filter: { id: [id] } })).offerings.totalCount).toBe(0);
  expect((await officer.ask(Catalogue, { filter: { id: [id], state: ['EXPIRED'] } })).offerings.totalCount).toBe(1);
  await caughtUp();
  expect(await sql('select state from offering where id = $1', [id])).toEqual([{ state: 'EXPIRED' }]);
  expect(await officer.refusal(Change, { id, version: 3, input: { validTo: today } })).toBe('BAD_USER_INPUT');
});

test('B093: seats are never fewer than those who try now', async () => {
  const { id } = await anOffering({ seats: 3 });
  await anApplication(id);
  await anApplication(id);
  const officer = await someone('OFFICER');
  expect(await officer.refused(Change, { id, version: 1, input: { seats: 1 } })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'OFFERING_SEATS_BELOW_TAKEN',
  });
  expect(await officer.refused(Change, { id, version: 1, input: { seatsTotal: 1 } })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'OFFERING_TOTAL_BELOW_USED',
  });
  expect((await officer.ask(Change, { id, version: 1, input: { seats: 2 } })).updateOffering).toMatchObject({ seats: 2, version: 2 });
  expect(await (await someone('ENTERPRISE')).refusal(Change, { id, version: 2, input: { seats: 9 } })).toBe('FORBIDDEN');
  expect(await officer.refusal(Change, { id, version: 1, input: { seats: 9 } })).toBe('VERSION_CONFLICT');
});

test('B094: a number of seats is a whole number that fits', async () => {
  const { id } = await anOffering();
  const officer = await someone('OFFICER');
  for (const seats of [-1, 1.5, 2_147_483_648, '10', null, true, [3]]) {
    const code = await officer.refusal(Change, { id, version: 1, input: { seats } as never });
    expect([seats, ['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED'].includes(code ?? '')]).toEqual([seats, true]);
  }
  expect(await sql('select seats, version from offering where id = $1', [id])).toEqual([{ seats: 5, version: 1 }]);
});
