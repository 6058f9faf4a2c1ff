import { graphql } from '../../../schema/graphql.ts';
import { createUserWithPassword } from '../../../server/people/user/service.ts';
import { anyone, aProvider, codeNow, enrol, here, next, signsIn, someone, sql, url, useServer } from '../../kit.ts';

useServer();

const CreateUser = graphql(`mutation ($input: UserInput!) { createUser(input: $input) { id login role state history { name } } }`);
const UpdateUser = graphql(
  `mutation ($id: ID!, $version: Int!, $input: UserPatch!) { updateUser(id: $id, version: $version, input: $input) { role district version } }`,
);
const Approve = graphql(`mutation ($id: ID!) { advanceUser(id: $id, action: APPROVE) { state history { name } } }`);
const ProposeChange = graphql(`mutation ($input: RoleChangeInput!) { createRoleChange(input: $input) { id state } }`);
const ApproveChange = graphql(`mutation ($id: ID!) { advanceRoleChange(id: $id, action: APPROVE) { state user { role district } } }`);
const Link = graphql(`mutation ($userId: ID!) { setUpLink(userId: $userId) { path expiresAt } }`);
const SetPassword = graphql(`mutation ($token: String!, $password: String!) { setPassword(token: $token, password: $password) }`);
const ChangePassword = graphql(`mutation ($current: String!, $next: String!) { changePassword(current: $current, next: $next) }`);
const SignIn = graphql(
  `mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { role mustChangePassword may } }`,
);
const WhoAmI = graphql(`query { me { name organisationName mustChangePassword } }`);
const Disable = graphql(`mutation ($id: ID!) { advanceUser(id: $id, action: DISABLE, note: "x") { state } }`);
const Enterprises = graphql(`query { enterprises { totalCount } }`);

const good = 'right horse battery';
async function account(role = 'OFFICER', password = good): Promise<{ id: string; login: string; password: string }> {
  const login = `acct${next()}`;
  const { id } = await createUserWithPassword(here().owner.manager, { login, name: '某人', role, password });
  return { id, login, password };
}
test('an administrator makes an account; its owner sets the password with a link that works once', async () => {
  const admin = await someone('SYSTEM_ADMIN');
  const input = { login: ' Wang.Fang ', name: '王芳', role: 'OFFICER' as const, personNumber: 'W 100' };
  const { createUser } = await admin.ask(CreateUser, { input });
  expect(createUser).toMatchObject({ login: 'wang.fang', role: 'OFFICER', state: 'PROPOSED', history: [{ name: 'User.CREATE' }] });
  expect(await admin.refusal(Link, { userId: createUser.id })).toBe('ILLEGAL_STATE');
  await (await someone('SECURITY_ADMIN')).ask(Approve, { id: createUser.id });
  expect(await anyone().refusal(SignIn, { login: 'wang.fang', password: '' })).toBe('INVALID_CREDENTIALS');
  const first = (await admin.ask(Link, { userId: createUser.id })).setUpLink.path.split('/').pop()!;
  const token = (await admin.ask(Link, { userId: createUser.id })).setUpLink.path.split('/').pop()!;
  expect(await anyone().refusal(SetPassword, { token: first, password: good })).toBe('TOKEN_INVALID');
  expect(await anyone().refusal(SetPassword, { token, password: 'short' })).toBe('PASSWORD_TOO_WEAK');
  expect((await anyone().ask(SetPassword, { token, password: good })).setPassword).toBe(true);
  expect(await anyone().refusal(SetPassword, { token, password: 'another good one' })).toBe('TOKEN_INVALID');
  expect((await anyone().ask(SignIn, { login: 'WANG.FANG', password: good })).signIn).toMatchObject({ role: 'OFFICER' });
  const names = (await sql('select name from fact where subject_id = $1 order by id', [createUser.id])).map(({ name }) => name);
  expect(names).toEqual([
    'User.CREATE',
    'User.APPROVE',
    'User.SIGN_IN_FAILED',
    'User.SET_UP_LINK',
    'User.SET_UP_LINK',
    'User.SET_PASSWORD',
    'User.SIGN_IN',
  ]);
  expect(JSON.stringify(await sql('select * from set_up_token'))).not.toContain(token);
});

