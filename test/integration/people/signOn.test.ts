import { graphql } from '../../../schema/graphql.ts';
import { readProviders } from '../../../server/people/sso/settings.ts';
import { createUserWithPassword } from '../../../server/people/user/service.ts';
import { anyone, codeNow, enrol, here, type Someone, someone, sql, url, useServer } from '../../kit.ts';
import { clientSecret, type Fake, fakeOidc, fakePortal, type Misbehaviour, type TicketMisbehaviour } from './fakeProviders.ts';

let oidc: Fake;
let portal: Awaited<ReturnType<typeof fakePortal>>;
beforeAll(async () => {
  oidc = await fakeOidc();
  portal = await fakePortal();
});
afterAll(async () => {
  await oidc.stop();
  await portal.stop();
});
useServer({
  identityProviders: () => {
    const { providers, faults } = readProviders(
      JSON.stringify([
        { kind: 'oidc', id: 'city', name: ['市统一身份认证', 'City sign-on'], issuer: oidc.url, clientId: 'shizhuan', clientSecret },
        {
          kind: 'ticket',
          id: 'portal',
          name: ['省政务平台', 'Province portal'],
          loginUrl: `${portal.url}/login?app={appId}&back={callback}`,
          validateUrl: `${portal.url}/validate`,
          appId: 'shizhuan',
          appSecret: clientSecret,
          digest: 'sm3',
          subjectField: 'data.userId',
        },
      ]),
    );
    expect(faults).toEqual([]);
    return providers;
  },
});

const Link = graphql(`
  mutation ($input: LinkedIdentityInput!) {
    createLinkedIdentity(input: $input) { id state provider subject }
  }
`);
const End = graphql(`
  mutation ($id: ID!) {
    advanceLinkedIdentity(id: $id, action: END, note: "left the bureau") { state }
  }
`);

const cookieOf = (response: Response, name: string) =>
  response.headers
    .getSetCookie()
    .map(line => line.split(';')[0]!)
    .find(pair => pair.startsWith(`${name}=`));
const visit = (address: string, cookie?: string, accept = 'application/json') =>
  fetch(address, { redirect: 'manual', headers: { accept, ...(cookie && { cookie }) } });

