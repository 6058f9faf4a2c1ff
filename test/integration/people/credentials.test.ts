import { graphql } from '../../../schema/graphql.ts';
import { type Role, roles } from '../../../schema/roles.ts';
import { newId } from '../../../server/kernel/fields.ts';
import { allowed, policy } from '../../../server/kernel/policy.ts';
import { makeKey } from '../../../server/partners/key.ts';
import { scopes } from '../../../server/partners/scopes.ts';
import { anEnterprise, anExpert, aProvider, next, type Someone, someone, sql, url, useServer } from '../../kit.ts';
import { aPartner } from '../partners/scene.ts';

useServer();

const post = (query: string) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
/** What is open to anybody, in every way there is to ask. */
const open: [string, string, RequestInit][] = [
  ['a query', '/graphql', post('{ districts { totalCount } }')],
  ['a query by GET', '/graphql?query=%7B%20districts%20%7B%20totalCount%20%7D%20%7D', { headers: { 'apollo-require-preflight': '1' } }],
  ['an open mutation', '/graphql', post('mutation { askRecovery(login: "nobody") }')],
  ['an export', '/export/District.csv?columns=code', {}],
  ['a file', '/files/FILE', {}],
  ['an upload', '/files?name=x.pdf', { method: 'PUT', body: '%PDF-1.4\n%%EOF' }],
  ['the differences of lists', '/lists/diff.csv?from=8&to=9', {}],
];

