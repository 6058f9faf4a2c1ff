import { tellTallies } from '../../../server/kernel/audit/refusals.ts';
import { createKey } from '../../../server/partners/service.ts';
import { anEnterprise, anyone, here, next, Someone, someone, sql, times, url, useServer } from '../../kit.ts';
import { verified } from './scene.ts';

useServer();

const Change = `mutation ($id: ID!, $input: EnterprisePatch!) { updateEnterprise(id: $id, version: 1, input: $input) { id } }`;
const facts = (actorId: string) =>
  sql<{
    name: string;
    subject_id: string;
    details: Record<string, unknown>;
    ip: string;
    key_id: string;
    request_id: string;
    on_behalf_of: string;
  }>(
    `select name, subject_id, details, ip, key_id, request_id, on_behalf_of from fact where actor_id = $1 and subject = 'Refusal' order by id`,
    [actorId],
  );

test('who tries what is not theirs leaves a fact that says what, on which record and from where', async () => {
  const enterprise = await someone('ENTERPRISE');
  const foreign = await anEnterprise();
  const code = await enterprise.refusal(Change, { id: foreign, input: { name: '别人家' } });
  expect(['FORBIDDEN', 'NOT_FOUND']).toContain(code);
  const [refusal, ...others] = await facts(enterprise.id);
  expect(others).toEqual([]);
  expect(refusal).toMatchObject({
    name: `Refusal.${code}`,
    subject_id: foreign,
    details: { code, operation: 'updateEnterprise', subjectId: foreign, internal: true },
    on_behalf_of: enterprise.of.enterpriseId,
  });
  expect(refusal!.ip).toMatch(/127\.0\.0\.1/);
  expect(refusal!.request_id).toMatch(/^[0-9a-f-]{36}$/);
});

test('it is written outside the act that was refused, of which nothing stays', async () => {
  const auditor = await someone('AUDITOR');
  const before = await sql('select count(*) from account');
  expect(await auditor.refusal(`mutation { createUser(input: { login: "x1234", name: "y", role: OFFICER }) { id } }`)).toBe('FORBIDDEN');
  expect(await facts(auditor.id)).toMatchObject([{ name: 'Refusal.FORBIDDEN', details: { operation: 'createUser' } }]);
  expect(await sql('select count(*) from account')).toEqual(before);
});

test('a reading that is forbidden leaves one too: an operation, a withheld field, a route, a key beyond its scope', async () => {
  const provider = await someone('PROVIDER');
  expect(await provider.refusal('{ auditChain { seq } }')).toBe('FORBIDDEN');
  expect(await provider.refusal('{ facts { totalCount } }')).toBe('FORBIDDEN');
  await fetch(`${url()}/export/Fact.csv`, { headers: provider.headers });
  expect((await facts(provider.id)).map(({ details }) => details['operation'])).toEqual(['auditChain', 'facts', 'GET /export/Fact.csv']);

  const { key, apiKey } = await createKey(here().owner.manager, {
    name: '目录同步',
    platform: `平台${next()}`,
    scopes: ['catalogue:read'],
  });
  const partner = new Someone('partner', 'PARTNER', { authorization: `Bearer ${key}` });
  expect(await partner.refusal('{ serviceLists { totalCount } }')).toBe('FORBIDDEN');
  expect(await sql(`select name, key_id from fact where key_id = $1 and subject = 'Refusal'`, [apiKey.prefix])).toEqual([
    { name: 'Refusal.FORBIDDEN', key_id: apiKey.prefix },
  ]);
});

test('what anybody may get wrong, and visitors without sign-in, leave none', async () => {
  const officer = await someone('OFFICER');
  const total = async () => (await sql('select count(*) from fact'))[0];
  const before = await total();
  expect(await officer.refusal(Change, { id: await anEnterprise(), input: { name: 'x'.repeat(300) } })).toBe('BAD_USER_INPUT');
  expect(await officer.refusal('{ nothing }')).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(await anyone().refusal('{ users { totalCount } }')).toBe('UNAUTHENTICATED');
  expect(await anyone().refusal(Change, { id: await anEnterprise(), input: { name: 'x' } })).toBe('UNAUTHENTICATED');
  expect(await total()).toEqual(before);
});

test('who is refused all the time is told of in sum: twenty facts in a minute, and one for the rest', async () => {
  const leader = await someone('LEADER');
  const codes = await times(60, () => leader.refusal('{ auditChain { seq } }'));
  expect(new Set(codes)).toEqual(new Set(['FORBIDDEN']));
  expect(await facts(leader.id)).toHaveLength(20);
  await tellTallies(true);
  expect((await facts(leader.id)).slice(20)).toMatchObject([
    { name: 'Refusal.MORE', details: { count: 40, refused: { 'FORBIDDEN auditChain': 40 } } },
  ]);
  expect(await verified()).toMatchObject({ faulty: 0 });
});

test('refusals are for auditors: the history of the record does not show them', async () => {
  const enterprise = await someone('ENTERPRISE');
  const foreign = await anEnterprise();
  await enterprise.refusal(Change, { id: foreign, input: { name: '别人家' } });
  const officer = await someone('OFFICER');
  const { enterprise: seen } = await officer.ask<{ enterprise: { history: { name: string }[] } }, object>(
    `{ enterprise(id: "${foreign}") { history { name } } }`,
  );
  expect(seen.history).toEqual([]);
});
