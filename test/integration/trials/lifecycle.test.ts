import { graphql } from '../../../schema/graphql.ts';
import { anyone, someone, sql, travel, useServer } from '../../kit.ts';
import { Advance, Apply, anApplication, anOffering, aRunningTrial, at, caughtUp, Look, seatsOf } from './scene.ts';

useServer();
afterEach(() => travel(null));

const goal = '提高设备利用率';
const Extend = graphql(
  `mutation ($id: ID!, $days: Int!, $reason: String!) { extendTrial(id: $id, days: $days, reason: $reason) { endsOn extendedDays endsAt outcomeDueAt version } }`,
);
const Update = graphql(
  `mutation ($id: ID!, $version: Int!, $input: TrialPatch!) { updateTrial(id: $id, version: $version, input: $input) { goal version } }`,
);
const Contacts = graphql(`query ($id: ID!) { trial(id: $id) { enterpriseContactName enterpriseContactPhone providerContactPhone } }`);
const SuspendOffering = graphql(
  `mutation ($id: ID!, $action: OfferingAction!, $note: String) { advanceOffering(id: $id, action: $action, note: $note) { state } }`,
);

test('a trial goes from application to its end, and every step leaves its fact', async () => {
  const { id, enterprise, provider, offering } = await aRunningTrial();
  const { advanceTrial } = await enterprise.ask(Advance, { id, action: 'FINISH' });
  expect(advanceTrial.state).toBe('ENDED');
  const { trial } = await provider.ask(Look, { id });
  expect(trial!.history.map(({ name }) => name)).toEqual(['Trial.CREATE', 'Trial.ACCEPT', 'Trial.START', 'Trial.FINISH']);
  expect(await seatsOf(offering.id)).toEqual({ taken: 0, used: 1, held: 0, waiting: 0 });
});

test('thirty days from 2 December end on New Year at midnight in Shanghai, that instant excluded', async () => {
  await at('2026-12-02T00:30:00+08:00');
  const { id, enterprise } = await aRunningTrial({ freeDays: 30 });
  const state = async () => (await enterprise.ask(Look, { id })).trial!;
  expect(await state()).toMatchObject({
    state: 'RUNNING',
    startsOn: '2026-12-02',
    endsOn: '2027-01-01',
    endsAt: '2027-01-01T00:00:00.000+08:00',
  });
  await at('2026-12-31T23:59:50+08:00');
  expect((await state()).state).toBe('RUNNING');
  await at('2027-01-01T00:00:00+08:00');
  expect(await state()).toMatchObject({ state: 'ENDED', moves: [{ action: 'CONVERT', via: 'Conversion' }, { action: 'NOT_CONVERT' }] });
  await caughtUp();
  const { history } = await state();
  expect(history.at(-1)).toMatchObject({ name: 'Trial.END', at: '2027-01-01T00:00:00.000+08:00', actorRole: null });
});

test('a trial started late in the evening in Shanghai counts from that day, although it is still yesterday in Greenwich', async () => {
  await at('2026-12-03T00:10:00+08:00');
  const { id, enterprise } = await aRunningTrial({ freeDays: 1 });
  expect((await enterprise.ask(Look, { id })).trial).toMatchObject({ startsOn: '2026-12-03', endsOn: '2026-12-04' });
});

test('the provider should answer within two working days, holidays left out', async () => {
  await at('2026-09-30T10:00:00+08:00');
  const { id: offeringId } = await anOffering();
  const { createTrial } = await (await someone('ENTERPRISE')).ask(Apply, { offeringId, goal });
  expect(createTrial.replyDueAt).toBe('2026-10-10T00:00:00.000+08:00');
});

