import { graphql } from '../../../schema/graphql.ts';
import { makeKey, readKey } from '../../../server/partners/key.ts';
import { createKey } from '../../../server/partners/service.ts';
import { anEnterprise, anyone, aProvider, here, next, Someone, someone, sql, statementsOf, travel, url, useServer } from '../../kit.ts';

useServer();

const Create = graphql(
  `mutation ($input: ApiKeyInput!) { createApiKey(input: $input) { key apiKey { id prefix scopes state expiresAt history { name } } } }`,
);
const Revoke = graphql(`mutation ($id: ID!, $note: String) { advanceApiKey(id: $id, action: REVOKE, note: $note) { state } }`);
const Keys = graphql(`query { apiKeys(first: 50) { nodes { id name state lastUsedAt } totalCount } }`);
const WhoAmI = graphql(`query { me { role name may } }`);
const Catalogue = graphql(`query { providers(first: 50) { nodes { id name } totalCount } }`);
const Offerings = graphql(`query { offerings(first: 50) { totalCount } }`);
const Lists = graphql(`query { serviceLists(first: 50) { totalCount } }`);
const Contacts = graphql(`query { providers { nodes { contactPhone } } }`);
const Enterprises = graphql(`query { enterprises { totalCount } }`);
const Districts = graphql(`query { districts { totalCount } }`);

const bearer = (key: string, more: Record<string, string> = {}) =>
  new Someone('partner', 'PARTNER', { authorization: `Bearer ${key}`, ...more });
async function aPartner(scopes = ['catalogue:read'], platform = `平台${next()}`): Promise<{ partner: Someone; id: string; key: string }> {
  const { key, apiKey } = await createKey(here().owner.manager, { name: '目录同步', platform, scopes });
  return { partner: bearer(key), id: apiKey.id, key };
}

test('a key is made by the security administrator, shown once, and kept as a hash', async () => {
  const admin = await someone('SECURITY_ADMIN');
  const input = { name: '目录同步', platform: '某平台', scopes: ['catalogue:read', 'lists:read'] };
  const { createApiKey } = await admin.ask(Create, { input });
  expect(createApiKey.key).toMatch(/^ck_live_[0-9A-Za-z]{12}_[0-9A-Za-z]{32}_[0-9A-Za-z]{6}$/);
  expect(createApiKey.apiKey).toMatchObject({ state: 'ACTIVE', scopes: input.scopes, history: [{ name: 'ApiKey.CREATE' }] });
  const secret = createApiKey.key.split('_')[3]!;
  for (const table of ['api_key', 'fact', 'personal_value', 'idempotency'])
    expect(JSON.stringify(await sql(`select * from ${table}`))).not.toContain(secret);
  for (const role of ['SYSTEM_ADMIN', 'OFFICER', 'LEADER', 'AUDITOR', 'PROVIDER'] as const)
    expect(await (await someone(role)).refusal(Create, { input })).toBe('FORBIDDEN');
  expect(await anyone().refusal(Create, { input })).toBe('UNAUTHENTICATED');
});

test('a key holds known scopes only, and ends within 400 days', async () => {
  const admin = await someone('SECURITY_ADMIN');
  const input = (more: object) => ({ input: { name: 'x', platform: 'y', scopes: ['catalogue:read'], ...more } });
  for (const scopes of [['catalogue:write'], ['any'], ['*'], []])
    expect(await admin.refused(Create, input({ scopes }))).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'SCOPE_UNKNOWN' });
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  for (const expiresAt of [inDays(401), inDays(-1)])
    expect(await admin.refused(Create, input({ expiresAt }))).toMatchObject({ reason: 'KEY_EXPIRY' });
  expect(await admin.refusal(Create, input({ expiresAt: inDays(399) }))).toBeUndefined();
});

test('with its scope a key reads the catalogue; what is beyond its scopes is forbidden', async () => {
  await aProvider();
  const { partner } = await aPartner(['catalogue:read']);
  const { providers } = await partner.ask(Catalogue);
  expect(providers.totalCount).toBe(providers.nodes.length);
  expect(providers.nodes.length).toBeGreaterThan(0);
  expect(await partner.refusal(Offerings)).toBeUndefined();
  expect(await partner.refusal(Lists)).toBe('FORBIDDEN');
  expect(await (await aPartner(['lists:read'])).partner.refusal(Lists)).toBeUndefined();
  expect(await (await aPartner(['lists:read'])).partner.refusal(Catalogue)).toBe('FORBIDDEN');
  await anEnterprise();
  expect(await partner.refusal(Enterprises)).toBe('FORBIDDEN');
  expect(await partner.refused(Contacts)).toMatchObject({ code: 'FORBIDDEN', reason: 'FIELD_WITHHELD' });
});

