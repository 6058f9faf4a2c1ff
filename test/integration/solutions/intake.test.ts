import { createHash } from 'node:crypto';
import { graphql } from '../../../schema/graphql.ts';
import { Context } from '../../../server/kernel/context.ts';
import { system } from '../../../server/kernel/scope.ts';
import { noteUnsealing } from '../../../server/solutions/submission/unsealing.ts';
import { anyone, aProvider, here, type Someone, someone, sql, travelTo, url, useServer } from '../../kit.ts';
import { after, before, closesAt, openCall, UpdateCall } from '../calls/scene.ts';
import { Advance, aDraft, aFiled, OneSubmission, Return, solutionInput } from './scene.ts';

useServer();
afterEach(() => travelTo(before));

const Save = graphql(`
  mutation ($id: ID!, $version: Int!, $content: String!) { saveDraft(submissionId: $id, version: $version, content: $content) { id version content savedBy savedAt } }
`);
const Look = graphql(
  `query ($id: ID!) { submission(id: $id) { id state author typedById draft { version content savedBy prefilled } filed { ordinal receipt contentHash content author typist changes { field before after } } } }`,
);
const Faults = graphql(`query ($id: ID!) { submissionFaults(id: $id) { field reason limit blocks subject subjectId } }`);
const Begin = graphql(
  `mutation ($input: BeginSubmissionInput!) { beginSubmission(input: $input) { id state solutionId name typedById author } }`,
);
const Check = graphql(
  `query ($receipt: String!, $contentHash: String!) { checkReceipt(receipt: $receipt, contentHash: $contentHash) { genuine call number filing filedAt stands } }`,
);

const draftOf = (content: object) => JSON.stringify(content);
async function aFile(who: Someone, name = '营业执照.pdf', content = '%PDF-1.4\n%%EOF\n'): Promise<string> {
  const response = await fetch(`${url()}/files?name=${encodeURIComponent(name)}`, { method: 'PUT', body: content, headers: who.headers });
  const body = (await response.json()) as { id: string };
  if (!body.id) throw new Error(JSON.stringify(body));
  return body.id;
}

/** What a call asks of its own: a number, a choice, a licence, and a declaration. */
const form = {
  fields: [
    ...[
      'painPoint',
      'functions',
      'divisions',
      'deployments',
      'measures',
      'priceAfter',
      'freeDays',
      'seats',
      'startWithinDays',
      'exitTerms',
    ].map(key => ({ key, label: key, kind: 'SOLUTION' as const, required: true, reusable: true, keyField: false })),
    {
      key: 'engineers',
      label: '在青服务人员',
      kind: 'NUMBER' as const,
      min: '1',
      digits: 0,
      required: true,
      reusable: true,
      keyField: false,
    },
    { key: 'showcase', label: '演示地址', kind: 'TEXT' as const, max: '100', required: false, reusable: false, keyField: false },
  ],
  files: [{ key: 'licence', label: '营业执照', required: true, formats: ['pdf'], maxCount: 1, kinds: [] }],
  eligibility: [{ key: 'honest', label: '承诺材料真实', check: 'STATEMENT' as const, values: [] }],
};

test('a draft keeps whatever is typed, half a number too; two tabs are told apart and neither loses a letter', async () => {
  const { officer, id: callId } = await openCall();
  const { provider, id } = await aDraft(callId);
  const first = (await provider.ask(Look, { id })).submission!.draft!;
  const half = draftOf({ solution: { freeDays: '3x', painPoint: '换模慢' } });
  const { saveDraft } = await provider.ask(Save, { id, version: first.version, content: half });
  expect(saveDraft).toMatchObject({ version: first.version + 1, content: half, savedBy: expect.any(String) });
  expect(saveDraft.savedAt).toMatch(/^2026-03-10T09:00/);

  // The other tab has not seen that: it is told who saved and which version stands, and nothing is overwritten.
  const colleague = await someone('PROVIDER', { providerId: provider.of.providerId });
  expect(await colleague.refused(Save, { id, version: first.version, content: draftOf({ solution: { name: '别的' } }) })).toMatchObject({
    code: 'VERSION_CONFLICT',
    reason: 'DRAFT_SAVED_ELSEWHERE',
    details: { version: saveDraft.version, savedBy: saveDraft.savedBy },
  });
  expect((await provider.ask(Look, { id })).submission!.draft!.content).toBe(half);
  await colleague.ask(Save, { id, version: saveDraft.version, content: half });

  for (const content of ['x', '[]', '{"solution":[]}', '{"strange":{}}', '{"answers":{"a":1}}', '{"papers":[{}]}'])
    expect(await provider.refusal(Save, { id, version: saveDraft.version + 1, content })).toBe('BAD_USER_INPUT');
  const rival = await someone('PROVIDER');
  for (const who of [rival, officer, await someone('LEADER')])
    expect(await who.refusal(Save, { id, version: saveDraft.version + 1, content: '{}' })).toMatch(/NOT_FOUND|FORBIDDEN/);
  // That two have worked on it is on record, once each and not per letter.
  const facts = await sql(`select actor_name from fact where subject_id = $1 and name = 'Submission.EDIT' order by id`, [id]);
  expect(facts).toEqual([{ actor_name: saveDraft.savedBy }, { actor_name: expect.not.stringMatching(saveDraft.savedBy!) }]);
});