/** Goes to the provider and comes back as far as the address of the callback. */
async function away(provider: string): Promise<{ callback: string; cookie: string }> {
  const begun = await visit(`${url()}/sso/${provider}`);
  expect(begun.status).toBe(303);
  const there = await visit(begun.headers.get('location')!);
  return { callback: there.headers.get('location')!, cookie: cookieOf(begun, 'sso')! };
}
async function signOn(provider: string) {
  const { callback, cookie } = await away(provider);
  const response = await visit(callback, cookie);
  return { status: response.status, sid: cookieOf(response, 'sid'), body: response.status === 303 ? undefined : await response.json() };
}
const meWith = async (cookie: string) => {
  const response = await fetch(`${url()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ query: '{ me { id role } }' }),
  });
  return ((await response.json()) as { data?: { me: { id: string } } }).data?.me;
};
const refusals = () => sql<{ why: string }>(`select details->>'why' as why from fact where name = 'SignOn.REFUSED' order by id`);
const sessions = async () => Number((await sql('select count(*) as n from session'))[0]!['n']);

let officer: Someone;
let security: Someone;
beforeAll(async () => {
  officer = await someone('OFFICER');
  security = await someone('SECURITY_ADMIN');
  for (const [provider, subject] of [
    ['city', oidc.user.sub],
    ['portal', portal.user.sub],
  ] as const)
    await security.ask(Link, { input: { userId: officer.id, provider, subject } });
});

describe.each(['city', 'portal'])('by %s', provider => {
  test('an identity that was linked beforehand signs in, and the sign-in is a fact', async () => {
    const { status, sid } = await signOn(provider);
    expect(status).toBe(303);
    expect((await meWith(sid!))?.id).toBe(officer.id);
    const [fact] = await sql(`select details from fact where name = 'User.SIGN_IN' and subject_id = $1 order by id desc limit 1`, [
      officer.id,
    ]);
    expect(fact!['details']).toMatchObject({ with: 'SINGLE_SIGN_ON', provider, twoFactors: false });
  });

  test('the same answer works once: replayed it is refused, and so is a second browser', async () => {
    const { callback, cookie } = await away(provider);
    const all = await Promise.all(Array.from({ length: 20 }, () => visit(callback, cookie)));
    expect(all.map(({ status }) => status).sort()).toEqual([303, ...Array(19).fill(401)]);
    const other = await away(provider);
    expect((await visit(other.callback)).status).toBe(401);
    const mine = await away(provider);
    expect((await visit(other.callback, mine.cookie)).status).toBe(401);
  });

  test('an identity that is linked to nobody is told so, and gets no session', async () => {
    const fake = provider === 'city' ? oidc : portal;
    const known = fake.user.sub;
    fake.user.sub = 'stranger';
    try {
      const before = await sessions();
      const { callback, cookie } = await away(provider);
      const response = await visit(callback, cookie);
      expect([response.status, await response.json()]).toMatchObject([
        401,
        { errors: [{ extensions: { code: 'UNAUTHENTICATED', reason: 'SSO_NOT_LINKED', details: { subject: 'stranger' } } }] },
      ]);
      const back = await away(provider);
      const browser = await visit(back.callback, back.cookie, 'text/html');
      expect([browser.status, browser.headers.get('location')]).toEqual([303, '/#/login?fault=SSO_NOT_LINKED&subject=stranger']);
      expect(await sessions()).toBe(before);
    } finally {
      fake.user.sub = known;
    }
  });
});

test.each<[Misbehaviour, string]>([
  ['wrong nonce', 'SSO_REFUSED'],
  ['no nonce', 'SSO_REFUSED'],
  ['other issuer in the identity', 'SSO_REFUSED'],
  ['other issuer in the answer', 'SSO_REFUSED'],
  ['no issuer in the answer', 'SSO_REFUSED'],
  ['other audience', 'SSO_REFUSED'],
  ['expired', 'SSO_REFUSED'],
  ['alg none', 'SSO_REFUSED'],
  ['unsigned', 'SSO_REFUSED'],
  ['foreign key', 'SSO_REFUSED'],
  ['signed with the client secret', 'SSO_REFUSED'],
  ['other algorithm', 'SSO_REFUSED'],
  ['no identity', 'SSO_REFUSED'],
  ['wrong state', 'SSO_REFUSED'],
  ['refused by its user', 'SSO_REFUSED'],
])('an OpenID answer with %s is refused, opens nothing and is a fact', async (how, reason) => {
  const [before, told] = [await sessions(), await refusals()];
  oidc.misbehave(how);
  try {
    expect(await signOn('city')).toMatchObject({
      status: 401,
      sid: undefined,
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED', reason } }] },
    });
  } finally {
    oidc.misbehave(undefined);
  }
  expect(await sessions()).toBe(before);
  expect((await refusals()).length).toBe(told.length + 1);
  expect((await signOn('city')).status).toBe(303);
});

test.each<TicketMisbehaviour>(['unsigned', 'signed by another', 'old', 'for another question', 'nobody', 'no JSON'])(
  'a ticket answered %s is refused, opens nothing and is a fact',
  async how => {
    const [before, told] = [await sessions(), await refusals()];
    portal.misbehave(how);
    try {
      expect(await signOn('portal')).toMatchObject({
        status: 401,
        sid: undefined,
        body: { errors: [{ extensions: { reason: 'SSO_REFUSED' } }] },
      });
    } finally {
      portal.misbehave(undefined);
    }
    expect(await sessions()).toBe(before);
    expect((await refusals()).length).toBe(told.length + 1);
  },
);

test('a provider that changes its key is believed at once, and the old key no more', async () => {
  expect((await signOn('city')).status).toBe(303);
  oidc.rotate();
  expect((await signOn('city')).status).toBe(303);
});

test('a provider that cannot be reached is SERVICE_UNAVAILABLE, and no refusal', async () => {
  const told = await refusals();
  for (const [fake, provider] of [
    [oidc, 'city'],
    [portal, 'portal'],
  ] as const) {
    fake.misbehave('down');
    const answer = await signOn(provider);
    fake.misbehave(undefined);
    expect(answer).toMatchObject({
      status: 503,
      body: { errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE', reason: 'SSO_UNREACHABLE' } }] },
    });
  }
  expect((await refusals()).length).toBe(told.length);
});

test('an answer is bound to the provider it was asked of', async () => {
  const { callback, cookie } = await away('city');
  const moved = callback.replace('/sso/city/', '/sso/portal/');
  expect((await visit(moved, cookie)).status).toBe(401);
});

test('the browser is only ever sent back to our own address, whatever Host it names', async () => {
  const { to } = { to: (await visit(`${url()}/sso/city`)).headers.get('location')! };
  expect(new URL(to).searchParams.get('redirect_uri')).toBe(`${url()}/sso/city/callback`);
  expect((await visit(`${url()}/sso/nobody`)).status).toBe(404);
  const left = await visit(`${url()}/sso/city/leave`);
  expect(new URL(left.headers.get('location')!).pathname).toBe('/leave');
});

test('a state of as many characters but more bytes is refused like any other', async () => {
  for (const provider of ['city', 'portal']) {
    const { callback, cookie } = await away(provider);
    const address = new URL(callback);
    address.searchParams.set('state', 'é'.repeat(43));
    expect([provider, (await visit(address.href, cookie)).status]).toEqual([provider, 401]);
  }
});

test('an attempt ends after ten minutes', async () => {
  const { callback, cookie } = await away('city');
  await sql(`update sign_on_attempt set expires_at = clock_timestamp()`);
  expect((await visit(callback, cookie)).status).toBe(401);
});

test('a disabled account does not sign in, and ending the link ends the session', async () => {
  const clerk = await someone('LEADER');
  const { createLinkedIdentity: link } = await security.ask(Link, { input: { userId: clerk.id, provider: 'city', subject: 'p-0002' } });
  oidc.user.sub = 'p-0002';
  try {
    const { sid } = await signOn('city');
    expect((await meWith(sid!))?.id).toBe(clerk.id);
    await sql(`update account set state = 'DISABLED' where id = $1`, [clerk.id]);
    expect((await signOn('city')).status).toBe(401);
    await sql(`update account set state = 'ACTIVE' where id = $1`, [clerk.id]);
    const again = await signOn('city');
    expect((await meWith(again.sid!))?.id).toBe(clerk.id);
    await security.ask(End, { id: link.id });
    expect(await meWith(again.sid!)).toBeUndefined();
    expect((await signOn('city')).status).toBe(401);
  } finally {
    oidc.user.sub = 'p-0001';
  }
});

test('only the security administrator links, never the own account, an identity once, at a provider that is there', async () => {
  const input = { userId: officer.id, provider: 'city', subject: 'p-0003' };
  for (const role of ['SYSTEM_ADMIN', 'OFFICER', 'AUDITOR', 'ENTERPRISE'] as const)
    expect(await (await someone(role)).refusal(Link, { input })).toBe('FORBIDDEN');
  expect(await anyone().refusal(Link, { input })).toBe('UNAUTHENTICATED');
  expect(await security.refusal(Link, { input: { ...input, userId: security.id } })).toBe('FORBIDDEN');
  expect(await security.refused(Link, { input: { ...input, subject: oidc.user.sub } })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'IDENTITY_TAKEN',
  });
  expect(await security.refused(Link, { input: { ...input, provider: 'other' } })).toMatchObject({
    code: 'BAD_USER_INPUT',
    reason: 'SSO_PROVIDER_UNKNOWN',
  });
});

test('what a browser carries is nowhere in the database, and the ways to sign in are public', async () => {
  const { cookie } = await away('city');
  const kept = JSON.stringify(await sql('select * from sign_on_attempt'));
  const carried = cookie.slice('sso='.length);
  for (const secret of [carried, carried.slice(0, 43), carried.slice(43, 86), carried.slice(86)]) expect(kept.includes(secret)).toBe(false);
  const ways = await anyone().ask(graphql(`{ signInWays { id name englishName path } }`));
  expect(ways.signInWays).toEqual([
    { id: 'city', name: '市统一身份认证', englishName: 'City sign-on', path: '/sso/city' },
    { id: 'portal', name: '省政务平台', englishName: 'Province portal', path: '/sso/portal' },
  ]);
});

test('a sign-on with one factor opens nothing until our second factor is shown; with two it opens everything', async () => {
  const ask = async (cookie: string, query: string) => {
    const response = await fetch(`${url()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: { extensions: object }[] };
    return { data, refusal: errors?.[0]?.extensions, cookie: cookieOf(response, 'sid') };
  };
  const { sid } = await signOn('city');
  expect(await ask(sid!, '{ me { mustProve may } }')).toMatchObject({ data: { me: { mustProve: true } } });
  expect((await ask(sid!, '{ calls { totalCount } }')).refusal).toMatchObject({ code: 'MFA_REQUIRED', reason: 'FACTOR_DUE' });
  expect((await ask(sid!, 'mutation { stepUp(code: "000000") }')).refusal).toMatchObject({ code: 'MFA_INVALID' });
  const proved = await ask(sid!, `mutation { stepUp(code: "${await codeNow(1)}") }`);
  expect(proved.data).toEqual({ stepUp: true });
  expect((await ask(proved.cookie!, '{ calls { totalCount } }')).refusal).toBeUndefined();
  expect((await ask(sid!, '{ me { id } }')).refusal).toMatchObject({ code: 'UNAUTHENTICATED' });

  oidc.user.amr = ['pwd', 'mfa'];
  const strong = await signOn('city');
  oidc.user.amr = undefined;
  expect((await ask(strong.sid!, '{ calls { totalCount } }')).refusal).toBeUndefined();
});

