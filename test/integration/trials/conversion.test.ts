import { graphql } from '../../../schema/graphql.ts';
import { type Someone, someone, sql, travel, url, useServer } from '../../kit.ts';
import { Advance, anApplication, aRunningTrial, at, caughtUp, contractOf, Decline, Judge, Look, Record, seatsOf } from './scene.ts';

useServer();
beforeEach(() => at('2026-03-02T09:00:00+08:00'));
afterEach(() => travel(null));

const Update = graphql(
  `mutation ($id: ID!, $version: Int!, $input: ConversionPatch!) { updateConversion(id: $id, version: $version, input: $input) { amount version } }`,
);
const LookAt = graphql(
  `query ($id: ID!) { conversion(id: $id) { state verifiedAt recordedByRole trial { id state } enterprise { id } moves { action note } history { name note } } }`,
);

/** A running trial whose purchase the enterprise has recorded. */
async function aConversion() {
  const trial = await aRunningTrial();
  const { createConversion } = await trial.enterprise.ask(Record, { input: await contractOf(trial.id, trial.enterprise) });
  return { ...trial, trialId: trial.id, id: createConversion.id };
}

test('what proves a purchase is read by both parties and the district that verifies it, and by no other', async () => {
  const { id, provider, enterprise } = await aRunningTrial();
  const input = await contractOf(id, provider);
  await provider.ask(Record, { input });
  const status = async (who: Someone) => (await fetch(`${url()}/files/${input.fileIds[0]}`, { headers: who.headers })).status;
  for (const who of [provider, enterprise, await someone('DISTRICT', { district: '370211' }), await someone('OFFICER')])
    expect(await status(who)).toBe(200);
  for (const who of [await someone('PROVIDER'), await someone('ENTERPRISE'), await someone('DISTRICT', { district: '370214' })])
    expect(await status(who)).toBe(404);
});

test('a purchase recorded while the trial runs ends it, gives its seat back and is its outcome', async () => {
  const { id, enterprise, offering } = await aRunningTrial();
  const { createConversion } = await enterprise.ask(Record, { input: await contractOf(id, enterprise) });
  expect(createConversion).toMatchObject({ state: 'RECORDED', amount: '98000.50', district: '370211' });
  const { trial } = await enterprise.ask(Look, { id });
  expect(trial).toMatchObject({
    state: 'CONVERTED',
    endsOn: '2026-03-03',
    moves: [],
    conversion: { id: createConversion.id, state: 'RECORDED' },
  });
  expect(await seatsOf(offering.id)).toEqual({ taken: 0, used: 1, held: 0, waiting: 0 });
});

test('the provider may record it too, once the trial has ended', async () => {
  const { id, provider } = await aRunningTrial({ freeDays: 5 });
  await at('2026-03-20T09:00:00+08:00');
  expect((await provider.ask(Record, { input: await contractOf(id, provider) })).createConversion.state).toBe('RECORDED');
  expect((await provider.ask(Look, { id })).trial).toMatchObject({ state: 'CONVERTED', endsAt: '2026-03-07T00:00:00.000+08:00' });
});

test('a trial has one outcome: of five that are recorded together one is, and nothing follows it', async () => {
  const { id, enterprise, provider } = await aRunningTrial();
  await enterprise.ask(Advance, { id, action: 'FINISH' });
  const [theirs, ours, again] = [await contractOf(id, enterprise), await contractOf(id, provider), await contractOf(id, provider)];
  const together = await Promise.all([
    enterprise.refusal(Record, { input: theirs }),
    provider.refusal(Record, { input: ours }),
    enterprise.refusal(Decline, { id, reason: 'PRICE' }),
    provider.refusal(Record, { input: again }),
    enterprise.refusal(Decline, { id, reason: 'NO_STAFF' }),
  ]);
  expect(together.filter(code => code === undefined)).toHaveLength(1);
  expect(together.filter(code => code === 'ILLEGAL_STATE')).toHaveLength(4);
  expect(await enterprise.refusal(Decline, { id, reason: 'PRICE' })).toBe('ILLEGAL_STATE');
  expect(await enterprise.refusal(Record, { input: await contractOf(id, enterprise) })).toBe('ILLEGAL_STATE');
});