test('the self-check names every fault at once by its field; filing takes the draft over, and says the same', async () => {
  const { officer, id: callId } = await openCall({ form });
  const { provider, id, solutionId } = await aDraft(callId, undefined, { painPoint: null });
  const check = async () => (await provider.ask(Faults, { id })).submissionFaults.map(({ field, reason }) => `${field} ${reason}`).sort();
  expect(await check()).toEqual([
    'answers.engineers MISSING',
    'answers.honest NOT_DECLARED',
    'papers.licence MISSING',
    'solution.painPoint MISSING',
  ]);
  const save = async (content: object) => {
    const { draft } = (await provider.ask(Look, { id })).submission!;
    await provider.ask(Save, { id, version: draft!.version, content: draftOf(content) });
  };
  await save({
    solution: {
      painPoint: '换模慢',
      freeDays: '3x',
      divisions: ['99'],
      cases: [{ enterpriseName: '甲厂', uscc: '123', result: '好' }],
      deployments: ['MOON'],
    },
    answers: { engineers: ['0.5'], honest: ['true'] },
    papers: [{ key: 'licence', fileId: await aFile(provider), validUntil: '2026-03-09' }],
  });
  expect(await check()).toEqual([
    'answers.engineers TOO_FINE',
    'papers.licence PAPER_EXPIRED',
    'solution.cases CASE_USCC_INVALID',
    'solution.deployments INVALID',
    'solution.divisions DIVISION_UNKNOWN',
    'solution.freeDays INVALID',
  ]);
  const refused = await provider.refused(Advance, { id, action: 'SUBMIT' });
  expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', details: { faults: expect.any(Array) } });
  expect(refused?.details?.['faults']).toHaveLength(6);
  await save({
    solution: { painPoint: '换模慢', freeDays: '45', seats: 3 },
    answers: { engineers: ['6'], honest: ['true'] },
    papers: [{ key: 'licence', fileId: await aFile(provider), validUntil: '2030-01-01' }],
  });
  expect(await check()).toEqual([]);
  // What a draft names is sealed as well.
  const [{ content }] = (await sql('select content from draft where submission_id = $1', [id])) as [{ content: string }];
  const [{ fileId }] = JSON.parse(content).papers as [{ fileId: string }];
  expect((await fetch(`${url()}/files/${fileId}`, { headers: officer.headers })).status).toBe(404);
  await provider.ask(Advance, { id, action: 'SUBMIT' });
  const [row] = await sql(`select snapshot from submission where id = $1`, [id]);
  expect(row!['snapshot']).toMatchObject({
    solution: { painPoint: '换模慢', freeDays: 45, seats: 3 },
    answers: [
      { key: 'engineers', label: '在青服务人员', values: ['6'] },
      { key: 'honest', values: ['true'] },
    ],
    papers: [{ key: 'licence', validUntil: '2030-01-01' }],
    files: [{ name: '营业执照.pdf' }],
  });
  expect(await sql('select pain_point, free_days from solution where id = $1', [solutionId])).toEqual([
    { pain_point: '换模慢', free_days: 45 },
  ]);
  expect((await provider.ask(Look, { id })).submission!.draft!.content).toBeNull();
});

/** What was filed, as it is kept. */
interface Told {
  solution: object;
  provider: object;
  answers: { key: string; values: string[] }[];
  papers: { key: string; fileId: string }[];
}

