import { listable } from '../../../server/decisions/notice/service.ts';
import { system } from '../../../server/kernel/advance.ts';
import { Context } from '../../../server/kernel/context.ts';
import { anyone, here, someone, sql, travelTo, useServer } from '../../kit.ts';
import { before } from '../calls/scene.ts';
import {
  AdvanceNotice,
  AdvanceObjection,
  CallState,
  CreateNotice,
  Entries,
  FileObjection,
  noticed,
  noticeInput,
  ObjectionOfOfficer,
  Objections,
  OneNotice,
  objection,
  Propose,
  released,
  reviewed,
  Sign,
  SubmissionState,
  UpdateNotice,
} from './scene.ts';

useServer();
afterEach(() => travelTo(before));

const listableNow = async (callId: string) => (await listable(new Context(system, here().owner.manager), callId)).map(({ id }) => id);

test('a notice stands for the working days of the call, its first day counted, Qingming left out', async () => {
  const { officer, callId } = await released(2);
  const { createNotice } = await officer.ask(CreateNotice, { input: noticeInput(callId) });
  expect(createNotice).toMatchObject({
    state: 'DRAFT',
    firstDay: '2026-04-02',
    lastDay: '2026-04-09',
    endsAt: '2026-04-10T00:00:00.000+08:00',
  });
  const { updateNotice } = await officer.ask(UpdateNotice, {
    id: createNotice.id,
    version: createNotice.version,
    input: { firstDay: '2026-09-29' },
  });
  expect(updateNotice).toMatchObject({ firstDay: '2026-09-29', lastDay: '2026-10-10' });
  const early = officer.refused(UpdateNotice, { id: createNotice.id, version: updateNotice.version, input: { firstDay: '2026-03-31' } });
  expect(await early).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'NOTICE_FIRST_DAY_PASSED' });
  expect(await officer.refused(CreateNotice, { input: noticeInput(callId) })).toMatchObject({
    code: 'ILLEGAL_STATE',
    reason: 'NOTICE_ALREADY_MADE',
  });
  await officer.ask(AdvanceNotice, { id: createNotice.id, action: 'DROP' });
  expect(await officer.refusal(CreateNotice, { input: noticeInput(callId) })).toBeUndefined();
});

test('publishing puts what was selected in the notice and the call in notice; the public reads it from its first day, without contacts or marks', async () => {
  const { officer, callId, items } = await released(3);
  const { createNotice } = await officer.ask(CreateNotice, { input: noticeInput(callId) });
  const { id } = createNotice;
  expect((await anyone().ask(OneNotice, { id })).notice).toBeNull();
  const { advanceNotice } = await officer.ask(AdvanceNotice, { id, action: 'PUBLISH' });
  expect(advanceNotice).toMatchObject({ state: 'PUBLISHED', entries: [{ place: 1 }, { place: 2 }] });
  expect((await officer.ask(CallState, { id: callId })).call?.state).toBe('NOTICE');
  expect((await items[0]!.provider.ask(SubmissionState, { id: items[0]!.id })).submission?.state).toBe('NOTICED');
  expect((await anyone().ask(OneNotice, { id })).notice).toBeNull();
  expect((await anyone().ask(Entries, { filter: { callId: [callId] } })).noticeEntries.totalCount).toBe(0);
  await travelTo('2026-04-02T00:00:00+08:00');
  const { notice } = await anyone().ask(OneNotice, { id });
  expect(notice).toMatchObject({ state: 'PUBLISHED', firstDay: '2026-04-02', lastDay: '2026-04-09', workingDays: 5, moves: [] });
  expect(notice!.entries).toMatchObject([{ scenario: 'S04', kind: 'PRODUCT', standing: 'STANDING' }, { standing: 'STANDING' }]);
  expect(JSON.stringify(notice)).not.toMatch(/13812341234|80\.0000|79\.0000/);
});

test('nobody ends a notice early or changes it: no role by the API, not the owner of the database', async () => {
  const { officer, callId, notice, items } = await noticed(2);
  for (const role of ['OFFICER', 'LEADER', 'SYSTEM_ADMIN', 'SECURITY_ADMIN'] as const)
    expect(await (await someone(role)).refusal(AdvanceNotice, { id: notice.id, action: 'END' })).toBe('FORBIDDEN');
  expect(await officer.refused(UpdateNotice, { id: notice.id, version: notice.version, input: { title: '改' } })).toMatchObject({
    code: 'ILLEGAL_STATE',
    reason: 'NOTICE_FROZEN',
  });
  for (const change of [`state = 'ENDED'`, 'ends_at = now()', `last_day = '2026-04-03'`, `state = 'DRAFT'`])
    await expect(sql(`update notice set ${change} where id = $1`, [notice.id])).rejects.toThrow('never changes');
  await expect(sql(`update notice_entry set product = 'x' where notice_id = $1`, [notice.id])).rejects.toThrow('never changes');
  await expect(sql('delete from notice_entry where notice_id = $1', [notice.id])).rejects.toThrow('never changes');
  await expect(sql(`update submission set state = 'LISTED' where id = $1`, [items[0]!.id])).rejects.toThrow('still standing');
  expect(await listableNow(callId)).toEqual([]);
  await travelTo('2026-04-09T23:59:57+08:00');
  expect(await listableNow(callId)).toEqual([]);
  await travelTo('2026-04-10T00:00:00+08:00');
  expect(await listableNow(callId)).toEqual([items[0]!.id]);
  expect((await anyone().ask(OneNotice, { id: notice.id })).notice?.state).toBe('ENDED');
});