test('the database itself refuses a second outcome, whoever writes it', async () => {
  const { id, trialId } = await aConversion();
  await expect(sql(`update trial set state = 'NOT_CONVERTED' where id = $1`, [trialId])).rejects.toMatchObject({
    constraint: 'TRIAL_OUTCOME_FINAL',
  });
  await expect(sql(`update trial set state = 'ENDED' where id = $1`, [trialId])).rejects.toMatchObject({
    constraint: 'TRIAL_OUTCOME_FINAL',
  });
  const again = `insert into conversion (id, trial_id, offering_id, offering_name, enterprise_id, enterprise_name, provider_id, provider_name, district, contract_number, signed_on, amount, recorded_by_id, recorded_by_role)
    select gen_random_uuid(), $1, c.offering_id, 'x', c.enterprise_id, 'x', c.provider_id, 'x', c.district, 'x', '2026-01-01', 1, c.recorded_by_id, 'PROVIDER' from conversion c where c.id = $2`;
  await expect(sql(again, [trialId, id])).rejects.toMatchObject({ constraint: 'CONVERSION_ALREADY_RECORDED' });
  const running = await aRunningTrial();
  await expect(sql(again, [running.id, id])).rejects.toMatchObject({ constraint: 'CONVERSION_NEEDS_TRIAL' });
});

test('who recorded it cannot verify it, nor another district; the own district can, and then it stands', async () => {
  const { id, enterprise, provider } = await aConversion();
  const [district, elsewhere, officer] = [
    await someone('DISTRICT', { district: '370211' }),
    await someone('DISTRICT', { district: '370214' }),
    await someone('OFFICER'),
  ];
  expect(await enterprise.refusal(Judge, { id, action: 'VERIFY' })).toBe('FORBIDDEN');
  // The same account in another office is still the same person.
  await sql(`update account set role = 'OFFICER', enterprise_id = null, person_number = 'P:ELSEWHERE' where id = $1`, [enterprise.id]);
  expect(await enterprise.refused(Judge, { id, action: 'VERIFY' })).toMatchObject({ code: 'FORBIDDEN', reason: 'SAME_PERSON' });
  await sql(`update account set role = 'ENTERPRISE', enterprise_id = $2, person_number = null where id = $1`, [
    enterprise.id,
    enterprise.of.enterpriseId,
  ]);
  expect(await provider.refusal(Judge, { id, action: 'VERIFY' })).toBe('FORBIDDEN');
  expect(await elsewhere.refusal(Judge, { id, action: 'VERIFY' })).toBe('NOT_FOUND');
  expect(await (await someone('LEADER')).refusal(Judge, { id, action: 'VERIFY' })).toBe('FORBIDDEN');
  expect((await district.ask(Judge, { id, action: 'VERIFY' })).advanceConversion.state).toBe('VERIFIED');
  expect(await officer.refusal(Judge, { id, action: 'REJECT', note: '迟了' })).toBe('ILLEGAL_STATE');
  expect(await enterprise.refusal(Update, { id, version: 2, input: { amount: '1.00' } })).toBe('ILLEGAL_STATE');
  const { conversion } = await enterprise.ask(LookAt, { id });
  expect(conversion).toMatchObject({
    state: 'VERIFIED',
    moves: [],
    history: [{ name: 'Conversion.CREATE' }, { name: 'Conversion.VERIFY' }],
  });
  expect(conversion!.verifiedAt).not.toBeNull();
  await expect(sql('update conversion set verified_by_id = recorded_by_id where id = $1', [id])).rejects.toMatchObject({
    constraint: 'CONVERSION_SECOND_PERSON',
  });
});

test('of two who judge at once one is heard', async () => {
  const { id } = await aConversion();
  const [district, officer] = [await someone('DISTRICT', { district: '370211' }), await someone('OFFICER')];
  const both = await Promise.all([
    district.refusal(Judge, { id, action: 'VERIFY' }),
    officer.refusal(Judge, { id, action: 'REJECT', note: '缺发票' }),
  ]);
  expect(both.sort()).toEqual(['ILLEGAL_STATE', undefined]);
});

test('a rejected one says why, is corrected by who recorded it, and judged anew', async () => {
  const { id, enterprise, provider } = await aConversion();
  const district = await someone('DISTRICT', { district: '370211' });
  expect(await district.refused(Judge, { id, action: 'REJECT' })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'NOTE_REQUIRED' });
  await district.ask(Judge, { id, action: 'REJECT', note: '合同金额与发票不符' });
  expect((await enterprise.ask(LookAt, { id })).conversion).toMatchObject({
    moves: [{ action: 'RESUBMIT' }],
    history: [{}, { note: '合同金额与发票不符' }],
  });
  expect(await provider.refusal(Update, { id, version: 2, input: { amount: '90000.00' } })).toBe('FORBIDDEN');
  expect((await enterprise.ask(Update, { id, version: 2, input: { amount: '90000.00' } })).updateConversion).toEqual({
    amount: '90000.00',
    version: 3,
  });
  expect(await provider.refusal(Judge, { id, action: 'RESUBMIT' })).toBe('FORBIDDEN');
  await enterprise.ask(Judge, { id, action: 'RESUBMIT' });
  expect((await district.ask(Judge, { id, action: 'VERIFY' })).advanceConversion.state).toBe('VERIFIED');
});

