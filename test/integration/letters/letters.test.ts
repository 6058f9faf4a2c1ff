import { graphql } from '../../../schema/graphql.ts';
import { system } from '../../../server/kernel/advance.ts';
import { Context } from '../../../server/kernel/context.ts';
import { deliver } from '../../../server/kernel/journal.ts';
import { anyone, here, someone, sql, travel, travelTo, useServer } from '../../kit.ts';
import { before } from '../calls/scene.ts';
import { AdvanceObjection, FileObjection, noticed, objection, released } from '../decisions/scene.ts';

useServer();
afterEach(() => travelTo(before));

const Letters = graphql(`
  query ($filter: LetterFilter) {
    letters(filter: $filter) { totalCount nodes { id version kind toName subject text state tries sentAt readAt readBy moves { action } attempts { ordinal channel error } } }
  }
`);
const Mine = graphql(`query { letters(sort: [{ field: CREATED_AT, direction: ASC }]) { nodes { id kind subject text state readAt } } }`);
const UpdateLetter = graphql(
  `mutation ($id: ID!, $version: Int!, $input: LetterPatch!) { updateLetter(id: $id, version: $version, input: $input) { id version text } }`,
);
const SendAll = graphql(`mutation ($callId: ID!, $kind: LetterKind!) { sendLetters(callId: $callId, kind: $kind) }`);
const Move = graphql(`mutation ($id: ID!, $action: LetterAction!) { advanceLetter(id: $id, action: $action) { state } }`);
const Open = graphql(`mutation ($id: ID!) { openLetter(id: $id) { readAt readBy } }`);
const Templates = graphql(
  `query ($filter: LetterTemplateFilter) { letterTemplates(filter: $filter) { nodes { id version kind subject text variables active automatic } } }`,
);
const UpdateTemplate = graphql(`
  mutation ($id: ID!, $version: Int!, $input: LetterTemplatePatch!) { updateLetterTemplate(id: $id, version: $version, input: $input) { version } }
`);

const failures: unknown[] = [];
const worker = async () => {
  while (await deliver(new Context(system, here().own.manager), error => failures.push(error)));
};
afterEach(() => expect(failures.splice(0)).toEqual([]));