test('an application is declined with a reason only, and its seat comes back', async () => {
  const { id: offeringId, provider } = await anOffering({ seats: 1 });
  const { id, enterprise } = await anApplication(offeringId);
  expect(await provider.refused(Advance, { id, action: 'DECLINE' })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'NOTE_REQUIRED' });
  expect((await provider.ask(Advance, { id, action: 'DECLINE', note: '设备型号不支持' })).advanceTrial.state).toBe('DECLINED');
  expect((await enterprise.ask(Look, { id })).trial!.history.at(-1)).toMatchObject({ name: 'Trial.DECLINE', note: '设备型号不支持' });
  expect(await seatsOf(offeringId)).toMatchObject({ taken: 0, held: 0 });
  expect((await anApplication(offeringId)).state).toBe('APPLIED');
});

test('a seat that comes free is offered to who has waited longest, held for 72 hours, and goes on to the next', async () => {
  await at('2026-03-02T09:00:00+08:00');
  const { id: offeringId } = await anOffering({ seats: 1 });
  const holder = await anApplication(offeringId);
  const [first, second, third] = [
    await anApplication(offeringId, { waitIfFull: true }),
    await anApplication(offeringId, { waitIfFull: true }),
    await anApplication(offeringId, { waitIfFull: true }),
  ];
  expect([first.state, second.state, third.state]).toEqual(['WAITING', 'WAITING', 'WAITING']);
  await holder.enterprise.ask(Advance, { id: holder.id, action: 'WITHDRAW' });
  const look = async ({ id, enterprise }: typeof first) => (await enterprise.ask(Look, { id })).trial!;
  expect(await look(first)).toMatchObject({ state: 'OFFERED', moves: [{ action: 'TAKE' }, { action: 'WITHDRAW' }] });
  expect(Date.parse((await look(first)).heldUntil!) - Date.parse('2026-03-05T09:00:00+08:00')).toBeLessThan(60_000);
  expect((await look(second)).state).toBe('WAITING');
  await at('2026-03-05T09:05:00+08:00');
  expect((await look(first)).state).toBe('WITHDRAWN');
  expect(await first.enterprise.refusal(Advance, { id: first.id, action: 'TAKE' })).toBe('ILLEGAL_STATE');
  await caughtUp();
  expect(await look(second)).toMatchObject({ state: 'OFFERED' });
  expect((await second.enterprise.ask(Advance, { id: second.id, action: 'TAKE' })).advanceTrial.state).toBe('APPLIED');
  expect((await look(second)).replyDueAt).not.toBeNull();
  expect((await look(third)).state).toBe('WAITING');
  expect(await seatsOf(offeringId)).toEqual({ taken: 1, used: 0, held: 1, waiting: 1 });
});

test('a hold that has run out is in nobody’s way, even when no worker has written it down', async () => {
  await at('2026-03-02T09:00:00+08:00');
  const { id: offeringId } = await anOffering({ seats: 1 });
  const holder = await anApplication(offeringId);
  const waiting = await anApplication(offeringId, { waitIfFull: true });
  await holder.enterprise.ask(Advance, { id: holder.id, action: 'WITHDRAW' });
  expect(await (await someone('ENTERPRISE')).refusal(Apply, { offeringId, goal })).toBe('QUOTA_EXHAUSTED');
  await at('2026-03-05T09:00:01+08:00');
  expect((await anApplication(offeringId)).state).toBe('APPLIED');
  expect((await anApplication(offeringId, { enterprise: waiting.enterprise, waitIfFull: true })).state).toBe('WAITING');
  expect(await seatsOf(offeringId)).toEqual({ taken: 1, used: 0, held: 1, waiting: 1 });
});

test('a trial whose days are over frees its seat for the next application at once', async () => {
  const { id, offering, enterprise } = await aRunningTrial({ seats: 1, freeDays: 10 });
  expect(await (await someone('ENTERPRISE')).refusal(Apply, { offeringId: offering.id, goal })).toBe('QUOTA_EXHAUSTED');
  await travel('11 days');
  expect((await anApplication(offering.id)).state).toBe('APPLIED');
  expect(await seatsOf(offering.id)).toEqual({ taken: 1, used: 1, held: 1, waiting: 0 });
  expect((await enterprise.ask(Look, { id })).trial!.state).toBe('ENDED');
});