test('the second filing of a provider is at least four fifths filled in: profile, solution, answers and papers serve again', async () => {
  const first = await openCall({ form });
  const providerId = await aProvider();
  await sql(`update provider set staff = 40, founded_on = '2015-03-01', profile = '做排产', certificates = '{ISO 27001}' where id = $1`, [
    providerId,
  ]);
  const provider = await someone('PROVIDER', { providerId });
  const { id } = await aDraft(first.id, provider, { included: ['培训'], prerequisites: '有网络' });
  const paper = { key: 'licence', fileId: await aFile(provider), validUntil: '2026-05-01' };
  await provider.ask(Save, {
    id,
    version: 1,
    content: draftOf({ answers: { engineers: ['6'], honest: ['true'], showcase: ['https://a.cn'] }, papers: [paper] }),
  });
  await provider.ask(Advance, { id, action: 'SUBMIT' });

  await travelTo(before);
  const second = await openCall({ form, closesAt: '2026-07-31T17:00:00.000+08:00' });
  await travelTo('2026-06-10T09:00:00+08:00');
  const input = { callId: second.id, name: '快排产助手二代', kind: 'SOFTWARE' as const, mainScenario: 'S04' };
  const { beginSubmission: again } = await provider.ask(Begin, { input });
  const { draft } = (await provider.ask(Look, { id: again.id })).submission!;
  expect(JSON.parse(draft!.content!)).toEqual({ answers: { engineers: ['6'] }, papers: [paper] });
  // What has run out meanwhile is flagged, and a declaration is made anew.
  const faults = (await provider.ask(Faults, { id: again.id })).submissionFaults.filter(({ field }) => field !== '');
  expect(faults.map(({ field, reason }) => [field, reason])).toEqual([
    ['answers.honest', 'NOT_DECLARED'],
    ['papers.licence', 'PAPER_EXPIRED'],
  ]);
  const content = {
    answers: { engineers: ['6'], honest: ['true'] },
    papers: [{ ...paper, fileId: await aFile(provider), validUntil: '2031-01-01' }],
  };
  await provider.ask(Save, { id: again.id, version: draft!.version, content: draftOf(content) });
  await provider.ask(Advance, { id: again.id, action: 'SUBMIT' });
  const [{ before: earlier, now }] = (await sql(
    `select (select snapshot from submission where id = $1) as before, (select snapshot from submission where id = $2) as now`,
    [id, again.id],
  )) as [{ before: Told; now: Told }];
  const told = ({ solution, provider: firm, answers, papers }: Told): [string, string][] => [
    ...Object.entries(solution).map(([key, value]) => [`solution.${key}`, JSON.stringify(value)] as [string, string]),
    ...Object.entries(firm).map(([key, value]) => [`provider.${key}`, JSON.stringify(value)] as [string, string]),
    ...answers.map(each => [`answers.${each.key}`, JSON.stringify(each.values)] as [string, string]),
    ...papers.map(each => [`papers.${each.key}`, each.fileId] as [string, string]),
  ];
  const nobodyTypes = /\.(id|providerId|createdAt|version|retired|licenceId|uscc|district)$/;
  const said = told(now).filter(([key, value]) => !nobodyTypes.test(key) && !['null', '[]', '""', 'false'].includes(value));
  const past = new Map(told(earlier));
  const kept = said.filter(([key, value]) => past.get(key) === value && key !== 'answers.honest');
  const share = kept.length / said.length;
  if (process.env['SHOW'])
    console.log(
      `prefilled ${kept.length} of ${said.length} fields: ${(100 * share).toFixed(1)} %`,
      said.filter(each => !kept.includes(each)).map(([key]) => key),
    );
  expect(share).toBeGreaterThanOrEqual(0.8);
});

