import { graphql } from '../../../schema/graphql.ts';
import { anyone, aProvider, someone, sql, travelTo, useServer } from '../../kit.ts';
import {
  AdvanceCall,
  Announce,
  after,
  announcedCall,
  before,
  CreateCall,
  callInput,
  closesAt,
  during,
  Extend,
  OneCall,
  openCall,
  opensAt,
  rubric,
  UpdateCall,
} from './scene.ts';

useServer();
afterEach(() => travelTo(before));

const Calls = graphql(
  `query ($filter: CallFilter, $search: String) { calls(filter: $filter, search: $search) { totalCount nodes { id state } } }`,
);

test('a call opens and closes by the clock to the second, with nobody looking, and its history says when', async () => {
  const officer = await someone('OFFICER');
  const { id } = await announcedCall(officer);
  const state = async () => (await officer.ask(OneCall, { id })).call?.state;
  expect(await state()).toBe('DRAFT');
  await travelTo('2026-03-02T08:59:58+08:00');
  expect(await state()).toBe('DRAFT');
  await travelTo(opensAt);
  expect(await state()).toBe('OPEN');
  await travelTo('2026-03-31T16:59:58+08:00');
  expect(await state()).toBe('OPEN');
  await travelTo(closesAt);
  expect(await state()).toBe('CLOSED');
  await officer.ask(AdvanceCall, { id, action: 'REVIEW' });
  const { call } = await officer.ask(OneCall, { id });
  expect(call).toMatchObject({ state: 'REVIEWING' });
  expect(call?.history.map(({ name, at }) => [name, at].slice(0, name === 'Call.OPEN' || name === 'Call.CLOSE' ? 2 : 1))).toEqual([
    ['Call.CREATE'],
    ['Call.ANNOUNCE'],
    ['Call.OPEN', opensAt],
    ['Call.CLOSE', closesAt],
    ['Call.REVIEW'],
  ]);
});

test('a draft never opens by itself, and only the bureau sees it', async () => {
  const officer = await someone('OFFICER');
  await travelTo(before);
  const { createCall: draft } = await officer.ask(CreateCall, { input: callInput() });
  await travelTo(during);
  expect((await officer.ask(OneCall, { id: draft.id })).call?.state).toBe('DRAFT');
  for (const who of [anyone(), await someone('PROVIDER'), await someone('EXPERT'), await someone('ENTERPRISE')]) {
    expect((await who.ask(OneCall, { id: draft.id })).call).toBeNull();
    expect((await who.ask(Calls, { filter: { code: [draft.code] } })).calls.totalCount).toBe(0);
    expect((await who.ask(Calls, { search: draft.code })).calls.totalCount).toBe(0);
  }
  await officer.ask(Announce, { id: draft.id, version: draft.version });
  expect((await anyone().ask(Calls, { filter: { code: [draft.code] } })).calls.nodes).toMatchObject([{ state: 'OPEN' }]);
});

test('an announced call is hidden until it opens; cancelled it stays readable only for those who saw it open', async () => {
  const officer = await someone('OFFICER');
  const [seen, unseen] = [await announcedCall(officer), await announcedCall(officer)];
  expect((await anyone().ask(OneCall, { id: seen.id })).call).toBeNull();
  await officer.ask(AdvanceCall, { id: unseen.id, action: 'CANCEL', note: '经费未落实' });
  await travelTo(during);
  expect((await anyone().ask(OneCall, { id: unseen.id })).call).toBeNull();
  await officer.ask(AdvanceCall, { id: seen.id, action: 'CANCEL', note: '政策调整' });
  expect((await anyone().ask(OneCall, { id: seen.id })).call).toMatchObject({ state: 'CANCELLED' });
});

test('only an officer makes, changes, announces, moves and extends a call', async () => {
  const { id, version } = await openCall();
  const providerId = await aProvider();
  for (const role of [
    'PUBLIC',
    'ENTERPRISE',
    'PROVIDER',
    'EXPERT',
    'DISTRICT',
    'LEADER',
    'SYSTEM_ADMIN',
    'SECURITY_ADMIN',
    'AUDITOR',
  ] as const) {
    const who = await someone(role);
    const no = role === 'PUBLIC' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    expect(await who.refusal(CreateCall, { input: callInput() })).toBe(no);
    expect(await who.refusal(UpdateCall, { id, version, input: { title: 'x' } })).toBe(no);
    expect(await who.refusal(Announce, { id, version })).toBe(no);
    expect(await who.refusal(AdvanceCall, { id, action: 'CANCEL', note: 'x' })).toBe(no);
    expect(await who.refusal(Extend, { input: { callId: id, providerId, until: after, reason: 'x' } })).toBe(no);
  }
});