let person: Someone;
let key: string;
let published: string;
/** Credentials that are none, or no longer. */
const bad: Record<string, Record<string, string>> = {};
/** Two at once, good or bad. */
const both: Record<string, Record<string, string>> = {};
beforeAll(async () => {
  person = await someone('OFFICER');
  key = (await aPartner(['catalogue:read', 'lists:read'])).key;
  const [ended, disabled, revoked] = [await someone('OFFICER'), await someone('OFFICER'), await aPartner()];
  await sql(`update session set expires_at = now() - interval '1 day', idle_at = now() - interval '1 day' where user_id = $1`, [ended.id]);
  await sql(`update account set state = 'DISABLED' where id = $1`, [disabled.id]);
  await sql(`update api_key set state = 'REVOKED' where id = $1`, [revoked.id]);
  const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
  const cookie = person.headers['cookie']!;
  Object.assign(bad, {
    'a session that never was': { cookie: 'sid=AAAA' },
    'a session whose name no session has': { cookie: 'sid=%00!' },
    'an empty session': { cookie: 'theme=dark; sid=' },
    'a session that has ended': ended.headers,
    'a session of a disabled account': disabled.headers,
    'a key that never was': bearer(makeKey().key),
    'a revoked key': bearer(revoked.key),
    'garbage for a key': bearer('x'),
    'an empty key': { authorization: 'Bearer ' },
    'an empty header': { authorization: '' },
    'a password in the header': { authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` },
    'a session sent as a key': bearer(cookie.slice(4)),
    'a key sent as a session': { cookie: `sid=${key}` },
  });
  Object.assign(both, {
    'a session and a key': { cookie, ...bearer(key) },
    'a session and a wrong key': { cookie, ...bearer('x') },
    'a wrong session and a key': { cookie: 'sid=AAAA', ...bearer(key) },
    'a wrong session and a wrong key': { cookie: 'sid=AAAA', ...bearer('x') },
    'an empty session and a key': { cookie: 'sid=', ...bearer(key) },
  });
  const sent = await fetch(`${url()}/files?name=open.pdf`, { method: 'PUT', headers: person.headers, body: '%PDF-1.4\n%%EOF' });
  published = ((await sent.json()) as { id: string }).id;
  await sql('update attachment set published = true where id = $1', [published]);
});

async function asked([, path, init]: (typeof open)[number], headers: Record<string, string>): Promise<{ status: number; text: string }> {
  const response = await fetch(url() + path.replace('FILE', published), { ...init, headers: { ...init.headers, ...headers } });
  return { status: response.status, text: await response.text() };
}
const codeOf = (text: string) => JSON.parse(text).errors[0].extensions.code as string;

test.each(open)('%s is open to anybody', async (...way) => {
  const { text } = await asked(way, {});
  expect(text).not.toMatch(/UNAUTHENTICATED|FORBIDDEN|ONE_PRINCIPAL/);
});

test.each(open)('B064: who sends a credential that is wrong does not become anybody by it: %s', async (...way) => {
  const before = await kept();
  for (const [name, headers] of Object.entries(bad)) {
    const { status, text } = await asked(way, headers);
    expect([name, status, codeOf(text)]).toEqual([name, 401, 'UNAUTHENTICATED']);
  }
  for (const [name, headers] of Object.entries(both)) {
    const { status, text } = await asked(way, headers);
    expect([name, status, codeOf(text)]).toEqual([name, 400, 'BAD_REQUEST']);
  }
  expect(await kept()).toEqual(before);
});
const kept = () =>
  sql(`select (select count(*) from attachment) as files, (select count(*) from fact where subject <> 'Refusal') as facts`);

const Invite = graphql(`mutation ($input: InvitationInput!) { createInvitation(input: $input) { invitation { id } } }`);

test('nobody invites above themselves: of every role and duty that could be promised, each gives the few that are theirs', async () => {
  const targets: Partial<Record<Role, object>> = {
    PROVIDER: { providerId: await aProvider() },
    ENTERPRISE: { enterpriseId: await anEnterprise() },
  };
  const given: string[] = [];
  for (const role of roles.filter(one => one !== 'PUBLIC' && one !== 'PARTNER')) {
    for (const manager of [false, true]) {
      if (manager && role !== 'PROVIDER' && role !== 'ENTERPRISE') continue;
      const who = await someone(role);
      if (manager) await sql('update account set manager = true where id = $1', [who.id]);
      const { district: _, ...own } = who.of;
      for (const promised of roles)
        for (const [whose, scope] of [
          ['own', promised === role ? own : undefined],
          ['others', promised === 'EXPERT' ? { expertId: await anExpert() } : (targets[promised] ?? {})],
        ] as const) {
          if (!scope) continue;
          const code = await who.refusal(Invite, { input: { name: '某', role: promised, ...scope } });
          if (!code) given.push(`${role}${manager ? ' manager' : ''} → ${promised} of ${whose}`);
          else expect([role, promised, code]).toEqual([role, promised, expect.stringMatching(/^(FORBIDDEN|BAD_USER_INPUT)$/)]);
        }
    }
  }
  expect(given).toEqual([
    'ENTERPRISE manager → ENTERPRISE of own',
    'PROVIDER manager → PROVIDER of own',
    ...['PROVIDER', 'EXPERT'].map(promised => `OFFICER → ${promised} of others`),
    // Whom the system administrator invites waits for the security administrator.
    ...['ENTERPRISE', 'PROVIDER', 'EXPERT'].map(promised => `SYSTEM_ADMIN → ${promised} of others`),
  ]);
});

test('a key is never above its maker: a scope that the role may not give is refused, in a new key and in a successor', async () => {
  const { keys } = policy();
  expect(Object.keys(keys).sort()).toEqual([...scopes].sort());
  const Create = graphql(`mutation ($input: ApiKeyInput!) { createApiKey(input: $input) { apiKey { id state } } }`);
  for (const role of roles.filter(one => one !== 'PUBLIC' && one !== 'PARTNER')) {
    const who = await someone(role);
    for (const scope of scopes) {
      const code = await who.refusal(Create, { input: { name: '某', platform: `平台${next()}`, scopes: [scope] } });
      const mine = keys[scope]!.issue.includes(role) && allowed({ id: who.id, role, name: '' }, 'create', 'ApiKey').length > 0;
      expect([role, scope, code]).toEqual([role, scope, mine ? undefined : 'FORBIDDEN']);
    }
  }
  // Were a scope taken from the role, neither it nor its successor would be given any more.
  const [admin, { id }] = [await someone('SECURITY_ADMIN'), await aPartner(['trials:read'])];
  const rule = keys['trials:read']!;
  const issue = jest.replaceProperty(rule, 'issue', ['LEADER']);
  try {
    const input = { name: '某', platform: `平台${next()}`, scopes: ['trials:read'] };
    expect(await admin.refused(Create, { input })).toMatchObject({ code: 'FORBIDDEN', reason: 'SCOPE_NOT_YOURS' });
    const Rotate = graphql(`mutation ($id: ID!) { rotateApiKey(id: $id) { apiKey { id } } }`);
    expect(await admin.refused(Rotate, { id })).toMatchObject({ code: 'FORBIDDEN', reason: 'SCOPE_NOT_YOURS' });
  } finally {
    issue.restore();
  }
  expect(await sql('select count(*)::int as successors from api_key where replaces_id = $1', [id])).toEqual([{ successors: 0 }]);
  expect(await admin.refusal(Create, { input: { name: '某', platform: newId(), scopes: ['trials:read', 'users:write'] } })).toBe(
    'BAD_USER_INPUT',
  );
});
