import { graphql } from '../../../schema/graphql.ts';
import { anyone, here, someone, sql, travel, useServer } from '../../kit.ts';
import { Advance, anApplication, anOffering, caughtUp, seatsOf } from '../trials/scene.ts';

useServer();
afterEach(() => travel(null));

const Offering = graphql(`
  query ($id: ID!) {
    offering(id: $id) {
      version edition name priceAfter freeDays seats scenarios keywords validTo state
      editions { number priceAfter seats freeDays } proposedChanges { id state changes { field before after } } history { name note changes { field before after } }
    }
  }
`);
const Change = graphql(
  `mutation ($id: ID!, $version: Int!, $input: OfferingPatch!) { updateOffering(id: $id, version: $version, input: $input) { version priceAfter seats } }`,
);
const Propose = graphql(
  `mutation ($input: OfferingChangeInput!) { createOfferingChange(input: $input) { id state changes { field before after } moves { action } } }`,
);
const Decide = graphql(
  `mutation ($id: ID!, $action: OfferingChangeAction!, $note: String) { advanceOfferingChange(id: $id, action: $action, note: $note) { state } }`,
);
const Revert = graphql(
  `mutation ($id: ID!, $edition: Int!, $note: String!) { revertOffering(id: $id, edition: $edition, note: $note) { edition priceAfter seats } }`,
);
const Renew = graphql(
  `mutation ($id: ID!, $validTo: Date!, $note: String) { renewOffering(id: $id, validTo: $validTo, note: $note) { state validTo expiresAt } }`,
);
const Effects = graphql(`query ($id: ID!, $action: OfferingAction!) { effectsOnOffering(id: $id, action: $action) { state count ends } }`);
const Move = graphql(
  `mutation ($id: ID!, $action: OfferingAction!, $note: String) { advanceOffering(id: $id, action: $action, note: $note) { state } }`,
);
const Edition = graphql(`query ($id: ID!) { trial(id: $id) { state edition { number priceAfter freeDays } } }`);

test('what is key waits for a second person, the rest is there at once, and a trial keeps what it was applied for under', async () => {
  const { id } = await anOffering();
  const [officer, leader] = [await someone('OFFICER'), await someone('LEADER')];
  const { enterprise, id: early } = await anApplication(id);
  const { updateOffering } = await officer.ask(Change, { id, version: 1, input: { seats: 7, priceAfter: '120000.00', freeDays: 60 } });
  expect(updateOffering).toEqual({ version: 2, priceAfter: '98000.00', seats: 7 });
  const [waiting] = (await officer.ask(Offering, { id })).offering!.proposedChanges;
  expect(waiting).toMatchObject({
    state: 'PROPOSED',
    changes: [
      { field: 'freeDays', before: '30', after: '60' },
      { field: 'priceAfter', before: '98000.00', after: '120000.00' },
    ],
  });
  expect((await anyone().ask(Offering, { id })).offering).toMatchObject({ priceAfter: '98000.00', freeDays: 30, proposedChanges: [] });
  expect(await officer.refused(Change, { id, version: 2, input: { exitTerms: '另行约定' } })).toMatchObject({
    reason: 'OFFERING_CHANGE_WAITS',
  });
  expect(await officer.refused(Decide, { id: waiting!.id, action: 'APPROVE' })).toMatchObject({ code: 'FORBIDDEN', reason: 'SAME_PERSON' });
  expect((await leader.ask(Decide, { id: waiting!.id, action: 'APPROVE' })).advanceOfferingChange).toEqual({ state: 'APPROVED' });
  expect(await leader.refusal(Decide, { id: waiting!.id, action: 'APPROVE' })).toBe('ILLEGAL_STATE');
  const { offering } = await officer.ask(Offering, { id });
  expect(offering).toMatchObject({
    edition: 3,
    priceAfter: '120000.00',
    editions: [
      { number: 1, priceAfter: '98000.00', seats: 5, freeDays: 30 },
      { number: 2, priceAfter: '98000.00', seats: 7, freeDays: 30 },
      { number: 3, priceAfter: '120000.00', seats: 7, freeDays: 60 },
    ],
  });
  const { enterprise: another, id: late } = await anApplication(id);
  expect((await enterprise.ask(Edition, { id: early })).trial!.edition).toEqual({ number: 1, priceAfter: '98000.00', freeDays: 30 });
  expect((await another.ask(Edition, { id: late })).trial!.edition).toEqual({ number: 3, priceAfter: '120000.00', freeDays: 60 });
});