test('an update with an old version, without one, or with that of another call changes nothing', async () => {
  const { officer, id, version } = await openCall();
  const { updateCall } = await officer.ask(UpdateCall, { id, version, input: { title: '第一次' } });
  expect(updateCall).toMatchObject({ title: '第一次', version: version + 1 });
  expect(await officer.refused(UpdateCall, { id, version, input: { title: '旧的' } })).toMatchObject({
    code: 'VERSION_CONFLICT',
    details: { version: version + 1 },
  });
  expect(await officer.refusal(UpdateCall, { id, version: -1, input: { title: 'x' } })).toBe('BAD_USER_INPUT');
  expect(await officer.refusal(UpdateCall, { id, version: 99, input: { title: 'x' } })).toBe('VERSION_CONFLICT');
  expect(await officer.refusal(`mutation { updateCall(id: "${id}", input: { title: "x" }) { id } }`)).toBe('GRAPHQL_VALIDATION_FAILED');
  expect((await sql('select title from call where id = $1', [id]))[0]).toEqual({ title: '第一次' });
});

test('once a call is open its deadline only moves later, and what applicants rely on stays', async () => {
  const { officer, id, version } = await openCall();
  expect(await officer.refused(UpdateCall, { id, version, input: { closesAt: '2026-03-20T17:00:00+08:00' } })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'DEADLINE_ONLY_LATER',
  });
  for (const input of [{ kinds: ['BOTH' as const] }, { code: 'OTHER' }, { opensAt: before }, { trialMinimums: [] }])
    expect(await officer.refused(UpdateCall, { id, version, input })).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'CALL_FIELD_FIXED' });
  const { updateCall } = await officer.ask(UpdateCall, {
    id,
    version,
    input: { closesAt: '2026-04-10T17:00:00.900+08:00', kinds: ['SOFTWARE', 'HARDWARE'] },
  });
  expect(updateCall).toMatchObject({ closesAt: '2026-04-10T17:00:00.000+08:00', unsealsAt: '2026-04-10T17:00:00.000+08:00' });
  await travelTo('2026-04-10T17:00:00+08:00');
  expect(
    await officer.refused(UpdateCall, { id, version: updateCall.version, input: { closesAt: '2026-05-01T17:00:00+08:00' } }),
  ).toMatchObject({
    reason: 'CALL_FIELD_FIXED',
  });
});

test('a rubric that contradicts itself, a window that ends before it begins and a code taken twice are refused', async () => {
  const officer = await someone('OFFICER');
  const refused = (more: Parameters<typeof callInput>[0]) => officer.refused(CreateCall, { input: callInput(more) });
  const [first] = rubric.criteria;
  expect(await refused({ rubric: { ...rubric, ties: ['NO_SUCH'] } })).toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { part: 'NO_SUCH' },
  });
  expect(await refused({ rubric: { ...rubric, criteria: [first!, first!] } })).toMatchObject({ details: { part: 'PRECISE' } });
  expect(await refused({ rubric: { ...rubric, criteria: [], ties: [] } })).toMatchObject({ details: { part: 'criteria' } });
  expect(await refused({ rubric: { ...rubric, pass: '101' } })).toMatchObject({ details: { part: 'pass' } });
  expect(await refused({ rubric: { ...rubric, dropFrom: 2 } })).toMatchObject({ details: { part: 'dropFrom' } });
  expect(await refused({ closesAt: opensAt })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'CALL_WINDOW_INVALID' });
  expect(await refused({ code: 'c 1' })).toMatchObject({ reason: 'CALL_CODE_INVALID' });
  expect(await refused({ seats: [{ min: 3, max: 1 }] })).toMatchObject({ reason: 'SEATS_INVALID' });
  expect(await refused({ noticeDays: 0 })).toMatchObject({ code: 'BAD_USER_INPUT' });
  const { createCall } = await officer.ask(CreateCall, { input: callInput() });
  expect(await refused({ code: createCall.code })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'CALL_CODE_TAKEN' });
});

test('times of the client that are no instants are refused', async () => {
  const officer = await someone('OFFICER');
  for (const closesAt of [
    '2026-12-31T23:59:60Z',
    '2026-12-31T24:00:00+08:00',
    '2026-12-31T10:00:00+15:00',
    '2026-12-31',
    '2026-02-30T10:00:00+08:00',
  ])
    expect(await officer.refusal(CreateCall, { input: callInput({ closesAt }) })).toBe('BAD_USER_INPUT');
});