test('who asks, what runs here and the codes need no scope; `may` names what the scopes allow', async () => {
  const { partner } = await aPartner(['lists:read']);
  expect(await partner.refusal(Districts)).toBeUndefined();
  const { me } = await partner.ask(WhoAmI);
  expect(me).toMatchObject({ role: 'PARTNER', name: expect.stringContaining('目录同步') });
  expect(me?.may).toEqual(expect.arrayContaining(['about', 'me', 'serviceLists']));
  expect(me?.may).not.toContain('providers');
  expect(me?.may).not.toContain('createTrial');
  expect((await (await aPartner(['trials:read'])).partner.ask(WhoAmI)).me?.may).not.toContain('createTrial');
  expect((await (await aPartner(['trials:read', 'trials:write'])).partner.ask(WhoAmI)).me?.may).toContain('createTrial');
});

test('a session and a key at once are refused, and so is a key beside a cookie that is no longer good', async () => {
  const { key } = await aPartner();
  const officer = await someone('OFFICER');
  expect(await bearer(key, officer.headers).refused(Catalogue)).toMatchObject({ code: 'BAD_REQUEST', reason: 'ONE_PRINCIPAL' });
  expect(await bearer(key, { cookie: 'sid=AAAA' }).refusal(Catalogue)).toBe('BAD_REQUEST');
});

test('a key that is wrong never counts as nobody', async () => {
  const { key } = await aPartner();
  // Whole and of a known prefix, but with another secret than the one that was given out.
  const [other, forged] = [await aPartner(), makeKey()];
  await sql('update api_key set prefix = $2 where id = $1', [other.id, forged.prefix]);
  for (const wrong of [
    'x',
    `${key}x`,
    key.slice(0, -1),
    key.replace(/.$/, last => (last === 'a' ? 'b' : 'a')),
    makeKey().key,
    forged.key,
    '',
  ])
    expect(await bearer(wrong).refusal(Districts)).toBe('UNAUTHENTICATED');
  expect(await new Someone('x', 'PARTNER', { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` }).refusal(Districts)).toBe(
    'UNAUTHENTICATED',
  );
});

test('garbage is told from a key without a query', async () => {
  const { key } = await aPartner();
  const broken = key.replace(/.$/, last => (last === 'a' ? 'b' : 'a'));
  expect(await statementsOf(() => bearer(broken).refusal(Districts))).toEqual([]);
  expect(readKey(broken)).toBeUndefined();
  expect(readKey(key)?.prefix).toBe(key.split('_')[2]);
});

test('a revoked key is shut out at once, an expired one by the clock', async () => {
  const admin = await someone('SECURITY_ADMIN');
  const { partner, id } = await aPartner();
  expect(await partner.refusal(Catalogue)).toBeUndefined();
  expect(await admin.refused(Revoke, { id })).toMatchObject({ reason: 'NOTE_REQUIRED' });
  expect(await (await someone('AUDITOR')).refusal(Revoke, { id, note: 'x' })).toBe('FORBIDDEN');
  expect((await admin.ask(Revoke, { id, note: '平台停用' })).advanceApiKey).toEqual({ state: 'REVOKED' });
  expect(await partner.refusal(Catalogue)).toBe('UNAUTHENTICATED');
  expect(await admin.refusal(Revoke, { id, note: 'again' })).toBe('ILLEGAL_STATE');
  const later = await aPartner();
  await travel('366 days');
  expect(await later.partner.refusal(Catalogue)).toBe('UNAUTHENTICATED');
  expect((await admin.ask(Keys)).apiKeys.nodes.find(({ id }) => id === later.id)).toMatchObject({ state: 'EXPIRED' });
  await travel('-366 days');
});

test('when a key was last used is written once a minute', async () => {
  const { partner, id } = await aPartner();
  const at = async () => (await sql<{ at: Date | null }>('select last_used_at as at from api_key where id = $1', [id]))[0]!.at;
  expect(await at()).toBeNull();
  await partner.ask(Catalogue);
  const first = await at();
  await partner.ask(Catalogue);
  expect(await at()).toEqual(first);
  await sql(`update api_key set last_used_at = last_used_at - interval '2 minutes' where id = $1`, [id]);
  await partner.ask(Catalogue);
  expect((await at())!.getTime()).toBeGreaterThanOrEqual(first!.getTime());
});

test('a partner sees its own key, sends no file, signs in nowhere, and writes only with an idempotency key', async () => {
  const { partner, id } = await aPartner(['trials:write']);
  expect((await partner.ask(Keys)).apiKeys.nodes.map(key => key.id)).toEqual([id]);
  const put = await fetch(`${url()}/files?name=a.pdf`, { method: 'PUT', body: '%PDF-1.7', headers: partner.headers });
  expect(put.status).toBe(403);
  const SignOut = graphql(`mutation { signOut }`);
  expect(await partner.refusal(SignOut)).toBe('IDEMPOTENCY_KEY_REQUIRED');
  await expect(partner.ask(SignOut, {}, { 'idempotency-key': 'a' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
