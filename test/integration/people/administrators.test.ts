import { graphql } from '../../../schema/graphql.ts';
import { keepIdleDays } from '../../../server/database.ts';
import { system } from '../../../server/kernel/advance.ts';
import { Context } from '../../../server/kernel/context.ts';
import { createUserWithPassword, settleUsers } from '../../../server/people/user/service.ts';
import { anyone, here, next, type Someone, someone, sql, times, travel, useServer } from '../../kit.ts';
import { databaseUrl } from '../../template.ts';

useServer();

const Create = graphql(`mutation ($input: UserInput!) { createUser(input: $input) { id state version proposedBy moves { action } } }`);
const Update = graphql(
  `mutation ($id: ID!, $version: Int!, $input: UserPatch!) { updateUser(id: $id, version: $version, input: $input) { id version } }`,
);
const Move = graphql(
  `mutation ($id: ID!, $action: UserAction!, $note: String) { advanceUser(id: $id, action: $action, note: $note) { state version } }`,
);
const Moves = graphql(`query ($id: ID!) { user(id: $id) { state moves { action } } }`);
const Change = graphql(`mutation ($input: RoleChangeInput!) { createRoleChange(input: $input) { id moves { action } } }`);
const Decide = graphql(
  `mutation ($id: ID!, $action: RoleChangeAction!, $note: String) { advanceRoleChange(id: $id, action: $action, note: $note) { state } }`,
);
const Link = graphql(`mutation ($userId: ID!) { setUpLink(userId: $userId) { path } }`);
const SetPassword = graphql(`mutation ($token: String!, $password: String!) { setPassword(token: $token, password: $password) }`);
const SignIn = graphql(`mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { role } }`);
const Me = graphql(`query { me { name } }`);
const Queues = graphql(`query { queues { key count } }`);

const password = 'right horse battery';
const administrators = ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR'] as const;
let system_: Someone;
let security: Someone;
beforeAll(async () => {
  system_ = await someone('SYSTEM_ADMIN');
  security = await someone('SECURITY_ADMIN');
});

const input = (role: 'OFFICER' | 'LEADER' | 'AUDITOR' | 'SYSTEM_ADMIN' | 'SECURITY_ADMIN' = 'OFFICER', personNumber = `N${next()}`) => ({
  login: `acct${next()}`,
  name: '某人',
  role,
  personNumber,
});
const propose = async (of = input()) => (await system_.ask(Create, { input: of })).createUser;
const account = (role: string, personNumber: string, state = 'ACTIVE') =>
  sql(`insert into account (id, login, name, role, person_number, state) values (gen_random_uuid(), $1, '某', $2, $3, $4) returning id`, [
    `sql${next()}`,
    role,
    personNumber,
    state,
  ]);

test('nobody signs in with a proposed account; who proposed it cannot approve it; the other administrator does', async () => {
  const of = input();
  const made = await propose(of);
  expect(made).toMatchObject({ state: 'PROPOSED', proposedBy: expect.stringMatching(/^SYSTEM_ADMIN/), moves: [{ action: 'REJECT' }] });
  await sql(
    `update account set password_hash = (select password_hash from account where password_hash is not null limit 1) where id = $1`,
    [made.id],
  );
  expect(await system_.refusal(Move, { id: made.id, action: 'APPROVE' })).toBe('FORBIDDEN');
  for (const role of ['AUDITOR', 'OFFICER', 'LEADER'] as const)
    expect(await (await someone(role)).refusal(Move, { id: made.id, action: 'APPROVE' })).toMatch(/FORBIDDEN|NOT_FOUND/);
  expect((await security.ask(Queues)).queues).toContainEqual({ key: 'ACCOUNTS_TO_APPROVE', count: expect.any(Number) });
  expect((await security.ask(Moves, { id: made.id })).user?.moves).toEqual([{ action: 'APPROVE' }, { action: 'REJECT' }]);
  expect((await security.ask(Move, { id: made.id, action: 'APPROVE' })).advanceUser.state).toBe('ACTIVE');
  const token = (await system_.ask(Link, { userId: made.id })).setUpLink.path.split('/').pop()!;
  await anyone().ask(SetPassword, { token, password });
  expect((await anyone().ask(SignIn, { login: of.login, password })).signIn.role).toBe('OFFICER');
});