test('seats in all run out for good, even when every trial has ended', async () => {
  const { offering, id, enterprise } = await aRunningTrial({ seats: 2, seatsTotal: 1 });
  await enterprise.ask(Advance, { id, action: 'FINISH' });
  expect(await (await someone('ENTERPRISE')).refusal(Apply, { offeringId: offering.id, goal })).toBe('QUOTA_EXHAUSTED');
});

test('an extension is one of at most thirty days, with a reason, while the trial runs', async () => {
  await at('2026-03-02T09:00:00+08:00');
  const { id, provider, enterprise } = await aRunningTrial({ freeDays: 30 });
  const reason = '设备检修推迟';
  for (const days of [0, -1, 31]) expect(await provider.refusal(Extend, { id, days, reason })).toBe('BAD_USER_INPUT');
  expect(await provider.refusal(Extend, { id, days: 10, reason: ' ' })).toBe('BAD_USER_INPUT');
  expect(await enterprise.refusal(Extend, { id, days: 10, reason })).toBe('FORBIDDEN');
  expect(await (await someone('PROVIDER')).refusal(Extend, { id, days: 10, reason })).toBe('NOT_FOUND');
  const both = await Promise.all([provider.refusal(Extend, { id, days: 30, reason }), provider.refusal(Extend, { id, days: 30, reason })]);
  expect(both.sort()).toEqual(['ILLEGAL_STATE', undefined]);
  expect((await enterprise.ask(Look, { id })).trial).toMatchObject({
    endsOn: '2026-05-01',
    extendedDays: 30,
    outcomeDueAt: '2026-07-30T00:00:00.000+08:00',
  });
  expect(await provider.refused(Extend, { id, days: 1, reason })).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'EXTENDED_ALREADY' });
  const late = await aRunningTrial({ freeDays: 5 });
  await at('2026-03-07T00:00:00+08:00');
  expect(await late.provider.refusal(Extend, { id: late.id, days: 1, reason })).toBe('ILLEGAL_STATE');
});

test('nobody moves what is not theirs, and nobody presses what follows from another act', async () => {
  const { id: offeringId, provider } = await anOffering();
  const { id, enterprise } = await anApplication(offeringId);
  const rival = await someone('PROVIDER');
  expect(await rival.refusal(Advance, { id, action: 'ACCEPT' })).toBe('NOT_FOUND');
  expect((await rival.ask(Look, { id })).trial).toBeNull();
  expect(await (await someone('ENTERPRISE')).refusal(Advance, { id, action: 'WITHDRAW' })).toBe('NOT_FOUND');
  expect(await enterprise.refusal(Advance, { id, action: 'ACCEPT' })).toBe('FORBIDDEN');
  expect(await provider.refusal(Advance, { id, action: 'WITHDRAW' })).toBe('FORBIDDEN');
  for (const action of ['OFFER', 'DROP', 'LAPSE', 'END', 'CLOSE'] as const)
    expect(await provider.refusal(Advance, { id, action })).toBe('FORBIDDEN');
  expect(await enterprise.refused(Advance, { id, action: 'CONVERT' })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'NEEDS_RECORD' });
  for (const role of ['OFFICER', 'LEADER', 'DISTRICT', 'EXPERT', 'PROVIDER', 'AUDITOR', 'SYSTEM_ADMIN'] as const)
    expect(await (await someone(role)).refusal(Apply, { offeringId, goal })).toBe('FORBIDDEN');
  expect(await anyone().refusal(Apply, { offeringId, goal })).toBe('UNAUTHENTICATED');
  expect((await (await someone('DISTRICT', { district: '370214' })).ask(Look, { id })).trial).toBeNull();
  expect((await (await someone('DISTRICT', { district: '370211' })).ask(Look, { id })).trial).not.toBeNull();
});