test('who makes links gets into nobody’s account by one: its owner proves the first sign-on, whatever the provider vouches for', async () => {
  const { id } = await createUserWithPassword(here().owner.manager, {
    ...{ login: 'linked', name: '某人', role: 'LEADER', password: 'right horse battery' },
  });
  await enrol(id);
  const ask = async (cookie: string, query: string) => {
    const response = await fetch(`${url()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query }),
    });
    const { errors } = (await response.json()) as { errors?: { extensions: { code: string; reason?: string } }[] };
    return errors?.[0]?.extensions;
  };
  const due = { code: 'MFA_REQUIRED', reason: 'FACTOR_DUE' };
  await security.ask(Link, { input: { userId: id, provider: 'city', subject: 'p-0009' } });
  Object.assign(oidc.user, { sub: 'p-0009', amr: ['pwd', 'mfa'] });
  try {
    expect(await ask((await signOn('city')).sid!, '{ calls { totalCount } }')).toMatchObject(due);
    await security.ask(`mutation { resetFactor(userId: "${id}", reason: "lost") { id } }`);
    const thief = (await signOn('city')).sid!;
    expect(await ask(thief, 'mutation { enrolFactor { secret } }')).toMatchObject(due);
    expect(await ask(thief, `mutation { stepUp(code: "${await codeNow()}") }`)).toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(await ask(thief, '{ calls { totalCount } }')).toMatchObject(due);
    await enrol(id);
    expect(await ask((await signOn('city')).sid!, `mutation { stepUp(code: "${await codeNow()}") }`)).toBeUndefined();
    expect(await ask((await signOn('city')).sid!, '{ calls { totalCount } }')).toBeUndefined();
  } finally {
    Object.assign(oidc.user, { sub: 'p-0001', amr: undefined });
  }
});