test('what is not released or not selected gets no notice', async () => {
  const { officer, callId, items } = await reviewed(2);
  const { createNotice } = await officer.ask(CreateNotice, { input: noticeInput(callId) });
  const publish = () => officer.refused(AdvanceNotice, { id: createNotice.id, action: 'PUBLISH' });
  expect(await publish()).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'NOTICE_EMPTY' });
  await officer.ask(Propose, { callId, submissionIds: [items[0]!.id], outcome: 'SELECTED', minutesNumber: '1' });
  expect(await publish()).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'RELEASE_MISSING' });
  await officer.ask(Sign, { callId });
  expect(await publish()).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'RELEASE_ALREADY_SIGNED' });
  await (await someone('LEADER')).ask(Sign, { callId });
  await travelTo('2026-04-03T09:00:00+08:00');
  expect(await publish()).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'NOTICE_FIRST_DAY_PASSED' });
});

test('publishing twice at once is one notice', async () => {
  const { officer, callId } = await released(2);
  const { createNotice } = await officer.ask(CreateNotice, { input: noticeInput(callId) });
  const codes = await Promise.all([1, 2, 3].map(() => officer.refusal(AdvanceNotice, { id: createNotice.id, action: 'PUBLISH' })));
  expect(codes.filter(code => code === undefined)).toHaveLength(1);
  expect(codes.filter(code => code === 'ILLEGAL_STATE')).toHaveLength(2);
  expect(await sql('select id from notice_entry where notice_id = $1', [createNotice.id])).toHaveLength(1);
});

test('anybody objects by name while the notice stands, and keeps a receipt with a due day', async () => {
  const { officer, items, entryOf } = await noticed(2);
  const entryId = await entryOf(items[0]!.id);
  const { fileObjection } = await anyone().ask(FileObjection, { input: objection(entryId) });
  expect(fileObjection).toMatchObject({ receiptNumber: expect.stringMatching(/^YY20260402-[0-9A-Z]{8}$/), dueDay: '2026-04-17' });
  const { objections } = await officer.ask(ObjectionOfOfficer, { filter: { receiptNumber: [fileObjection.receiptNumber] } });
  expect(objections.nodes).toMatchObject([
    { state: 'FILED', name: '赵实名', contact: '13700001111', grounds: expect.stringContaining('案例企业') },
  ]);
  const facts = await sql<{ text: string }>(`select fact::text as text from fact where subject_id = $1`, [objections.nodes[0]!.id]);
  expect(facts.map(({ text }) => text).join()).not.toMatch(/赵实名|13700001111|案例企业/);
  expect(objections.nodes[0]!.history[0]!.changes.find(({ field }) => field === 'name')?.after).toBe('赵实名');
});

test.each([
  ['no name', { name: ' ' }],
  ['no contact', { contact: '' }],
  ['no grounds', { grounds: '' }],
  ['too long a name', { name: '赵'.repeat(61) }],
  ['a contact that reaches nobody', { contact: '见面谈' }],
  ['grounds of a few words', { grounds: '  有问题  请核查 ' }],
  ['a file that nobody has sent', { fileId: '01890000-0000-7000-8000-000000000000' }],
])('an objection with %s is refused', async (_, more) => {
  const { items, entryOf } = await noticed(2);
  expect(await anyone().refusal(FileObjection, { input: objection(await entryOf(items[0]!.id), more) })).toBe('BAD_USER_INPUT');
});

test('outside its days nobody objects to a notice: unknown before, too late exactly at its end', async () => {
  const { items, entryOf } = await noticed(2);
  const input = objection(await entryOf(items[0]!.id));
  await travelTo('2026-04-01T23:59:00+08:00');
  expect(await anyone().refusal(FileObjection, { input })).toBe('NOT_FOUND');
  await travelTo('2026-04-09T23:59:57+08:00');
  expect(await anyone().refusal(FileObjection, { input })).toBeUndefined();
  await travelTo('2026-04-10T00:00:00+08:00');
  expect(await anyone().refused(FileObjection, { input })).toMatchObject({
    code: 'DEADLINE_PASSED',
    reason: 'NOTICE_NOT_STANDING',
    details: { endsAt: '2026-04-10 00:00:00' },
  });
});