test('whoever holds a receipt can prove it: earlier ones too; a wrong hash proves nothing, and the content hashes to what it says', async () => {
  const { officer, provider, id, filed, code } = await aFiled();
  const holds = (receipt: string, contentHash: string, who = anyone()) =>
    who.ask(Check, { receipt, contentHash }).then(({ checkReceipt }) => checkReceipt);
  expect(await holds(filed.receipt!, filed.contentHash!)).toMatchObject({
    genuine: true,
    number: `${code}-001`,
    filing: 1,
    filedAt: filed.filedAt,
    stands: true,
  });
  for (const [receipt, hash] of [
    [filed.receipt!, '0'.repeat(64)],
    [`${code}-009-1-00000000`, filed.contentHash!],
    [filed.receipt!, ''],
  ] as const)
    expect(await holds(receipt, hash)).toEqual({ genuine: false, call: null, number: null, filing: null, filedAt: null, stands: null });
  await travelTo(after);
  await officer.ask(Return, { input: { submissionId: id, fields: ['solution.painPoint'], reason: '写清现状' } });
  await provider.ask(Save, { id, version: 1, content: draftOf({ solution: { painPoint: '每天排产三小时', functions: '不该改的' } }) });
  const { advanceSubmission: again } = await provider.ask(Advance, { id, action: 'RESUBMIT' });
  expect(await holds(filed.receipt!, filed.contentHash!, officer)).toMatchObject({ genuine: true, filing: 1, stands: false });
  expect(await holds(again.receipt!.toLowerCase(), again.contentHash!)).toMatchObject({ genuine: true, filing: 2, stands: true });
  const { submission } = await officer.ask(Look, { id });
  expect(submission!.filed.map(({ ordinal, changes }) => ({ ordinal, changes }))).toEqual([
    { ordinal: 1, changes: [] },
    { ordinal: 2, changes: [{ field: 'solution.painPoint', before: '排产靠经验,插单即乱', after: '每天排产三小时' }] },
  ]);
  for (const { content, contentHash } of submission!.filed) expect(createHash('sha256').update(content).digest('hex')).toBe(contentHash);
  await expect(here().own.query(`update filing set content_hash = 'x' where submission_id = $1`, [id])).rejects.toThrow(
    'permission denied',
  );
});

test('what an officer types for an applicant names both; only that officer sees it before the call closes, and the applicant', async () => {
  const { officer, id: callId } = await openCall();
  const provider = await someone('PROVIDER');
  const input = { callId, providerId: provider.of.providerId, name: '代录排产', kind: 'SOFTWARE' as const, mainScenario: 'S04' };
  expect(await officer.refused(Begin, { input })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'ON_BEHALF_INCOMPLETE' });
  expect(await (await someone('PROVIDER')).refusal(Begin, { input: { ...input, author: '王经理' } })).toBe('FORBIDDEN');
  const author = '王经理,纸质材料 3 月 10 日当面递交';
  const { beginSubmission: begun } = await officer.ask(Begin, { input: { ...input, author } });
  const { fileIds: _, name: __, kind: ___, mainScenario: ____, ...solution } = solutionInput();
  const fileId = await aFile(officer);
  await officer.ask(Save, { id: begun.id, version: 1, content: draftOf({ solution: { ...solution, fileIds: [fileId] } }) });
  const { advanceSubmission: filed } = await officer.ask(Advance, { id: begun.id, action: 'SUBMIT' });
  const twin = await someone('OFFICER');
  expect((await twin.ask(OneSubmission, { id: begun.id })).submission).toBeNull();
  const { submission } = await provider.ask(Look, { id: begun.id });
  expect(submission).toMatchObject({
    state: 'SUBMITTED',
    author,
    typedById: officer.id,
    filed: [{ receipt: filed.receipt, author: expect.stringContaining('王经理'), typist: expect.stringContaining('OFFICER') }],
  });
  expect((await officer.ask(OneSubmission, { id: begun.id })).submission?.number).toBe(filed.number);
  expect((await fetch(`${url()}/files/${fileId}`, { headers: provider.headers })).status).toBe(200);
  expect((await fetch(`${url()}/files/${fileId}`, { headers: twin.headers })).status).toBe(404);
  await travelTo(closesAt);
  expect((await twin.ask(OneSubmission, { id: begun.id })).submission?.number).toBe(filed.number);
});

test('until the deadline the applicant withdraws; afterwards only the bureau takes it out, with a reason that the applicant reads', async () => {
  const { officer, provider, id } = await aFiled();
  await travelTo(after);
  expect(await provider.refused(Advance, { id, action: 'WITHDRAW', note: '不参加了' })).toMatchObject({
    code: 'DEADLINE_PASSED',
    reason: 'WITHDRAWAL_BY_STAFF',
  });
  expect(await provider.refusal(Advance, { id, action: 'TAKE_OUT', note: 'x' })).toBe('FORBIDDEN');
  expect(await officer.refused(Advance, { id, action: 'TAKE_OUT' })).toMatchObject({ reason: 'NOTE_REQUIRED' });
  await officer.ask(Advance, { id, action: 'TAKE_OUT', note: '应申报单位来函撤出' });
  expect((await provider.ask(OneSubmission, { id })).submission).toMatchObject({ state: 'WITHDRAWN', reason: '应申报单位来函撤出' });
});

