import { createUserWithPassword } from '../../../server/people/user/service.ts';
import {
  anEnterprise,
  another,
  anyone,
  aProvider,
  codeNow,
  enrol,
  here,
  next,
  Someone,
  signsIn,
  someone,
  sql,
  travel,
  travelTo,
  useServer,
} from '../../kit.ts';

useServer({ attemptsPerMinute: 1_000_000 });
afterEach(() => travel(null));

const password = 'right horse battery';
const Me = '{ me { name mustChangePassword } }';
const Sessions = '{ mySessions { id current ip userAgent expiresAt } }';
const End = 'mutation ($id: ID!) { endSession(id: $id) }';
const Change = 'mutation ($current: String!, $next: String!) { changePassword(current: $current, next: $next) }';
interface Listed {
  mySessions: { id: string; current: boolean; userAgent: string | null }[];
}

async function account(role: 'OFFICER' | 'PROVIDER' | 'ENTERPRISE' = 'PROVIDER'): Promise<{ id: string; login: string }> {
  const login = `sess${next()}`;
  const of = {
    providerId: role === 'PROVIDER' ? await aProvider() : null,
    enterpriseId: role === 'ENTERPRISE' ? await anEnterprise() : null,
  };
  const { id } = await createUserWithPassword(here().owner.manager, { login, name: '某人', role, password, ...of });
  if (role === 'OFFICER') await enrol(id);
  return { id, login };
}
const factsOf = async (id: string) => sql('select name, details from fact where subject_id = $1 order by id', [id]);

test.each([
  ['OFFICER', 30 * 60, 12 * 3600],
  ['PROVIDER', 2 * 3600, 24 * 3600],
] as const)(
  'a session of %s ends after %s seconds of nothing, and after %s whatever is done, to the second',
  async (role, idle, absolute) => {
    const { login } = await account(role);
    const user = await signsIn(login, password, role === 'OFFICER' ? await codeNow() : undefined);
    const row = async () =>
      (
        await sql<{ opened: Date; seen: Date; idle: Date; ends: Date }>(
          'select s.created_at as opened, seen_at as seen, s.idle_at as idle, expires_at as ends from session s join account a on a.id = s.user_id where a.login = $1',
          [login],
        )
      )[0]!;
    /** What is answered so many milliseconds after an instant. */
    const at = async (instant: Date, milliseconds: number) => {
      await travelTo(new Date(instant.getTime() + milliseconds).toISOString());
      return user.refusal(Me);
    };
    const first = await row();
    expect([first.idle.getTime() - first.seen.getTime(), first.ends.getTime() - first.opened.getTime()]).toEqual([
      idle * 1000,
      absolute * 1000,
    ]);
    expect(await at(first.idle, -900)).toBeUndefined();
    const kept = await row();
    expect(kept.idle.getTime() - kept.seen.getTime()).toBe(idle * 1000);
    expect(await at(kept.idle, 10)).toBe('UNAUTHENTICATED');
    await sql(
      `update session set idle_at = '2999-01-01', seen_at = '2999-01-01' where user_id = (select id from account where login = $1)`,
      [login],
    );
    expect(await at(first.ends, -900)).toBeUndefined();
    expect(await at(first.ends, 10)).toBe('UNAUTHENTICATED');
  },
  30_000,
);

test('staff have one session: a new sign-in ends the one before, and says so; others have five', async () => {
  const officer = await account('OFFICER');
  const first = await signsIn(officer.login, password, await codeNow(-1));
  const second = await signsIn(officer.login, password, await codeNow());
  expect(await first.refusal(Me)).toBe('UNAUTHENTICATED');
  expect(await second.refusal(Me)).toBeUndefined();
  expect((await factsOf(officer.id)).filter(({ name }) => name === 'User.SESSION_ENDED')).toMatchObject([
    { details: { by: 'SIGN_IN', ended: 1 } },
  ]);
  const provider = await account();
  const six: Someone[] = [];
  for (let at = 0; at < 6; at += 1) six.push(await signsIn(provider.login, password));
  expect(await six[0]!.refusal(Me)).toBe('UNAUTHENTICATED');
  for (const one of six.slice(1)) expect(await one.refusal(Me)).toBeUndefined();
});

