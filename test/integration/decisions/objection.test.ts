import { Client } from 'pg';
import { graphql } from '../../../schema/graphql.ts';
import { roles } from '../../../schema/roles.ts';
import { newId } from '../../../server/kernel/fields.ts';
import { anyone, here, someone, sql, travelTo, url, useServer } from '../../kit.ts';
import { before } from '../calls/scene.ts';
import { days, Propose as ProposeList, Publish } from '../offerings/scene.ts';
import {
  AdvanceNotice,
  AdvanceObjection,
  CreateNotice,
  FileObjection,
  noticed,
  noticeInput,
  Objections,
  objection,
  ProgressOf,
  released,
} from './scene.ts';

useServer();
afterEach(() => travelTo(before));

const Clock = graphql(`
  query ($filter: ObjectionFilter) {
    objections(filter: $filter) { nodes { id version state handler acceptDueDay dueDay runsOut workingDaysLeft file { name } history { name note } } }
  }
`);
const HandOver = graphql(`
  mutation ($id: ID!, $version: Int!, $toId: ID!, $note: String!) { handOverObjection(id: $id, version: $version, toId: $toId, note: $note) { handler version } }
`);
const Handlers = graphql(`query { objectionHandlers { id name } }`);

const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');

test('an objection comes with its file, its clocks run by working days, it is handed over, and its author follows it with number and secret', async () => {
  const { officer, second, items, entryOf } = await noticed(2);
  const sent = await fetch(`${url()}/files?name=${encodeURIComponent('证明.pdf')}`, { method: 'PUT', body: pdf });
  const { id: fileId } = (await sent.json()) as { id: string };
  const input = objection(await entryOf(items[0]!.id), { organisation: '岛城模具厂', fileId });
  const { fileObjection: receipt } = await anyone().ask(FileObjection, { input });
  expect(receipt).toMatchObject({ acceptDueDay: '2026-04-07', dueDay: '2026-04-17', secret: expect.stringMatching(/^(\w{4}-){2}\w{4}$/) });
  const filter = { receiptNumber: [receipt.receiptNumber] };
  const seen = async () => (await officer.ask(Clock, { filter })).objections.nodes[0]!;
  expect(await seen()).toMatchObject({
    state: 'FILED',
    runsOut: '2026-04-07',
    workingDaysLeft: 2,
    handler: null,
    file: { name: '证明.pdf' },
  });
  await travelTo('2026-04-08T09:00:00+08:00');
  const { id } = await seen();
  expect(await seen()).toMatchObject({ workingDaysLeft: -1 });

  const known = { receiptNumber: receipt.receiptNumber.toLowerCase(), secret: receipt.secret.replaceAll('-', ' ').toLowerCase() };
  const progress = async () => (await anyone().ask(ProgressOf, known)).objectionProgress!;
  expect(await progress()).toMatchObject({ state: 'FILED', place: 1, answer: null, dueDay: '2026-04-17' });
  for (const wrong of [
    { ...known, secret: 'AAAA-BBBB-CCCC' },
    { ...known, receiptNumber: 'YY20260402-ABCDEFGH' },
    { ...known, secret: '' },
  ])
    expect((await anyone().ask(ProgressOf, wrong)).objectionProgress).toBeNull();

  await officer.ask(AdvanceObjection, { id, action: 'ACCEPT' });
  expect(await seen()).toMatchObject({ runsOut: '2026-04-17', workingDaysLeft: 7, handler: expect.stringContaining('OFFICER') });
  const { objectionHandlers } = await officer.ask(Handlers);
  expect(objectionHandlers.map(handler => handler.id)).toEqual(expect.arrayContaining([officer.id, second.id]));
  const over = { id, version: (await seen()).version, toId: second.id, note: '经办人休假' };
  expect(await officer.refused(HandOver, { ...over, toId: (await someone('LEADER')).id })).toMatchObject({ code: 'BAD_USER_INPUT' });
  await officer.ask(HandOver, over);
  expect((await seen()).history.at(-1)).toEqual({ name: 'Objection.HAND_OVER', note: '经办人休假' });
  expect(await officer.refusal(HandOver, over)).toBe('VERSION_CONFLICT');

  await second.ask(AdvanceObjection, { id, action: 'UPHOLD', note: '案例企业证实并未使用' });
  expect(await progress()).toMatchObject({ state: 'ACCEPTED', answer: null, answeredAt: null });
  for (const who of [anyone(), items[0]!.provider]) expect((await who.ask(Objections, { filter: {} })).objections.totalCount).toBe(0);
  await (await someone('LEADER')).ask(AdvanceObjection, { id, action: 'CONFIRM' });
  expect(await progress()).toMatchObject({ state: 'UPHELD', answer: '案例企业证实并未使用', answeredAt: expect.any(String) });
  const { objections } = await anyone().ask(Objections, { filter: {} });
  expect(JSON.stringify(objections)).not.toMatch(/休假|赵实名|岛城模具厂|13700001111/);
  await expect(sql(`update objection set answer = '另说' where id = $1`, [id])).rejects.toThrow('never changes');
  const [row] = await sql<{ text: string }>('select objection::text as text from objection where id = $1', [id]);
  expect(row!.text).not.toContain(receipt.secret.replaceAll('-', ''));
});