test('a provider proposes and withdraws for its own, reads why it was refused, and changes nothing by itself', async () => {
  const { id, provider } = await anOffering();
  const officer = await someone('OFFICER');
  const input = { offeringId: id, reason: '成本上涨', input: { priceAfter: '128000.00' } };
  expect(await provider.refusal(Change, { id, version: 1, input: { priceAfter: '1.00' } })).toBe('FORBIDDEN');
  expect(await (await someone('PROVIDER')).refusal(Propose, { input })).toBe('FORBIDDEN');
  for (const [wrong, reason] of [
    [{ priceAfter: '98000.00' }, 'NOTHING_CHANGES'],
    [{ scenarios: ['S99'] }, 'SCENARIO_UNKNOWN'],
    [{ divisions: ['01'] }, 'DIVISION_UNKNOWN'],
    [{ validTo: '2020-01-01' }, 'OFFERING_ALREADY_OVER'],
  ] as const)
    expect(await provider.refused(Propose, { input: { ...input, input: wrong as never } })).toMatchObject({
      code: 'BAD_USER_INPUT',
      reason,
    });
  const { createOfferingChange: first } = await provider.ask(Propose, { input });
  expect(first).toMatchObject({ state: 'PROPOSED', changes: [{ field: 'priceAfter' }], moves: [{ action: 'WITHDRAW' }] });
  expect((await provider.ask(Decide, { id: first.id, action: 'WITHDRAW' })).advanceOfferingChange.state).toBe('WITHDRAWN');
  const { createOfferingChange: second } = await provider.ask(Propose, { input });
  expect(await provider.refusal(Decide, { id: second.id, action: 'APPROVE' })).toBe('FORBIDDEN');
  expect(await officer.refused(Decide, { id: second.id, action: 'REFUSE' })).toMatchObject({ reason: 'NOTE_REQUIRED' });
  expect((await officer.ask(Decide, { id: second.id, action: 'REFUSE', note: '试用期内承诺不涨价' })).advanceOfferingChange.state).toBe(
    'REFUSED',
  );
  expect(await sql('select price_after::text, edition from offering where id = $1', [id])).toEqual([
    { price_after: '98000.00', edition: 1 },
  ]);
});

test('what has changed meanwhile is not overwritten by an approval; which fields are key is data', async () => {
  const { id, provider } = await anOffering();
  const [officer, leader] = [await someone('OFFICER'), await someone('LEADER')];
  const { createOfferingChange: change } = await provider.ask(Propose, { input: { offeringId: id, reason: '扩容', input: { seats: 20 } } });
  await officer.ask(Change, { id, version: 1, input: { seats: 9 } });
  expect(await officer.refused(Decide, { id: change.id, action: 'APPROVE' })).toMatchObject({
    code: 'ILLEGAL_STATE',
    reason: 'CHANGE_OUTDATED',
    details: { fields: ['seats'] },
  });
  await officer.ask(Decide, { id: change.id, action: 'REFUSE', note: '已另行调整' });
  const Fields = graphql(`query { keyFields(filter: { field: [priceAfter] }) { nodes { id version key } } }`);
  const Key = graphql(
    `mutation ($id: ID!, $version: Int!, $key: Boolean!) { updateKeyField(id: $id, version: $version, input: { key: $key }) { key } }`,
  );
  const [field] = (await officer.ask(Fields)).keyFields.nodes;
  expect(field!.key).toBe(true);
  expect(await officer.refusal(Key, { id: field!.id, version: field!.version, key: false })).toBe('FORBIDDEN');
  await leader.ask(Key, { id: field!.id, version: field!.version, key: false });
  expect((await officer.ask(Change, { id, version: 2, input: { priceAfter: '66000.00' } })).updateOffering.priceAfter).toBe('66000.00');
  await leader.ask(Key, { id: field!.id, version: field!.version + 1, key: true });
});