test('a purchase is past, proved and paid exactly', async () => {
  const { id, enterprise } = await aRunningTrial();
  const contract = await contractOf(id, enterprise);
  const refused = async (change: object) => (await enterprise.refused(Record, { input: { ...contract, ...change } }))?.code;
  expect(await refused({ signedOn: '2026-03-03' })).toBe('BAD_USER_INPUT');
  expect(await refused({ paidOn: '2026-04-01' })).toBe('BAD_USER_INPUT');
  expect(await refused({ fileIds: [] })).toBe('BAD_USER_INPUT');
  expect(await refused({ fileIds: ['x'] })).toBe('BAD_USER_INPUT');
  const [foreign] = (await contractOf(id, await someone('ENTERPRISE'))).fileIds as [string];
  expect((await enterprise.refused(Record, { input: { ...contract, fileIds: [foreign] } }))?.reason).toBe('ATTACHMENT_UNKNOWN');
  for (const amount of ['-1', '1.005', '1e5', '１００'])
    expect(await refused({ amount })).toMatch(/BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/);
  expect(await refused({ contractNumber: '' })).toBe('BAD_USER_INPUT');
  expect((await enterprise.ask(Look, { id })).trial!.state).toBe('RUNNING');
});

test('a purchase is recorded by a party to the trial, after it has begun', async () => {
  const { id } = await aRunningTrial();
  const [stranger, officer] = [await someone('ENTERPRISE'), await someone('OFFICER')];
  expect(await stranger.refusal(Record, { input: await contractOf(id, stranger) })).toBe('NOT_FOUND');
  expect(await officer.refusal(Record, { input: await contractOf(id, officer) })).toBe('FORBIDDEN');
  const { offering } = await aRunningTrial();
  const applied = await anApplication(offering.id);
  expect(await applied.enterprise.refusal(Record, { input: await contractOf(applied.id, applied.enterprise) })).toBe('ILLEGAL_STATE');
});

test('nothing bought has a coded reason; OTHER needs words, and NO_ANSWER is the clock’s', async () => {
  const { id, enterprise, provider } = await aRunningTrial();
  expect(await enterprise.refusal(Decline, { id, reason: 'PRICE' })).toBe('ILLEGAL_STATE');
  await enterprise.ask(Advance, { id, action: 'FINISH' });
  expect(await enterprise.refused(Decline, { id, reason: 'OTHER' })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'NOTE_REQUIRED' });
  expect(await enterprise.refused(Decline, { id, reason: 'NO_ANSWER' })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'REASON_OF_THE_CLOCK',
  });
  expect(await provider.refusal(Decline, { id, reason: 'PRICE' })).toBe('FORBIDDEN');
  expect((await enterprise.ask(Decline, { id, reason: 'DATA_TOO_HARD' })).declineConversion).toMatchObject({
    state: 'NOT_CONVERTED',
    notConvertedReason: 'DATA_TOO_HARD',
    moves: [],
  });
});

test('ninety days after the end the clock closes the trial', async () => {
  const { id, enterprise, provider } = await aRunningTrial({ freeDays: 10 });
  await at('2026-06-09T23:59:50+08:00');
  expect((await enterprise.ask(Look, { id })).trial!.state).toBe('ENDED');
  await at('2026-06-10T00:00:00+08:00');
  expect((await enterprise.ask(Look, { id })).trial!.state).toBe('NOT_CONVERTED');
  expect(await provider.refusal(Record, { input: await contractOf(id, provider) })).toBe('ILLEGAL_STATE');
  await caughtUp();
  const { trial } = await enterprise.ask(Look, { id });
  expect(trial).toMatchObject({ state: 'NOT_CONVERTED', notConvertedReason: 'NO_ANSWER' });
  expect(trial!.history.slice(-2)).toMatchObject([
    { name: 'Trial.END', at: '2026-03-12T00:00:00.000+08:00' },
    { name: 'Trial.CLOSE', at: '2026-06-10T00:00:00.000+08:00' },
  ]);
});