test('sessions are listed with what they are, and ended one by one or all others at once, in every process at once', async () => {
  const { id, login } = await account();
  const second = await another();
  const [mine, other, third] = [
    await signsIn(login, password),
    await signsIn(login, password, undefined, { 'user-agent': 'Telephone' }),
    await signsIn(login, password),
  ];
  const { mySessions } = await mine.ask<Listed, object>(Sessions);
  expect(mySessions).toHaveLength(3);
  expect(mySessions.filter(({ current }) => current)).toHaveLength(1);
  const telephone = mySessions.find(({ userAgent }) => userAgent === 'Telephone')!;
  expect(JSON.stringify(mySessions)).not.toContain(mine.headers['cookie']!.slice(4));
  expect(await other.through(second).refusal(Me)).toBeUndefined();
  expect(await mine.ask(End, { id: telephone.id })).toEqual({ endSession: true });
  expect(await other.through(second).refusal(Me)).toBe('UNAUTHENTICATED');
  expect(await mine.ask('mutation { endOtherSessions }')).toEqual({ endOtherSessions: 1 });
  expect(await third.through(second).refusal(Me)).toBe('UNAUTHENTICATED');
  expect(await mine.refusal(Me)).toBeUndefined();
  expect((await factsOf(id)).filter(({ name }) => name === 'User.SESSION_ENDED')).toHaveLength(2);
  await second.stop();
});

test('a session of somebody else is not there, but for administrators, who end it with a fact', async () => {
  const { id, login } = await account();
  const user = await signsIn(login, password);
  const [{ session }] = (await sql('select id as session from session where user_id = $1', [id])) as [{ session: string }];
  for (const role of ['OFFICER', 'LEADER', 'AUDITOR', 'PROVIDER'] as const)
    expect(await (await someone(role)).refusal(End, { id: session })).toBe('NOT_FOUND');
  const guard = await someone('SECURITY_ADMIN');
  const Listing = 'query ($id: ID!) { sessionsOf(userId: $id) { id current } }';
  expect(await guard.ask(Listing, { id })).toEqual({ sessionsOf: [{ id: session, current: false }] });
  expect(await guard.ask(End, { id: session })).toEqual({ endSession: true });
  expect(await user.refusal(Me)).toBe('UNAUTHENTICATED');
  expect((await factsOf(id)).at(-1)).toMatchObject({ name: 'User.SESSION_ENDED', details: { by: 'END_SESSION' } });
  expect(await guard.refusal(End, { id: session })).toBe('NOT_FOUND');
});

test('a session id from before the sign-in is never accepted, and the one that comes out is another', async () => {
  const { id, login } = await account();
  const planted = 'A'.repeat(43);
  await expect(signsIn(login, password, undefined, { cookie: `sid=${planted}` })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await new Someone(id, 'PROVIDER', { cookie: `sid=${planted}` }).refusal(Me)).toBe('UNAUTHENTICATED');
  const before = await signsIn(login, password);
  const after = await signsIn(login, password, undefined, before.headers);
  expect(after.headers['cookie']).not.toBe(before.headers['cookie']);
  expect(await before.refusal(Me)).toBe('UNAUTHENTICATED');
  expect(await sql('select count(*) from session where user_id = $1', [id])).toEqual([{ count: 1 }]);
});

test('signing out ends the session and leaves a fact', async () => {
  const { id, login } = await account();
  const user = await signsIn(login, password);
  expect(await user.ask('mutation { signOut }')).toEqual({ signOut: true });
  expect((await factsOf(id)).at(-1)).toMatchObject({ name: 'User.SIGN_OUT' });
  expect(await sql('select count(*) from session where user_id = $1', [id])).toEqual([{ count: 0 }]);
});

test('a changed password gives the session another id; the last five are not taken again', async () => {
  const { login } = await account();
  const user = await signsIn(login, password);
  const before = user.headers['cookie'];
  let current = password;
  for (const next of ['correct staple one', 'correct staple two', 'correct staple three', 'correct staple four']) {
    await user.ask(Change, { current, next });
    current = next;
  }
  expect(user.headers['cookie']).not.toBe(before);
  for (const old of [password, 'correct staple one', current])
    expect(await user.refusal(Change, { current, next: old })).toBe('PASSWORD_REUSED');
  await user.ask(Change, { current, next: 'correct staple five' });
  expect(await user.refusal(Change, { current: 'correct staple five', next: password })).toBeUndefined();
  expect(await sql('select count(*) from former_password')).toEqual([{ count: 4 }]);
});