test('two accounts of one person are one person: they do not remove an entry together', async () => {
  const { officer, second, items, entryOf } = await noticed(2);
  await anyone().ask(FileObjection, { input: objection(await entryOf(items[0]!.id)) });
  const [row] = await sql<{ id: string }>(`select id from objection where state = 'FILED'`);
  await officer.ask(AdvanceObjection, { id: row!.id, action: 'ACCEPT' });
  await officer.ask(AdvanceObjection, { id: row!.id, action: 'UPHOLD', note: '案例不实' });
  await sql('update account set person_number = (select person_number from account where id = $2) where id = $1', [second.id, officer.id]);
  expect(await second.refused(AdvanceObjection, { id: row!.id, action: 'CONFIRM' })).toMatchObject({ reason: 'SAME_PERSON' });
  await expect(
    sql(`update objection set state = 'UPHELD', confirmed_by_id = $2, answered_at = domain_now() where id = $1`, [row!.id, second.id]),
  ).rejects.toThrow('SAME_PERSON');
});

/** SQL as the role of the API that says it is the system: what a fault in the server could do at worst. */
async function asApi(text: string, parameters: unknown[] = []): Promise<string | undefined> {
  const client = new Client({ connectionString: here().apiUrl });
  await client.connect();
  try {
    await client.query(`begin; set local shizhuan.role = 'SYSTEM'; set local shizhuan.act = 'write'`);
    await client.query(text, parameters);
    await client.query('commit');
    return undefined;
  } catch (error) {
    return (error as { constraint?: string }).constraint ?? (error as Error).message;
  } finally {
    await client.end();
  }
}

test('nobody lists before the notice has stood to its end and every objection is answered: no role, an administrator included, nor SQL as the API', async () => {
  const { officer, second, callId, items, entryOf } = await noticed(3);
  const [one, two] = items.map(({ id }) => id) as [string, string];
  const list = (submissionId: string) => asApi(`update submission set state = 'LISTED' where id = $1`, [submissionId]);
  const offer = (submissionId: string) => asApi(`insert into offering (id, submission_id) select uuid_v7(), $1`, [submissionId]);
  const publish = async () => {
    const answers = new Set<string | undefined>();
    for (const role of roles) answers.add(await (await someone(role)).refusal(Publish, { callId }));
    return [...answers].sort();
  };
  await officer.ask(ProposeList, { input: { callId, title: '先试后转服务清单', ...days } });
  await travelTo('2026-04-09T23:59:50+08:00');
  expect(await publish()).toEqual(['FORBIDDEN', 'ILLEGAL_STATE', 'UNAUTHENTICATED']);
  for (const id of [one, two]) expect([await list(id), await offer(id)]).toEqual(['NOTICE_RUNNING', 'NOTICE_RUNNING']);
  await anyone().ask(FileObjection, { input: objection(await entryOf(one)) });
  expect(
    await asApi(
      `insert into service_list (id, number, title, published_at, valid_from, valid_to, entries, hash, proposed_by_id, proposed_by, published_by_id, published_by)
       values (uuid_v7(), 1, 'x', now(), '2026-04-09', '2027-04-09', jsonb_build_array(jsonb_build_object('offeringId', uuid_v7())), 'x', uuid_v7(), 'x', uuid_v7(), 'y')`,
    ),
  ).toBe('NOTICE_MISSING');

  await travelTo('2026-04-10T00:00:00+08:00');
  expect([await list(one), await offer(one)]).toEqual(['OBJECTION_OPEN', 'OBJECTION_OPEN']);
  expect(await list(items[2]!.id)).toBe('NOTICE_MISSING');
  expect(
    await asApi(
      `insert into objection select (jsonb_populate_record(null::objection, to_jsonb(o) || jsonb_build_object('id', uuid_v7(), 'receipt_number', 'YY-2'))).* from objection o`,
    ),
  ).toBe('NOTICE_NOT_STANDING');
  const { publishServiceList } = await second.ask(Publish, { callId });
  expect(publishServiceList.entries).toHaveLength(1);
});