test('the rubric changes by versions until the first mark, and never after', async () => {
  const { officer, id, version } = await openCall();
  const stricter = { ...rubric, pass: '75' };
  const { updateCall } = await officer.ask(UpdateCall, { id, version, input: { rubric: stricter } });
  expect(updateCall.rubricVersion).toBe(2);
  const same = await officer.ask(UpdateCall, { id, version: updateCall.version, input: { rubric: stricter } });
  expect(same.updateCall).toMatchObject({ rubricVersion: 2, version: updateCall.version });
  const { freezeRubric } = await import('../../../server/calls/service.ts');
  const { Context } = await import('../../../server/kernel/context.ts');
  const { here } = await import('../../kit.ts');
  const ctx = new Context({ id: officer.id, role: 'OFFICER', name: '' }, here().owner.manager);
  await freezeRubric(ctx, id);
  await freezeRubric(ctx, id);
  expect(await officer.refusal(UpdateCall, { id, version: updateCall.version, input: { rubric } })).toBe('VERSION_CONFLICT');
  const { call } = await officer.ask(OneCall, { id });
  expect(await officer.refused(UpdateCall, { id, version: call!.version, input: { rubric } })).toMatchObject({
    code: 'ILLEGAL_STATE',
    reason: 'RUBRIC_FROZEN',
  });
  expect(call!.history.filter(({ name }) => name === 'Call.FREEZE_RUBRIC')).toHaveLength(1);
});

test('an extension says who, why and until when; it is later than the deadline, and the call stays sealed for it', async () => {
  const { officer, id } = await openCall();
  const provider = await someone('PROVIDER');
  const input = { callId: id, providerId: provider.of.providerId!, reason: '停电', until: '2026-04-02T17:00:00+08:00' };
  expect(await officer.refused(Extend, { input: { ...input, until: closesAt } })).toMatchObject({ reason: 'EXTENSION_TOO_EARLY' });
  const { createExtension } = await officer.ask(Extend, { input });
  expect(createExtension).toMatchObject({ until: '2026-04-02T17:00:00.000+08:00', history: [{ name: 'Extension.CREATE' }] });
  expect(createExtension.grantedBy).toMatch('OFFICER');
  expect((await provider.ask(OneCall, { id })).call).toMatchObject({ deadline: '2026-04-02T17:00:00.000+08:00', closesAt });
  expect((await (await someone('PROVIDER')).ask(OneCall, { id })).call).toMatchObject({ deadline: closesAt });
  await travelTo(after);
  expect((await officer.ask(OneCall, { id })).call).toMatchObject({ state: 'CLOSED', unsealsAt: '2026-04-02T17:00:00.000+08:00' });
  expect(await officer.refused(AdvanceCall, { id, action: 'REVIEW' })).toMatchObject({
    code: 'ILLEGAL_STATE',
    reason: 'CALL_STILL_SEALED',
  });
  await travelTo('2026-04-02T17:00:00+08:00');
  await officer.ask(AdvanceCall, { id, action: 'REVIEW' });
  expect(await officer.refused(Extend, { input: { ...input, until: '2026-05-02T17:00:00+08:00' } })).toMatchObject({
    code: 'ILLEGAL_STATE',
    reason: 'CALL_TAKES_NO_EXTENSION',
  });
});

test('a past call comes from its template once, closed by the clock at its own time', async () => {
  const officer = await someone('OFFICER');
  const { createCallFromTemplate } = await import('../../../server/calls/templates.ts');
  const { Context } = await import('../../../server/kernel/context.ts');
  const { here } = await import('../../kit.ts');
  const ctx = () => new Context({ id: officer.id, role: 'OFFICER', name: '' }, here().owner.manager);
  const made = await ctx().transaction(tx => createCallFromTemplate(tx, 'C2024A'));
  expect(made).toMatchObject({ code: 'C2024A', state: 'CLOSED', historical: true });
  expect(made.rubric.criteria.map(({ code, max }) => [code, max])).toEqual([
    ['MATURITY', 20],
    ['SMALL', 10],
    ['FAST', 10],
    ['LIGHT', 10],
    ['PRECISE', 15],
    ['TRIAL_PROMISE', 15],
    ['CASES', 10],
    ['SERVICE', 10],
  ]);
  expect((await ctx().transaction(tx => createCallFromTemplate(tx, 'C2024A'))).id).toBe(made.id);
  await expect(createCallFromTemplate(ctx(), 'C1999A')).rejects.toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  expect((await anyone().ask(OneCall, { id: made.id })).call).toMatchObject({ state: 'CLOSED' });
});
