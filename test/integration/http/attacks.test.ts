import { graphql } from '../../../schema/graphql.ts';
import { anEnterprise, anyone, aProvider, codeNow, someone, sql, url, useServer } from '../../kit.ts';
import { Advance, Apply, anOffering, aRunningTrial, contractOf, Record as RecordConversion } from '../trials/scene.ts';

useServer();

const send = async (path: string, init: RequestInit) => {
  const response = await fetch(`${url()}${path}`, init);
  return {
    status: response.status,
    body: (await response.json()) as { errors?: { extensions: { code: string } }[]; data?: object | null },
  };
};
const facts = async () => (await sql<{ count: number }>('select count(*) as count from fact'))[0]!.count;

test('a mutation by GET is refused however it is disguised, and changes nothing', async () => {
  const officer = await someone('OFFICER');
  const before = await facts();
  const hidden = [
    '# a comment\nmutation { signOut }',
    'query A { __typename } mutation B { signOut }&operationName=B',
    'fragment F on Mutation { signOut } mutation { ...F }',
    ',,, mutation M { signOut }',
  ];
  for (const text of hidden) {
    const [query, more = ''] = text.split('&');
    const answer = await send(`/graphql?query=${encodeURIComponent(query!)}&${more}`, {
      headers: { ...officer.headers, 'apollo-require-preflight': '1' },
    });
    expect([text, answer.status]).toEqual([text, 405]);
    expect(answer.body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
  }
  expect(await officer.ask('{ me { id } }')).toEqual({ me: { id: officer.id } });
  expect(await facts()).toBe(before);
});

test('B058: a session and a key at once are two principals, and that is none', async () => {
  const officer = await someone('OFFICER');
  const both = { ...officer.headers, authorization: 'Bearer szk_x' };
  const answer = await send('/graphql', {
    method: 'POST',
    headers: { ...both, 'content-type': 'application/json' },
    body: '{"query":"{ me { id } }"}',
  });
  expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST']);
});

test('a password is not kept in any form by asking with an Idempotency-Key', async () => {
  const who = anyone();
  const document =
    'mutation ($login: String!, $password: String!, $code: String) { signIn(login: $login, password: $password, code: $code) { id } }';
  const officer = await someone('OFFICER');
  const { hashPassword } = await import('../../../server/people/session/hashing.ts');
  await sql(`update account set login = 'keyed', password_hash = $1 where id = $2`, [
    await hashPassword('Kein-Fingerabdruck-1'),
    officer.id,
  ]);
  await who.ask(document, { login: 'keyed', password: 'Kein-Fingerabdruck-1', code: await codeNow() }, { 'idempotency-key': 'sign-in-1' });
  expect(await sql(`select key from idempotency where key = 'sign-in-1'`)).toEqual([]);
  await sql(`update account set state = 'DISABLED' where id = $1`, [officer.id]);
  await expect(
    who.ask(document, { login: 'keyed', password: 'Kein-Fingerabdruck-1' }, { 'idempotency-key': 'sign-in-1' }),
  ).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
});

test('B073: a role that was taken away is gone with the next request', async () => {
  const officer = await someone('OFFICER');
  await sql(`update account set role = 'AUDITOR' where id = $1`, [officer.id]);
  expect(
    await officer.refusal('mutation { updateEnterprise(id: "01900000-0000-7000-8000-000000000000", version: 1, input: {}) { id } }'),
  ).toBe('FORBIDDEN');
});

test('B048: a district officer cannot move a row into or out of reach', async () => {
  const [district, id] = [await someone('DISTRICT'), await anEnterprise()];
  const Move = graphql(
    `mutation ($id: ID!, $district: String!) { updateEnterprise(id: $id, version: 1, input: { district: $district }) { id } }`,
  );
  expect(await district.refusal(Move, { id, district: '370212' })).toBe('FORBIDDEN');
  expect(await sql('select district, version from enterprise where id = $1', [id])).toEqual([{ district: '370211', version: 1 }]);
});

test('B057: what is not for the sender to say cannot be said', async () => {
  const enterprise = await someone('ENTERPRISE');
  const offering = await anOffering();
  const before = await facts();
  for (const extra of [
    'state: "RUNNING"',
    'district: "370212"',
    'providerId: "01900000-0000-7000-8000-000000000000"',
    'platformId: "x"',
    'freeDays: 999',
  ])
    expect(
      await enterprise.refusal(`mutation { createTrial(input: { offeringId: "${offering.id}", goal: "缩短换模时间", ${extra} }) { id } }`),
    ).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(await facts()).toBe(before);
  expect(await sql('select count(*)::int as trials from trial')).toEqual([{ trials: 0 }]);
});

test('a file stays with whom it belongs to: another record cannot take it along', async () => {
  const one = await aRunningTrial();
  const contract = await contractOf(one.id, one.provider);
  await one.provider.ask(RecordConversion, { input: contract });
  const [fileId] = contract.fileIds as string[];
  // The enterprise, which may read the contract, names it for a purchase from somebody else.
  const offering = await anOffering();
  const { createTrial } = await one.enterprise.ask(Apply, { offeringId: offering.id, goal: '缩短换模时间', waitIfFull: false });
  await offering.provider.ask(Advance, { id: createTrial.id, action: 'ACCEPT' });
  await offering.provider.ask(Advance, { id: createTrial.id, action: 'START' });
  const other = { ...(await contractOf(createTrial.id, one.enterprise)), fileIds: [fileId!] };
  expect(await one.enterprise.refused(RecordConversion, { input: other })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'ATTACHMENT_ELSEWHERE',
  });
  expect((await fetch(`${url()}/files/${fileId}`, { headers: one.provider.headers })).status).toBe(200);
  expect((await fetch(`${url()}/files/${fileId}`, { headers: offering.provider.headers })).status).toBe(404);
});