const Publish = graphql(`mutation ($input: AddendumInput!) { createAddendum(input: $input) { id number sent read } }`);
const Addenda = graphql(`query ($id: ID!) { addendum(id: $id) { title text sent read receipts { provider { id } read readAt readBy } } }`);
const ReadIt = graphql(`mutation ($id: ID!) { readAddendum(id: $id) { id } }`);
const Ask = graphql(`mutation ($input: QuestionInput!) { createQuestion(input: $input) { id state mine } }`);
const Settle = graphql(
  `mutation ($id: ID!, $action: QuestionAction!, $note: String) { advanceQuestion(id: $id, action: $action, note: $note) { id state answer } }`,
);
const Questions = graphql(
  `query ($callId: ID!) { questions(filter: { callId: [$callId] }) { totalCount nodes { text answer mine history { name actorName changes { field after } } } } }`,
);

test('an addendum reaches everybody who has begun, also who begins later; receipts say who has read it when, once nobody files any more', async () => {
  const { officer, id: callId } = await openCall();
  const [one, two] = [await aDraft(callId), await aDraft(callId)];
  const input = { callId, title: '延长演示视频时长', text: '演示视频由 3 分钟改为 5 分钟。' };
  expect(await one.provider.refusal(Publish, { input })).toBe('FORBIDDEN');
  const { createAddendum: made } = await officer.ask(Publish, { input });
  expect(made).toMatchObject({ number: 1, sent: 2, read: 0 });
  const late = await aDraft(callId);
  for (const { provider, id } of [one, late])
    expect((await provider.ask(Faults, { id })).submissionFaults).toEqual([
      { field: '', reason: 'ADDENDUM_UNREAD', limit: input.title, blocks: false, subject: 'Addendum', subjectId: made.id },
    ]);
  await one.provider.ask(ReadIt, { id: made.id });
  await travelTo('2026-03-12T09:00:00+08:00');
  await one.provider.ask(ReadIt, { id: made.id });
  expect((await one.provider.ask(Faults, { id: one.id })).submissionFaults).toEqual([]);
  // Who files is sealed: staff learn how many, the applicant its own, the public none.
  expect((await officer.ask(Addenda, { id: made.id })).addendum).toMatchObject({ sent: 3, read: 1, receipts: [] });
  expect((await anyone().ask(Addenda, { id: made.id })).addendum).toMatchObject({ text: input.text, sent: null, receipts: [] });
  const own = (await one.provider.ask(Addenda, { id: made.id })).addendum!.receipts;
  expect(own).toMatchObject([{ provider: { id: one.provider.of.providerId }, read: true, readBy: expect.any(String) }]);
  expect(own[0]!.readAt).toMatch(/^2026-03-10/);
  const [{ version }] = (await sql('select version from call where id = $1', [callId])) as [{ version: number }];
  await officer.ask(UpdateCall, { id: callId, version, input: { closesAt: '2026-04-10T17:00:00+08:00' } });
  await travelTo(closesAt);
  expect((await officer.ask(Addenda, { id: made.id })).addendum!.receipts).toEqual([]);
  await travelTo('2026-04-10T17:00:00+08:00');
  const receipts = (await officer.ask(Addenda, { id: made.id })).addendum!.receipts;
  expect(receipts.map(({ provider, read }) => [provider!.id, read]).sort()).toEqual(
    [
      [one.provider.of.providerId, true],
      [two.provider.of.providerId, false],
      [late.provider.of.providerId, false],
    ].sort(),
  );
  await expect(here().own.query(`update addendum set text = 'x'`)).rejects.toThrow('permission denied');
});