test('contacts are clear for the two parties and the district, masked for the bureau', async () => {
  const { id: offeringId, provider } = await anOffering();
  const { id, enterprise } = await anApplication(offeringId);
  const clear = { enterpriseContactName: '刘厂长', enterpriseContactPhone: '13987654321', providerContactPhone: '13812341234' };
  for (const who of [provider, enterprise, await someone('DISTRICT', { district: '370211' })])
    expect((await who.ask(Contacts, { id })).trial).toEqual(clear);
  expect((await (await someone('OFFICER')).ask(Contacts, { id })).trial).toEqual({
    enterpriseContactName: '刘**',
    enterpriseContactPhone: '139****4321',
    providerContactPhone: '138****1234',
  });
  expect(await (await someone('AUDITOR')).refusal(Contacts, { id })).toBe('FORBIDDEN');
});

test('an enterprise corrects its goal while the trial is open, by the version it read', async () => {
  const { id: offeringId } = await anOffering();
  const { id, enterprise } = await anApplication(offeringId);
  expect((await enterprise.ask(Update, { id, version: 1, input: { goal: '换模 30 分钟' } })).updateTrial).toEqual({
    goal: '换模 30 分钟',
    version: 2,
  });
  expect(await enterprise.refusal(Update, { id, version: 1, input: { goal: '另一个' } })).toBe('VERSION_CONFLICT');
  expect(await enterprise.refusal(Update, { id, version: 2, input: { goal: null } })).toBe('BAD_USER_INPUT');
  await enterprise.ask(Advance, { id, action: 'WITHDRAW' });
  expect(await enterprise.refusal(Update, { id, version: 3, input: { goal: '再改' } })).toBe('ILLEGAL_STATE');
});

describe('bad input', () => {
  test('B091: an offering without seats takes nobody', async () => {
    const { id: offeringId } = await anOffering({ seats: 0 });
    expect(await (await someone('ENTERPRISE')).refused(Apply, { offeringId, goal })).toMatchObject({
      code: 'QUOTA_EXHAUSTED',
      reason: 'TRIAL_SEATS_FULL',
    });
    expect((await anApplication(offeringId, { waitIfFull: true })).state).toBe('WAITING');
  });

  test('B092: a second application of the same enterprise is refused, with and without a free seat, at once and together', async () => {
    const { id: offeringId } = await anOffering({ seats: 2 });
    const enterprise = await someone('ENTERPRISE');
    const together = await Promise.all(Array.from({ length: 5 }, () => enterprise.refusal(Apply, { offeringId, goal })));
    expect(together.filter(code => code === undefined)).toHaveLength(1);
    expect(together.filter(code => code === 'DUPLICATE_APPLICATION')).toHaveLength(4);
    await anApplication(offeringId);
    expect(await enterprise.refusal(Apply, { offeringId, goal })).toBe('DUPLICATE_APPLICATION');
    expect(await enterprise.refusal(Apply, { offeringId, goal, waitIfFull: true })).toBe('DUPLICATE_APPLICATION');
    expect(await seatsOf(offeringId)).toMatchObject({ taken: 2, held: 2 });
  });

  test('B095: an application that has been withdrawn is not accepted', async () => {
    const { id: offeringId, provider } = await anOffering();
    const { id, enterprise } = await anApplication(offeringId);
    await enterprise.ask(Advance, { id, action: 'WITHDRAW' });
    expect(await provider.refusal(Advance, { id, action: 'ACCEPT' })).toBe('ILLEGAL_STATE');
  });

  test('B096: what is suspended, delisted, expired, not yet public or never was cannot be applied for', async () => {
    const enterprise = await someone('ENTERPRISE');
    const officer = await someone('OFFICER');
    const { id: suspended } = await anOffering();
    await officer.ask(SuspendOffering, { id: suspended, action: 'SUSPEND', note: '核查' });
    const { id: delisted } = await anOffering();
    await officer.ask(SuspendOffering, { id: delisted, action: 'DELIST', note: '服务商申请' });
    const { id: ahead } = await anOffering();
    await sql(`update offering set visible_from = domain_now() + interval '1 hour' where id = $1`, [ahead]);
    for (const offeringId of [suspended, delisted, ahead, '01900000-0000-7000-8000-000000000000'])
      for (const waitIfFull of [false, true]) expect(await enterprise.refusal(Apply, { offeringId, goal, waitIfFull })).toBe('NOT_FOUND');
    const { id: expired } = await anOffering();
    await travel('400 days');
    expect(await enterprise.refusal(Apply, { offeringId: expired, goal })).toBe('NOT_FOUND');
  });

  test('an id that is none, an empty goal and a code of an enterprise that one is not are refused', async () => {
    const { id: offeringId } = await anOffering();
    const enterprise = await someone('ENTERPRISE');
    expect(await enterprise.refusal(Apply, { offeringId: 'x', goal })).toBe('BAD_USER_INPUT');
    expect(await enterprise.refusal(Apply, { offeringId, goal: '  ' })).toBe('BAD_USER_INPUT');
    expect(await enterprise.refusal(Apply, { offeringId, goal: '长'.repeat(501) })).toBe('BAD_USER_INPUT');
    expect(await enterprise.refused(Apply, { offeringId, goal, enterpriseUscc: '91370200MA3C0000XX' })).toMatchObject({
      reason: 'NOT_ON_BEHALF',
    });
  });
});