test('an objection holds its entry only; dismissed it stands again, upheld it is gone, and answers are public without a name', async () => {
  const { officer, second: colleague, callId, items, entryOf, notice } = await noticed(4);
  const file = async (at: number, more = {}) => {
    const { fileObjection } = await anyone().ask(FileObjection, { input: objection(await entryOf(items[at]!.id), more) });
    const [row] = await sql<{ id: string }>('select id from objection where receipt_number = $1', [fileObjection.receiptNumber]);
    return row!.id;
  };
  const stateOf = async (at: number) => (await items[at]!.provider.ask(SubmissionState, { id: items[at]!.id })).submission?.state;
  const press = (id: string, action: 'ACCEPT' | 'DISMISS' | 'UPHOLD' | 'REJECT' | 'CONFIRM' | 'SEND_BACK', note?: string, who = officer) =>
    who.refusal(AdvanceObjection, { id, action, note });
  const [first, again, second, idle] = [await file(0), await file(0), await file(1), await file(2)];
  expect(await stateOf(0)).toBe('NOTICED');
  for (const id of [first, again, second]) expect(await press(id, 'ACCEPT')).toBeUndefined();
  expect([await stateOf(0), await stateOf(1), await stateOf(2)]).toEqual(['HELD', 'HELD', 'NOTICED']);
  const standings = async () => (await anyone().ask(OneNotice, { id: notice.id })).notice?.entries.map(({ standing }) => standing);
  expect(await standings()).toEqual(['HELD', 'HELD', 'STANDING']);

  expect(await press(first, 'DISMISS')).toBe('BAD_USER_INPUT');
  expect(await press(first, 'DISMISS', '经核实,案例企业确在使用')).toBeUndefined();
  expect(await stateOf(0)).toBe('HELD');
  expect(await press(again, 'DISMISS', '同上')).toBeUndefined();
  expect(await stateOf(0)).toBe('NOTICED');
  expect(await press(second, 'UPHOLD', '赵实名反映属实')).toBe('BAD_USER_INPUT');
  expect(await press(second, 'UPHOLD', '案例不实')).toBeUndefined();
  expect([await stateOf(1), (await standings())![1]]).toEqual(['HELD', 'HELD']);
  expect(await press(second, 'CONFIRM')).toBe('FORBIDDEN');
  await expect(sql(`update objection set state = 'UPHELD' where id = $1`, [second])).rejects.toThrow('never changes');
  expect(await press(second, 'SEND_BACK', '再核实合同', colleague)).toBeUndefined();
  expect(await press(second, 'CONFIRM', undefined, colleague)).toBe('ILLEGAL_STATE');
  expect(await press(second, 'UPHOLD', '案例不实')).toBeUndefined();
  expect(await press(second, 'CONFIRM', undefined, await someone('LEADER'))).toBeUndefined();
  expect(await stateOf(1)).toBe('NOT_SELECTED');
  expect(await standings()).toEqual(['STANDING', 'REMOVED', 'STANDING']);
  expect(await press(second, 'DISMISS', '反悔')).toBe('ILLEGAL_STATE');

  await travelTo('2026-04-10T00:00:00+08:00');
  expect(await listableNow(callId)).toEqual([items[0]!.id]);
  expect(await press(idle, 'REJECT', '未提供依据')).toBeUndefined();
  expect(await listableNow(callId)).toEqual([items[0]!.id, items[2]!.id]);
});

test('of objections the public reads the answer and never who objected', async () => {
  const { officer, items, entryOf } = await noticed(2);
  const entryId = await entryOf(items[0]!.id);
  const { fileObjection } = await anyone().ask(FileObjection, { input: objection(entryId) });
  const filter = { entryId: [entryId] };
  const { objections: filed } = await officer.ask(ObjectionOfOfficer, { filter: { receiptNumber: [fileObjection.receiptNumber] } });
  expect((await anyone().ask(Objections, { filter })).objections.totalCount).toBe(0);
  await officer.ask(AdvanceObjection, { id: filed.nodes[0]!.id, action: 'ACCEPT' });
  expect((await items[0]!.provider.ask(Objections, { filter })).objections.totalCount).toBe(1);
  expect((await anyone().ask(Objections, { filter })).objections.totalCount).toBe(0);
  await officer.ask(AdvanceObjection, { id: filed.nodes[0]!.id, action: 'DISMISS', note: '经核实,不成立' });
  const { objections } = await anyone().ask(Objections, { filter });
  expect(objections.nodes).toMatchObject([{ state: 'DISMISSED', answer: '经核实,不成立' }]);
  expect(JSON.stringify(objections)).not.toMatch(/赵实名|13700001111|案例企业/);
  for (const who of [items[0]!.provider, await someone('AUDITOR')])
    expect(await who.refusal(ObjectionOfOfficer, { filter: {} })).toBe('FORBIDDEN');
  expect(await anyone().refusal(ObjectionOfOfficer, { filter: {} })).toBe('UNAUTHENTICATED');
});

test('one place that floods is told to wait', async () => {
  const { items, entryOf } = await noticed(2);
  const input = objection(await entryOf(items[0]!.id));
  await sql('delete from objection');
  const codes = await Promise.all(Array.from({ length: 24 }, () => anyone().refusal(FileObjection, { input })));
  expect(codes.filter(code => code === undefined)).toHaveLength(20);
  expect(codes.filter(code => code === 'RATE_LIMITED')).toHaveLength(4);
});