test('a question is answered for everybody alike, and nobody outside learns who asked', async () => {
  const { officer, id: callId } = await openCall();
  const [asks, other] = [await someone('PROVIDER'), await someone('PROVIDER')];
  const { createQuestion: open } = await asks.ask(Ask, { input: { callId, text: '硬件试用期可以是 45 天吗?' } });
  const { createQuestion: odd } = await asks.ask(Ask, { input: { callId, text: '谁是评审专家?' } });
  const heard = async (who: Someone) =>
    (await who.ask(Questions, { callId })).questions.nodes.map(({ text, answer, mine }) => ({ text, answer, mine }));
  expect([await heard(other), await heard(anyone()), await heard(officer)].map(({ length }) => length)).toEqual([0, 0, 2]);
  expect(await other.refusal(Settle, { id: open.id, action: 'ANSWER', note: '可以' })).toBe('FORBIDDEN');
  expect(await officer.refused(Settle, { id: open.id, action: 'ANSWER' })).toMatchObject({ reason: 'NOTE_REQUIRED' });
  await officer.ask(Settle, { id: open.id, action: 'ANSWER', note: '不可以,硬件不少于 60 天。' });
  await officer.ask(Settle, { id: odd.id, action: 'DECLINE', note: '专家名单不公开' });
  const answered = { text: '硬件试用期可以是 45 天吗?', answer: '不可以,硬件不少于 60 天。' };
  for (const who of [other, anyone(), await someone('ENTERPRISE')]) expect(await heard(who)).toEqual([{ ...answered, mine: false }]);
  expect(await heard(asks)).toContainEqual({ ...answered, mine: true });
  for (const who of [other, anyone()]) {
    const told = JSON.stringify(await who.ask(Questions, { callId }));
    expect(told).not.toContain(asks.of.providerId);
    expect(told).not.toMatch(/PROVIDER \d/);
    expect(await who.refusal(`{ questions { nodes { providerId } } }`)).toMatch(/FORBIDDEN|UNAUTHENTICATED/);
  }
  await travelTo(after);
  expect(await asks.refusal(Ask, { input: { callId, text: '还能问吗?' } })).toBe('DEADLINE_PASSED');
});

test('a solution much like another one of the same provider warns before filing, with the way there; others are never named', async () => {
  const { id: callId } = await openCall();
  const { provider, id: first } = await aDraft(callId, undefined, { name: '注塑排产大师' });
  await provider.ask(Advance, { id: first, action: 'SUBMIT' });
  const { id: again } = await aDraft(callId, provider, { name: '注塑排产大师 V2' });
  const [warned] = (await provider.ask(Faults, { id: again })).submissionFaults;
  expect(warned).toMatchObject({ field: '', reason: 'LIKE_SOLUTION', blocks: false, subject: 'Submission', subjectId: first });
  expect(warned!.limit).toMatch(/-001 注塑排产大师 \(\d+%\)/);
  const unlike = await aDraft(callId, provider, {
    name: '空压站能耗看板',
    painPoint: '空压机空转多',
    functions: '能耗采集、峰谷分析、告警',
  });
  expect((await provider.ask(Faults, { id: unlike.id })).submissionFaults).toEqual([]);
  const rival = await aDraft(callId, undefined, { name: '注塑排产大师' });
  expect((await rival.provider.ask(Faults, { id: rival.id })).submissionFaults).toEqual([]);
  await provider.ask(Advance, { id: again, action: 'SUBMIT' });
});

test('unsealing is a fact with a hash over all that was there, dated at its instant; one that came by an extension has its own', async () => {
  const { officer, callId, filed } = await aFiled();
  await travelTo(closesAt);
  const worker = new Context(system, here().own.manager);
  await noteUnsealing(worker);
  await noteUnsealing(worker);
  const [{ last, ...rest }] = (await sql(
    `select count(*)::int as count, max(at) as last, max(details::text) as details from fact where subject_id = $1 and name = 'Call.UNSEAL'`,
    [callId],
  )) as [{ count: number; last: Date; details: string }];
  expect(last.toISOString()).toBe(new Date(closesAt).toISOString());
  expect(rest.count).toBe(1);
  expect(JSON.parse(rest.details)).toMatchObject({
    submissions: 1,
    hash: createHash('sha256').update(`${filed.number} ${filed.contentHash}`).digest('hex'),
  });
  expect((await officer.ask(`query ($id: ID!) { call(id: $id) { history { name } } }`, { id: callId })) as object).toMatchObject({
    call: { history: expect.arrayContaining([{ name: 'Call.UNSEAL' }]) },
  });
});