test('a notice can be made neither shorter nor earlier: not by the API, nor by SQL in its role, whatever is written', async () => {
  const { officer, callId } = await released(2);
  const { createNotice } = await officer.ask(CreateNotice, { input: noticeInput(callId) });
  const { id } = createNotice;
  const publish = (set: string) => asApi(`update notice set state = 'PUBLISHED'${set} where id = $1`, [id]);
  expect(await publish('')).toBe('NOTICE_PERIOD_INVALID');
  const begun = (state: string) =>
    asApi(
      `insert into notice select (jsonb_populate_record(null::notice, to_jsonb(n) || jsonb_build_object('id', uuid_v7(), 'number', 'n', 'state', '${state}'))).* from notice n where id = $1`,
      [id],
    );
  expect([await begun('PUBLISHED'), await begun('ENDED')]).toEqual(['NOTICE_FROZEN', 'NOTICE_FROZEN']);
  for (const set of [
    `, working_days = 1, last_day = first_day, ends_at = (first_day + 1)::timestamp at time zone 'Asia/Shanghai'`,
    `, first_day = '2026-03-02', last_day = '2026-03-06', visible_from = '2026-03-02T00:00:00+08:00', ends_at = '2026-03-07T00:00:00+08:00'`,
    `, ends_at = ends_at - interval '1 second'`,
    `, last_day = last_day - 1`,
  ])
    expect(await publish(set)).toBe('NOTICE_PERIOD_INVALID');
  const { advanceNotice } = await officer.ask(AdvanceNotice, { id, action: 'PUBLISH' });
  expect(advanceNotice).toMatchObject({ state: 'PUBLISHED', endsAt: '2026-04-10T00:00:00.000+08:00' });
  const { columns } = (
    await sql<{ columns: string[] }>(
      `select array_agg(column_name::text) as columns from information_schema.columns where table_name = 'notice' and is_generated = 'NEVER' and column_name not in ('state', 'version', 'search_key')`,
    )
  )[0]!;
  expect(columns.length).toBeGreaterThan(10);
  const [row] = await sql<Record<string, unknown>>('select to_jsonb(n) as it from notice n where id = $1', [id]);
  const other = (value: unknown) =>
    typeof value === 'number'
      ? value + 1
      : /^\d{4}-/.test(String(value))
        ? '2001-01-01'
        : value === null || /^[0-9a-f-]{36}$/.test(String(value))
          ? newId()
          : 'x';
  for (const column of columns)
    expect([
      column,
      await asApi(`update notice set "${column}" = $2 where id = $1`, [id, other((row!['it'] as Record<string, unknown>)[column])]),
    ]).toEqual([column, 'NOTICE_FROZEN']);
  const entry = `(id, notice_id, call_id, place, submission_id, provider, product, scenario, kind, visible_from, ends_at)
    select uuid_v7(), notice_id, call_id, 99, submission_id, 'x', 'x', scenario, kind, visible_from, ends_at from notice_entry where notice_id = $1`;
  expect(await asApi(`insert into notice_entry ${entry}`, [id])).toBe('NOTICE_FROZEN');
  for (const text of [
    `update notice_entry set product = 'x' where notice_id = $1`,
    'delete from notice_entry where notice_id = $1',
    'delete from notice where id = $1',
  ])
    expect(await asApi(text, [id])).toMatch(/permission denied|NOTICE_FROZEN/);
  for (const table of ['notice', 'notice_entry']) await expect(sql(`truncate ${table} cascade`)).rejects.toThrow('never changes');
});