test('what waits for approval does not change under the hand of who approves; what was not approved can be put right', async () => {
  const of = input();
  const { id, version } = await propose(of);
  expect(await system_.refused(Update, { id, version, input: { role: 'LEADER' } })).toMatchObject({
    code: 'ILLEGAL_STATE',
    reason: 'ROLE_NEEDS_TWO',
  });
  expect(await security.refused(Move, { id, action: 'REJECT' })).toMatchObject({ reason: 'NOTE_REQUIRED' });
  const rejected = (await security.ask(Move, { id, action: 'REJECT', note: '角色不符' })).advanceUser;
  expect(rejected.state).toBe('REJECTED');
  expect(await system_.refusal(Link, { userId: id })).toBe('ILLEGAL_STATE');
  const { updateUser } = await system_.ask(Update, { id, version: rejected.version, input: { role: 'LEADER' } });
  expect((await system_.ask(Move, { id, action: 'ENABLE' })).advanceUser.state).toBe('PROPOSED');
  expect(await security.refusal(Update, { id, version: updateUser.version + 1, input: { name: '别人' } })).toBe('FORBIDDEN');
  expect((await security.ask(Move, { id, action: 'APPROVE' })).advanceUser.state).toBe('ACTIVE');
});

test('a person who administers holds no second account, and no service gets round it', async () => {
  for (const role of administrators)
    for (const other of ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDITOR', 'OFFICER', 'ENTERPRISE']) {
      const person = `PP${next()}`;
      await account(role, person);
      await expect(account(other, person)).rejects.toThrow(/PERSON_ONE_(DUTY|ADMINISTRATOR)/);
      await expect(account(other, person, 'PROPOSED')).rejects.toThrow(/PERSON_ONE_(DUTY|ADMINISTRATOR)/);
      const [{ id }] = (await account(other, person, 'DISABLED')) as [{ id: string }];
      await expect(sql(`update account set state = 'ACTIVE' where id = $1`, [id])).rejects.toThrow(/PERSON_ONE_(DUTY|ADMINISTRATOR)/);
    }
  const person = `PP${next()}`;
  await account('OFFICER', person);
  await account('LEADER', person);
  await expect(account('AUDITOR', person)).rejects.toThrow('PERSON_ONE_DUTY');
  await expect(sql(`update account set role = 'AUDITOR' where person_number = $1 and role = 'LEADER'`, [person])).rejects.toThrow(
    'PERSON_ONE_DUTY',
  );
  await expect(sql(`update account set person_number = $1 where id = $2`, [person, security.id])).rejects.toThrow('PERSON_ONE_DUTY');
  await expect(account('OFFICER', ' pp1')).rejects.toThrow('PERSON_NUMBER_INVALID');
  await expect(sql(`update account set person_number = null where id = $1`, [security.id])).rejects.toThrow('PERSON_NUMBER_REQUIRED');
});