test('after ninety days a password of the bureau opens only the way to change it; one of a provider goes on', async () => {
  const [officer, provider] = [await account('OFFICER'), await account()];
  await sql(`update account set password_changed_at = domain_now() - interval '90 days' + interval '5 seconds' where id = any($1)`, [
    [officer.id, provider.id],
  ]);
  const early = await signsIn(officer.login, password, await codeNow());
  expect(await early.ask(Me)).toMatchObject({ me: { mustChangePassword: false } });
  await travel('6 seconds');
  expect(await early.ask(Me)).toMatchObject({ me: { mustChangePassword: true } });
  expect(await early.refusal('{ enterprises { totalCount } }')).toBe('PASSWORD_EXPIRED');
  await early.ask(Change, { current: password, next: 'correct staple one' });
  expect(await early.refusal('{ enterprises { totalCount } }')).toBeUndefined();
  expect(await (await signsIn(provider.login, password)).ask(Me)).toMatchObject({ me: { mustChangePassword: false } });
});

test('a link for a lost password works once and for thirty minutes, a first one for seven days; unknown accounts are answered alike', async () => {
  const { id, login } = await account();
  const admin = await someone('SYSTEM_ADMIN');
  const Ask = 'mutation ($login: String!) { askRecovery(login: $login) }';
  for (const name of [login.toUpperCase(), 'nobody at all'])
    expect(await anyone().ask(Ask, { login: name })).toEqual({ askRecovery: true });
  expect(await admin.ask('query ($id: ID!) { user(id: $id) { recoveryAskedAt } }', { id })).toEqual({
    user: { recoveryAskedAt: expect.any(String) },
  });
  const Link = 'mutation ($id: ID!) { setUpLink(userId: $id) { path } }';
  const SetPassword = 'mutation ($token: String!, $password: String!) { setPassword(token: $token, password: $password) }';
  const tokenOf = async () => ((await admin.ask(Link, { id })) as { setUpLink: { path: string } }).setUpLink.path.split('/').pop()!;
  const late = await tokenOf();
  await travel('31 minutes');
  expect(await anyone().refusal(SetPassword, { token: late, password: 'correct staple one' })).toBe('TOKEN_INVALID');
  await travel(null);
  const token = await tokenOf();
  const open = await signsIn(login, password);
  await travel('29 minutes');
  await anyone().ask(SetPassword, { token, password: 'correct staple one' });
  expect(await anyone().refusal(SetPassword, { token, password: 'correct staple two' })).toBe('TOKEN_INVALID');
  expect(await open.refusal(Me)).toBe('UNAUTHENTICATED');
  expect((await factsOf(id)).map(({ name }) => name)).toEqual(expect.arrayContaining(['User.RECOVERY_ASKED', 'User.RESET_PASSWORD']));
  await sql('update account set password_hash = null where id = $1', [id]);
  const first = await tokenOf();
  await travel('6 days 23 hours');
  expect(await anyone().refusal(SetPassword, { token: first, password: 'correct staple three' })).toBeUndefined();
});

test('an account that no longer meets the cost of hashing is hashed anew at its next sign-in', async () => {
  const { id, login } = await account();
  const { hash } = await import('@node-rs/argon2');
  await sql('update account set password_hash = $2 where id = $1', [
    id,
    await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 }),
  ]);
  await signsIn(login, password);
  const [row] = await sql<{ password_hash: string }>('select password_hash from account where id = $1', [id]);
  expect(row!.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  await signsIn(login, password);
});

test('a refused mutation is an answer of execution: 200, no data, its errors', async () => {
  const answer = await fetch(`${here().served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(await someone('AUDITOR')).headers },
    body: JSON.stringify({ query: 'mutation { endSession(id: "018f0000-0000-7000-8000-000000000000") }' }),
  });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ data: null, errors: [{ extensions: { code: 'NOT_FOUND' } }] });
});