test('a link that has run out, or of an account that is disabled, is refused', async () => {
  const admin = await someone('SYSTEM_ADMIN');
  const { id } = await someone('EXPERT');
  const token = (await admin.ask(Link, { userId: id })).setUpLink.path.split('/').pop()!;
  await sql(`update set_up_token set expires_at = clock_timestamp() where user_id = $1`, [id]);
  expect(await anyone().refusal(SetPassword, { token, password: good })).toBe('TOKEN_INVALID');
  const again = (await admin.ask(Link, { userId: id })).setUpLink.path.split('/').pop()!;
  await admin.ask(Disable, { id });
  expect(await anyone().refusal(SetPassword, { token: again, password: good })).toBe('TOKEN_INVALID');
  expect(await admin.refusal(Link, { userId: id })).toBe('ILLEGAL_STATE');
});

test('only administrators manage accounts, and nobody the own one', async () => {
  const admin = await someone('SYSTEM_ADMIN');
  const input = { login: `u${next()}`, name: '某', role: 'OFFICER' as const, personNumber: `N${next()}` };
  for (const role of ['OFFICER', 'LEADER', 'SECURITY_ADMIN', 'AUDITOR', 'PROVIDER', 'DISTRICT'] as const) {
    const other = await someone(role);
    expect(await other.refusal(CreateUser, { input })).toBe('FORBIDDEN');
    expect(await other.refusal(Link, { userId: admin.id })).toBe('FORBIDDEN');
    expect(await other.refusal(UpdateUser, { id: other.id, version: 1, input: { role: 'SYSTEM_ADMIN' } })).toBe('FORBIDDEN');
  }
  expect(await anyone().refusal(CreateUser, { input })).toBe('UNAUTHENTICATED');
  expect(await admin.refused(Disable, { id: admin.id })).toMatchObject({ code: 'FORBIDDEN', reason: 'OWN_ACCOUNT' });
  expect(await admin.refused(UpdateUser, { id: admin.id, version: 1, input: { role: 'AUDITOR' } })).toMatchObject({
    reason: 'ROLE_NEEDS_TWO',
  });
  const own = { userId: admin.id, role: 'AUDITOR' as const, reason: 'x' };
  expect(await admin.refused(ProposeChange, { input: own })).toMatchObject({ reason: 'OWN_ACCOUNT' });
});

test.each([
  [{ role: 'PARTNER' as const }, 'ROLE_WITHOUT_ACCOUNT'],
  [{ role: 'PUBLIC' as const }, 'ROLE_WITHOUT_ACCOUNT'],
  [{ role: 'DISTRICT' as const }, 'ROLE_SCOPE'],
  [{ role: 'DISTRICT' as const, district: '370299' }, 'DISTRICT_UNKNOWN'],
  [{ role: 'OFFICER' as const, district: '370211' }, 'ROLE_SCOPE'],
  [{ role: 'PROVIDER' as const, providerId: '018f0000-0000-7000-8000-000000000000' }, 'ROLE_SCOPE'],
  [{ role: 'OFFICER' as const, login: 'аdmin' }, 'LOGIN_INVALID'],
  [{ role: 'OFFICER' as const, login: 'a b' }, 'LOGIN_INVALID'],
  [{ role: 'OFFICER' as const, personNumber: null }, 'PERSON_NUMBER_REQUIRED'],
  [{ role: 'OFFICER' as const, personNumber: '张三' }, 'PERSON_NUMBER_INVALID'],
])('an account %j is refused: %s', async (more, reason) => {
  const input = { login: `u${next()}`, name: '某', personNumber: `N${next()}`, ...more };
  expect(await (await someone('SYSTEM_ADMIN')).refused(CreateUser, { input })).toMatchObject({ code: 'BAD_USER_INPUT', reason });
});