test('through the front door too, and in whatever way the number is written', async () => {
  const [{ person_number: number }] = (await sql('select person_number from account where id = $1', [security.id])) as [
    { person_number: string },
  ];
  for (const written of [
    number,
    number.toLowerCase(),
    ` ${number} `,
    [...number].map(c => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join(''),
  ])
    expect(await system_.refused(Create, { input: input('OFFICER', written) })).toMatchObject({
      code: 'FORBIDDEN',
      reason: 'PERSON_ONE_DUTY',
    });
  const officer = await someone('OFFICER');
  const change = { userId: officer.id, role: 'OFFICER' as const, personNumber: number, reason: '补登' };
  const { createRoleChange } = await system_.ask(Change, { input: change });
  expect(await security.refused(Decide, { id: createRoleChange.id, action: 'APPROVE' })).toMatchObject({ reason: 'PERSON_ONE_DUTY' });
  expect(await sql('select state from role_change where id = $1', [createRoleChange.id])).toEqual([{ state: 'PROPOSED' }]);
});

test('two administrators for one person at once: one is made, whoever comes first', async () => {
  const person = `PP${next()}`;
  const answers = await times(8, at => system_.refused(Create, { input: input(administrators[at % 3], person) }));
  expect(answers.filter(answer => answer === undefined)).toHaveLength(1);
  expect(new Set(answers.flatMap(answer => answer?.reason ?? []))).toEqual(new Set(['PERSON_ONE_DUTY']));
  expect(await sql('select count(*) from account where person_number = $1', [person])).toEqual([{ count: 1 }]);
});

test('each of the two decides what the other asks for, and nobody anything about the own account', async () => {
  const officer = await someone('OFFICER');
  const change = { userId: officer.id, role: 'LEADER' as const, reason: '任命' };
  const { createRoleChange: mine } = await security.ask(Change, { input: change });
  expect(mine.moves).toEqual([]);
  expect(await security.refusal(Decide, { id: mine.id, action: 'APPROVE' })).toBe('FORBIDDEN');
  expect(await (await someone('SECURITY_ADMIN')).refusal(Decide, { id: mine.id, action: 'APPROVE' })).toBe('FORBIDDEN');
  expect(await system_.refused(Change, { input: change })).toMatchObject({ reason: 'ROLE_CHANGE_ALREADY_PROPOSED' });
  expect((await system_.ask(Decide, { id: mine.id, action: 'REJECT', note: '未批' })).advanceRoleChange.state).toBe('REJECTED');
  expect(await officer.refusal(Me)).toBeUndefined();
  const { createRoleChange: about } = await security.ask(Change, { input: { ...change, userId: officer.id } });
  const both = await times(2, () => system_.refusal(Decide, { id: about.id, action: 'APPROVE' }));
  expect(both.sort()).toEqual(['ILLEGAL_STATE', undefined]);
  expect(await sql('select role from account where id = $1', [officer.id])).toEqual([{ role: 'LEADER' }]);
  expect(await system_.refused(Move, { id: system_.id, action: 'DISABLE', note: 'x' })).toMatchObject({ reason: 'OWN_ACCOUNT' });
  expect((await system_.ask(Moves, { id: system_.id })).user!.moves).toEqual([]);
  for (const role of ['AUDITOR', 'OFFICER', 'DISTRICT', 'PROVIDER'] as const)
    expect(await (await someone(role)).refusal(Change, { input: change })).toBe('FORBIDDEN');
});

test('one administrator alone resets no password of the bureau; two do', async () => {
  const login = `acct${next()}`;
  const { id } = await createUserWithPassword(here().owner.manager, { login, name: '某', role: 'SECURITY_ADMIN', password });
  expect(await system_.refused(Link, { userId: id })).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'RESET_NEEDS_TWO' });
  await system_.ask(Move, { id, action: 'DISABLE', note: '忘记密码' });
  await system_.ask(Move, { id, action: 'ENABLE' });
  expect(await anyone().refusal(SignIn, { login, password })).toBe('INVALID_CREDENTIALS');
  await security.ask(Move, { id, action: 'APPROVE' });
  expect(await anyone().refusal(SignIn, { login, password })).toBe('INVALID_CREDENTIALS');
  expect(await system_.refusal(Link, { userId: id })).toBeUndefined();
});

test('an account that nobody uses is disabled by the clock, with a fact, after the days of the setting', async () => {
  const login = `acct${next()}`;
  const { id } = await createUserWithPassword(here().owner.manager, { login, name: '某', role: 'OFFICER', password });
  const background = () => new Context(system, here().owner.manager, { id: 'background' });
  try {
    await travel('89 days');
    await settleUsers(background());
    expect((await security.ask(Moves, { id })).user?.state).toBe('ACTIVE');
    await travel('91 days');
    expect((await security.ask(Moves, { id })).user).toEqual({ state: 'DISABLED', moves: [] });
    await settleUsers(background());
    expect(await anyone().refusal(SignIn, { login, password })).toBe('INVALID_CREDENTIALS');
    const [fact] = await sql(
      `select name, actor_id, details ->> 'clock' as clock, at from fact where subject_id = $1 and name = 'User.IDLE'`,
      [id],
    );
    const [{ idle_at }] = (await sql('select idle_at from account where id = $1', [id])) as [{ idle_at: Date }];
    expect(fact).toEqual({ name: 'User.IDLE', actor_id: null, clock: 'true', at: idle_at });
  } finally {
    await travel(null);
  }
  const other = await createUserWithPassword(here().owner.manager, { login: `acct${next()}`, name: '某', role: 'OFFICER', password });
  const [{ name }] = (await sql('select current_database() as name')) as [{ name: string }];
  await keepIdleDays(databaseUrl(name, 'shizhuan'), 10);
  const [{ days }] = (await sql(`select round(extract(epoch from idle_at - created_at) / 86400)::int as days from account where id = $1`, [
    other.id,
  ])) as [{ days: number }];
  expect(days).toBe(10);
  const [{ sooner }] = (await sql(
    `select bool_and(idle_at >= domain_now() + interval '23 hours') as sooner from account where state = 'ACTIVE'`,
  )) as [{ sooner: boolean }];
  expect(sooner).toBe(true);
});