test('a note is as long as a note may be, and holds nothing that cannot be kept', async () => {
  const { id, enterprise } = await aRunningTrial();
  for (const note of ['太长'.repeat(1001), 'a\u0000b', '\ud800'])
    expect(await enterprise.refusal(Advance, { id, action: 'TERMINATE', note })).toBe('BAD_USER_INPUT');
  expect(await sql('select state from trial where id = $1', [id])).toEqual([{ state: 'RUNNING' }]);
});

test('B113: a credit code is put right or refused, and one organisation stays one', async () => {
  const officer = await someone('OFFICER');
  const Create = graphql(`mutation ($input: EnterpriseInput!) { createEnterprise(input: $input) { uscc } }`);
  const input = (uscc: string) => ({ uscc, name: '青岛机械厂', district: '370211', division: '33', size: 'SMALL' as const });
  const { createEnterprise } = await officer.ask(Create, { input: input(' 91370200264574251ｅ ') });
  expect(createEnterprise.uscc).toBe('91370200264574251E');
  const before = await facts();
  expect(await officer.refusal(Create, { input: input('91370200264574251e') })).toBe('BAD_USER_INPUT');
  for (const wrong of ['91370200264574251D', '9137020026457425', '9.1370E+17', '91370200264574251EE', ''])
    expect([wrong, await officer.refusal(Create, { input: input(wrong) })]).toEqual([wrong, 'BAD_USER_INPUT']);
  expect(await facts()).toBe(before);
});

test('B105, B106: a change from an old version, from none or of something else is refused with the version that is', async () => {
  const [officer, id] = [await someone('OFFICER'), await anEnterprise()];
  const Rename = graphql(
    `mutation ($id: ID!, $version: Int!) { updateEnterprise(id: $id, version: $version, input: { name: "新名" }) { version } }`,
  );
  expect((await officer.ask(Rename, { id, version: 1 })).updateEnterprise.version).toBe(2);
  expect(await officer.refused(Rename, { id, version: 1 })).toMatchObject({ code: 'VERSION_CONFLICT', details: { version: 2 } });
  expect(await officer.refusal(Rename, { id, version: 3 })).toBe('VERSION_CONFLICT');
  expect(await officer.refusal(Rename, { id, version: -1 })).toBe('BAD_USER_INPUT');
  expect(await officer.refusal(`mutation { updateEnterprise(id: "${id}", input: { name: "x" }) { id } }`)).toBe(
    'GRAPHQL_VALIDATION_FAILED',
  );
  expect(await officer.refusal(Rename, { id: await aProvider(), version: 1 })).toBe('NOT_FOUND');
  expect(await sql('select version from enterprise where id = $1', [id])).toEqual([{ version: 2 }]);
});

test('B056: an update that changes nothing changes nothing', async () => {
  const [officer, id] = [await someone('OFFICER'), await anEnterprise()];
  const before = await facts();
  await officer.ask(`mutation { updateEnterprise(id: "${id}", version: 1, input: {}) { id } }`);
  expect([await facts(), await sql('select version from enterprise where id = $1', [id])]).toEqual([before, [{ version: 1 }]]);
});

test('B103, B104: the time a client sends is no time; days that are none are refused, and none is shifted', async () => {
  const officer = await someone('OFFICER');
  const At = (from: string) =>
    officer.refusal('query ($from: DateTime!) { trials(filter: { appliedAt: { from: $from } }) { totalCount } }', { from });
  for (const wrong of [
    '2026-12-31T23:59:60Z',
    '2026-12-31T24:00:00Z',
    '2026-12-31T10:00:00',
    '10000-01-01T00:00:00Z',
    '2026-12-31T10:00:00+15:00',
    '0000-01-01T00:00:00Z',
  ])
    expect([wrong, await At(wrong)]).toEqual([wrong, 'BAD_USER_INPUT']);
  expect(await At('1988-04-17T00:30:00+08:00')).toBeUndefined();
  expect(await At('2026-12-31T10:00:00+14:00')).toBeUndefined();
  const Day = (day: string) => officer.refusal('query ($day: Date!) { coverage(at: $day) { n } }', { day });
  for (const wrong of ['2026-02-30', '0000-01-01', '10000-01-01', '2026-1-1', '1899-12-31'])
    expect([wrong, await Day(wrong)]).toEqual([wrong, 'BAD_USER_INPUT']);
  const offering = await anOffering();
  const enterprise = await someone('ENTERPRISE');
  await enterprise.ask(
    Apply,
    { offeringId: offering.id, goal: '缩短换模时间', waitIfFull: false },
    { date: 'Mon, 01 Jan 1990 00:00:00 GMT' },
  );
  expect(
    await sql(`select applied_at > domain_now() - interval '1 minute' as now from trial where offering_id = $1`, [offering.id]),
  ).toEqual([{ now: true }]);
});