test('any edition is brought back in one act, which history names; no edition can be written by the API or its owner', async () => {
  const { id } = await anOffering();
  const officer = await someone('OFFICER');
  await officer.ask(Change, { id, version: 1, input: { seats: 8 } });
  await officer.ask(Change, { id, version: 2, input: { seats: 6 } });
  expect(await officer.refused(Revert, { id, edition: 9, note: 'x' })).toMatchObject({ code: 'NOT_FOUND', reason: 'EDITION_UNKNOWN' });
  expect(await officer.refused(Revert, { id, edition: 1, note: ' ' })).toMatchObject({ reason: 'NOTE_REQUIRED' });
  expect(await (await someone('LEADER')).refusal(Revert, { id, edition: 1, note: 'x' })).toBe('FORBIDDEN');
  expect((await officer.ask(Revert, { id, edition: 2, note: '误改,恢复' })).revertOffering).toMatchObject({ edition: 4, seats: 8 });
  expect((await officer.ask(Offering, { id })).offering!.history.at(-1)).toEqual({
    name: 'Offering.REVERT',
    note: '误改,恢复',
    changes: [{ field: 'seats', before: '6', after: '8' }],
  });
  const { Client } = await import('pg');
  const api = new Client({ connectionString: here().apiUrl });
  await api.connect();
  for (const attempt of [
    'update offering_edition set seats = 1',
    'delete from offering_edition',
    'insert into offering_edition select * from offering_edition',
  ])
    await expect(api.query(attempt)).rejects.toThrow('permission denied');
  await api.end();
  await expect(sql('update offering_edition set seats = 1')).rejects.toMatchObject({ constraint: 'OFFERING_EDITION_IMMUTABLE' });
});

test('what a removal does is known before, and done with it in one transaction', async () => {
  const { id, provider } = await anOffering({ seats: 3 });
  const officer = await someone('OFFICER');
  const running = await anApplication(id);
  for (const action of ['ACCEPT', 'START'] as const) await provider.ask(Advance, { id: running.id, action });
  await provider.ask(Advance, { id: (await anApplication(id)).id, action: 'ACCEPT' });
  const applied = await anApplication(id);
  const waiting = await anApplication(id, { waitIfFull: true });
  expect((await officer.ask(Effects, { id, action: 'SUSPEND' })).effectsOnOffering.filter(({ ends }) => ends)).toEqual([]);
  expect((await officer.ask(Effects, { id, action: 'DELIST' })).effectsOnOffering).toEqual([
    { state: 'WAITING', count: 1, ends: true },
    { state: 'APPLIED', count: 1, ends: true },
    { state: 'ACCEPTED', count: 1, ends: false },
    { state: 'RUNNING', count: 1, ends: false },
  ]);
  expect(await (await someone('ENTERPRISE')).refusal(Effects, { id, action: 'DELIST' })).toBe('FORBIDDEN');
  await officer.ask(Move, { id, action: 'DELIST', note: '材料不实' });
  for (const gone of [applied, waiting]) expect((await gone.enterprise.ask(Edition, { id: gone.id })).trial!.state).toBe('WITHDRAWN');
  expect((await running.enterprise.ask(Edition, { id: running.id })).trial!.state).toBe('RUNNING');
  expect(await seatsOf(id)).toEqual({ taken: 2, used: 0, held: 2, waiting: 0 });
  await caughtUp();
  expect(await seatsOf(id)).toEqual({ taken: 2, used: 0, held: 2, waiting: 0 });
});

test('an offering is prolonged, and listed again when its time was over', async () => {
  const { id, provider } = await anOffering();
  const officer = await someone('OFFICER');
  const [{ day, later }] = (await sql(`select valid_to::text as day, (valid_to + 365)::text as later from offering where id = $1`, [
    id,
  ])) as [{ day: string; later: string }];
  expect(await officer.refused(Renew, { id, validTo: day })).toMatchObject({ reason: 'RENEWAL_NOT_LATER' });
  expect(await provider.refusal(Renew, { id, validTo: later })).toBe('FORBIDDEN');
  await travel('367 days');
  expect((await anyone().ask(Offering, { id })).offering).toBeNull();
  expect((await officer.ask(Renew, { id, validTo: later, note: '复核通过' })).renewOffering).toMatchObject({
    state: 'LISTED',
    validTo: later,
  });
  expect((await anyone().ask(Offering, { id })).offering).toMatchObject({ state: 'LISTED', validTo: later, edition: 2 });
  expect((await officer.ask(Offering, { id })).offering!.history.map(({ name }) => name).slice(-2)).toEqual([
    'Offering.EXPIRE',
    'Offering.RENEW',
  ]);
});