test('two accounts never share a login, however it is written', async () => {
  const admin = await someone('SYSTEM_ADMIN');
  const { login } = await account();
  const wide = [...login.toUpperCase()].map(c => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('');
  expect(
    await admin.refused(CreateUser, { input: { login: wide, name: '某', role: 'OFFICER', personNumber: `N${next()}` } }),
  ).toMatchObject({
    reason: 'USER_LOGIN_TAKEN',
  });
});

test('whoever is given another role has to sign in again', async () => {
  const admin = await someone('SYSTEM_ADMIN');
  const user = await someone('OFFICER');
  expect((await user.ask(WhoAmI)).me).toMatchObject({ organisationName: null });
  const input = { userId: user.id, role: 'DISTRICT' as const, district: '370214', reason: '调任' };
  const { createRoleChange } = await admin.ask(ProposeChange, { input });
  expect(await user.refusal(WhoAmI)).toBeUndefined();
  const { advanceRoleChange } = await (await someone('SECURITY_ADMIN')).ask(ApproveChange, { id: createRoleChange.id });
  expect(advanceRoleChange).toEqual({ state: 'APPROVED', user: { role: 'DISTRICT', district: '370214' } });
  expect(await user.refusal(WhoAmI)).toBe('UNAUTHENTICATED');
  expect(await admin.refused(ProposeChange, { input: { ...input, role: 'PROVIDER' } })).toMatchObject({ reason: 'ROLE_SCOPE' });
});

test('a changed password ends the other sessions and keeps this one', async () => {
  const providerId = await aProvider();
  const login = `acct${next()}`;
  await createUserWithPassword(here().owner.manager, { login, name: '某人', role: 'PROVIDER', providerId, password: good });
  const [mine, other] = [await signsIn(login, good), await signsIn(login, good)];
  expect(await mine.refusal(ChangePassword, { current: 'wrong', next: 'a much better one' })).toBe('INVALID_CREDENTIALS');
  expect(await mine.refusal(ChangePassword, { current: good, next: good })).toBe('PASSWORD_REUSED');
  expect(await mine.refused(ChangePassword, { current: good, next: '123456789012' })).toMatchObject({
    code: 'PASSWORD_TOO_WEAK',
    reason: 'PASSWORD_COMMON',
  });
  expect((await mine.ask(ChangePassword, { current: good, next: 'a much better one' })).changePassword).toBe(true);
  expect(await mine.refusal(WhoAmI)).toBeUndefined();
  expect(await other.refusal(WhoAmI)).toBe('UNAUTHENTICATED');
  expect(await anyone().refusal(SignIn, { login, password: good })).toBe('INVALID_CREDENTIALS');
  expect(await anyone().refusal(SignIn, { login, password: 'a much better one' })).toBeUndefined();
});

test.each([
  ['eleven char', 'PASSWORD_SHORT'],
  ['Password12345', 'PASSWORD_COMMON'],
  ['aaaaaaaaaaaa', 'PASSWORD_COMMON'],
  ['abcabcabcabc', 'PASSWORD_COMMON'],
  ['qwertyuiopas', 'PASSWORD_COMMON'],
  ['my-ACCT-is-best', 'PASSWORD_HAS_LOGIN'],
])('the password %s is too weak: %s', async (password, reason) => {
  const making = createUserWithPassword(here().owner.manager, { login: 'acct', name: '某', role: 'OFFICER', password });
  await expect(making).rejects.toMatchObject({ extensions: { code: 'PASSWORD_TOO_WEAK', reason } });
  expect(await sql(`select count(*) from account where login = 'acct'`)).toEqual([{ count: 0 }]);
});

test('ten characters are enough outside the bureau', async () => {
  const providerId = await aProvider();
  const input = { name: '某', password: 'ten chars!', providerId };
  await createUserWithPassword(here().owner.manager, { ...input, login: `p${next()}`, role: 'PROVIDER' });
  const asOfficer = createUserWithPassword(here().owner.manager, { ...input, providerId: null, login: `o${next()}`, role: 'OFFICER' });
  await expect(asOfficer).rejects.toMatchObject({ extensions: { details: { min: 12 } } });
});

test('a password longer than any is refused unhashed', async () => {
  expect(await anyone().refusal(SignIn, { login: 'x', password: 'x'.repeat(100_000) })).toBe('BAD_USER_INPUT');
});

test('whoever must change the password can do that and nothing else', async () => {
  const { id, login } = await account();
  await enrol(id);
  await sql('update account set must_change_password = true where id = $1', [id]);
  const user = await signsIn(login, good, await codeNow());
  expect((await user.ask(WhoAmI)).me).toMatchObject({ mustChangePassword: true });
  expect(await user.refusal(Enterprises)).toBe('PASSWORD_EXPIRED');
  expect((await fetch(`${url()}/files?name=a.pdf`, { method: 'PUT', body: '%PDF-1.7', headers: user.headers })).status).toBe(403);
  await user.ask(ChangePassword, { current: good, next: 'a much better one' });
  expect(await user.refusal(Enterprises)).toBeUndefined();
});

test('an answer to a person tells the organisation they act for', async () => {
  const provider = await someone('PROVIDER');
  expect((await provider.ask(WhoAmI)).me?.organisationName).toMatch(/^服务商/);
});