test('the same application sent twice under one key is one application', async () => {
  const { id: offeringId } = await anOffering({ seats: 3 });
  const enterprise = await someone('ENTERPRISE');
  const key = { 'idempotency-key': 'apply-1' };
  const first = await enterprise.ask(Apply, { offeringId, goal }, key);
  expect(await enterprise.ask(Apply, { offeringId, goal }, key)).toEqual(first);
  await expect(enterprise.ask(Apply, { offeringId, goal: '别的' }, key)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  expect(await seatsOf(offeringId)).toMatchObject({ taken: 1, held: 1 });
});

test('when an offering is delisted those who wait are told so, and trials under way go on', async () => {
  const { id: offeringId, provider } = await anOffering({ seats: 1 });
  const { id } = await anApplication(offeringId);
  await provider.ask(Advance, { id, action: 'ACCEPT' });
  const waiting = await anApplication(offeringId, { waitIfFull: true });
  await (await someone('OFFICER')).ask(SuspendOffering, { id: offeringId, action: 'DELIST', note: '到期不再续' });
  expect((await waiting.enterprise.ask(Look, { id: waiting.id })).trial).toMatchObject({ state: 'WITHDRAWN' });
  expect((await provider.ask(Advance, { id, action: 'START' })).advanceTrial.state).toBe('RUNNING');
});

test('more seats are offered to those who wait', async () => {
  const Seats = graphql(
    `mutation ($id: ID!, $version: Int!, $input: OfferingPatch!) { updateOffering(id: $id, version: $version, input: $input) { seats } }`,
  );
  const { id: offeringId } = await anOffering({ seats: 0 });
  const [first, second] = [await anApplication(offeringId, { waitIfFull: true }), await anApplication(offeringId, { waitIfFull: true })];
  await (await someone('OFFICER')).ask(Seats, { id: offeringId, version: 1, input: { seats: 1 } });
  expect((await anApplication(offeringId, { waitIfFull: true })).state).toBe('WAITING');
  await caughtUp();
  expect((await first.enterprise.ask(Look, { id: first.id })).trial!.state).toBe('OFFERED');
  expect((await second.enterprise.ask(Look, { id: second.id })).trial!.state).toBe('WAITING');
});