test('released decisions become drafts, looked at, one of them edited, sent together; who has an account finds them and its opening is the receipt', async () => {
  const { officer, callId, items } = await released(3);
  await worker();
  await Promise.all([worker(), worker()]);
  const all = async () => (await officer.ask(Letters, { filter: { callId: [callId] } })).letters.nodes;
  const drafts = await all();
  expect(drafts.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual(['NOT_SELECTED DRAFT', 'SELECTED DRAFT', 'SELECTED DRAFT']);
  const refused = drafts.find(({ kind }) => kind === 'NOT_SELECTED')!;
  expect(refused.text).toContain('理由：总分未达到 70 分');
  expect(drafts.map(({ text }) => text).join()).not.toMatch(/\{\{|null|undefined/);
  for (const { provider } of items) expect((await provider.ask(Mine)).letters.nodes).toEqual([]);

  const [one] = drafts.filter(({ kind }) => kind === 'SELECTED');
  const { updateLetter } = await officer.ask(UpdateLetter, { id: one!.id, version: one!.version, input: { text: '改过的正文' } });
  expect(updateLetter.text).toBe('改过的正文');
  expect((await officer.ask(SendAll, { callId, kind: 'SELECTED' })).sendLetters).toBe(2);
  expect(await officer.refused(SendAll, { callId, kind: 'SELECTED' })).toMatchObject({ reason: 'LETTERS_EMPTY' });
  expect(await officer.refusal(UpdateLetter, { id: one!.id, version: updateLetter.version + 1, input: { text: 'x' } })).toBe(
    'ILLEGAL_STATE',
  );
  await Promise.all([worker(), worker(), worker()]);
  const sent = (await all()).filter(({ state }) => state === 'SENT');
  expect(sent.map(({ tries, attempts }) => [tries, attempts])).toEqual(Array(2).fill([1, [{ ordinal: 1, channel: 'INBOX', error: null }]]));

  const owners = await Promise.all(items.map(async ({ provider }) => ({ provider, nodes: (await provider.ask(Mine)).letters.nodes })));
  expect(owners.map(({ nodes }) => nodes.length)).toEqual([1, 1, 0]);
  const { provider, nodes } = owners.find(({ nodes: [letter] }) => letter?.text === '改过的正文')!;
  const other = owners.find(owner => owner.nodes.length && owner.provider !== provider)!;
  expect(await other.provider.refusal(Open, { id: nodes[0]!.id })).toBe('NOT_FOUND');
  const { openLetter } = await provider.ask(Open, { id: nodes[0]!.id });
  expect(openLetter.readAt).toEqual(expect.any(String));
  expect((await provider.ask(Open, { id: nodes[0]!.id })).openLetter).toEqual(openLetter);
  for (const who of [anyone(), await someone('EXPERT'), await someone('DISTRICT')])
    expect(await who.refusal(Mine)).toMatch(/FORBIDDEN|UNAUTHENTICATED/);
  await expect(sql(`update letter set text = 'x' where id = $1`, [nodes[0]!.id])).rejects.toThrow('never changes');
});

test('what is told twice is delivered once, and what was interrupted is delivered after all', async () => {
  const { officer, callId } = await released(2);
  await worker();
  await officer.ask(SendAll, { callId, kind: 'SELECTED' });
  const broken = new Context(system, here().own.manager);
  const done = `select count(*)::int as n from letter_attempt a join letter l on l.id = a.letter_id where l.call_id = $1`;
  await sql(
    `create trigger stop before update of done_at on errand for each row when (new.done_at is not null) execute function refuse_rewrite('FILE_FROZEN')`,
  );
  const stopped: unknown[] = [];
  await deliver(broken, error => stopped.push(error));
  expect([stopped.length, (await sql<{ n: number }>(done, [callId]))[0]!.n]).toEqual([1, 0]);
  await sql('drop trigger stop on errand');
  await sql(`update errand set due_at = clock_timestamp() where done_at is null`);
  await worker();
  await sql(`update errand set done_at = null, due_at = clock_timestamp() where subscriber like 'letters.%'`);
  await worker();
  expect((await sql<{ n: number }>(done, [callId]))[0]!.n).toBe(1);
  const { letters } = await officer.ask(Letters, { filter: { callId: [callId], kind: ['SELECTED'] } });
  expect(letters.nodes).toMatchObject([{ state: 'SENT', tries: 1 }]);
});

test('a letter to whom nobody can read it is not delivered, says why, and is tried again by the clock and by hand', async () => {
  const { officer, callId, items } = await released(2);
  await worker();
  const { providerId } = items[0]!.provider.of;
  await sql(`update account set state = 'DISABLED' where provider_id = $1`, [providerId]);
  await officer.ask(SendAll, { callId, kind: 'SELECTED' });
  await worker();
  const letter = async () => (await officer.ask(Letters, { filter: { callId: [callId], kind: ['SELECTED'] } })).letters.nodes[0]!;
  expect(await letter()).toMatchObject({ state: 'FAILED', tries: 1, attempts: [{ error: expect.stringContaining('没有可用账号') }] });
  await officer.ask(Move, { id: (await letter()).id, action: 'RETRY' });
  await worker();
  expect(await letter()).toMatchObject({ state: 'FAILED', tries: 2 });
  await sql(`update account set state = 'ACTIVE' where provider_id = $1`, [providerId]);
  await travel('30 days');
  const { letters: feature } = await import('../../../server/letters/feature.ts');
  await feature.tick!(new Context(system, here().own.manager));
  await worker();
  expect(await letter()).toMatchObject({ state: 'SENT', tries: 3 });
});

test('letters that go by themselves tell of a notice and an objection without who objected; a template that is switched off writes none', async () => {
  const { officer, items, entryOf } = await noticed(2);
  const { letterTemplates } = await officer.ask(Templates, { filter: { kind: ['NOTICE_BEGINS'] } });
  const [template] = letterTemplates.nodes;
  const change = (input: object, version = template!.version) => ({ id: template!.id, version, input });
  expect(await officer.refused(UpdateTemplate, change({ text: '{{服务商}} {{手机}}' }))).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'VARIABLE_UNKNOWN',
    details: { name: '手机', known: expect.stringContaining('公示结束') },
  });
  expect(await officer.refused(UpdateTemplate, change({ subject: '{{服务商' }))).toMatchObject({ reason: 'VARIABLE_OPEN' });
  expect(await (await someone('LEADER')).refusal(UpdateTemplate, change({ active: false }))).toBe('FORBIDDEN');
  await officer.ask(UpdateTemplate, change({ active: false }));
  await worker();
  await anyone().ask(FileObjection, { input: objection(await entryOf(items[0]!.id)) });
  const [row] = await sql<{ id: string }>('select id from objection');
  await officer.ask(AdvanceObjection, { id: row!.id, action: 'ACCEPT' });
  await worker();
  await officer.ask(AdvanceObjection, { id: row!.id, action: 'DISMISS', note: '经实地核实，案例真实' });
  await worker();
  const { letters } = await items[0]!.provider.ask(Mine);
  expect(letters.nodes.map(({ kind }) => kind)).toEqual(['OBJECTION_RECEIVED', 'OBJECTION_DECIDED']);
  expect(letters.nodes[0]!.text).toContain('2026年4月17日前办结');
  expect(letters.nodes[1]!.text).toMatch(/结论：异议不成立。\n\n经实地核实，案例真实$/);
  expect(JSON.stringify(letters)).not.toMatch(/赵实名|13700001111|案例企业并未/);
  const { letters: others } = await officer.ask(Letters, { filter: { kind: ['NOTICE_BEGINS'] } });
  expect(others.totalCount).toBe(0);
});
