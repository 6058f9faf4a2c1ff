import { graphql } from '../../../schema/graphql.ts';
import { anEnterprise, anExpert, anyone, aProvider, next, Someone, someone, sql, times, travel, url, useServer } from '../../kit.ts';

useServer();
afterEach(() => travel(null));

const Invite = graphql(
  `mutation ($input: InvitationInput!) { createInvitation(input: $input) { path invitation { id state expiresAt moves { action } } } }`,
);
const Revoke = graphql(`mutation ($id: ID!) { advanceInvitation(id: $id, action: REVOKE) { state } }`);
const Offer = graphql(
  `query ($token: String!) { invitationOffer(token: $token) { name role organisationName invitedBy needsPersonNumber } }`,
);
const Accept = graphql(
  `mutation ($token: String!, $input: AcceptanceInput!) { acceptInvitation(token: $token, input: $input) { login state } }`,
);
const Invitations = graphql(`query { invitations { nodes { id name state } totalCount } }`);
const Members = graphql(`query { users { nodes { id name state manager moves { action } } } }`);
const Disable = graphql(`mutation ($id: ID!) { advanceUser(id: $id, action: DISABLE, note: "离职") { state } }`);
const Transfer = graphql(`mutation ($userId: ID!) { transferManagement(userId: $userId) { id manager } }`);
const Leave = graphql(`mutation { leaveOrganisation }`);
const Me = graphql(`query { me { id role manager organisationName } }`);
const Approve = graphql(`mutation ($id: ID!) { advanceUser(id: $id, action: APPROVE) { state } }`);

const password = 'right horse battery';
const acceptance = () => ({ login: `inv${next()}`, name: '受邀人', password });
const tokenOf = (path: string) => path.split('/').pop()!;
const manages = async (person: Someone) => {
  await sql('update account set manager = true where id = $1', [person.id]);
  return person;
};
/** A browser that has signed in. */
async function signedIn(login: string): Promise<Someone> {
  const response = await fetch(`${url()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($l: String!, $p: String!) { signIn(login: $l, password: $p) { id } }',
      variables: { l: login, p: password },
    }),
  });
  const cookie = /sid=[\w-]+/.exec(response.headers.get('set-cookie') ?? '')?.[0];
  const { data } = (await response.json()) as { data: { signIn: { id: string } | null } | null };
  if (!cookie || !data?.signIn) throw new Error('not signed in');
  return new Someone(data.signIn.id, 'PROVIDER', { cookie });
}

test('a manager invites a member, who sets login and password and is in, once; the token is nowhere kept', async () => {
  const manager = await manages(await someone('PROVIDER'));
  const { createInvitation: made } = await manager.ask(Invite, { input: { name: '小王', role: 'PROVIDER' } });
  expect(made.invitation).toMatchObject({ state: 'OPEN', moves: [{ action: 'REVOKE' }] });
  const token = tokenOf(made.path);
  expect((await anyone().ask(Offer, { token })).invitationOffer).toMatchObject({
    ...{ name: '小王', role: 'PROVIDER', organisationName: expect.stringMatching(/^服务商/), needsPersonNumber: false },
    invitedBy: expect.stringMatching(/^PROVIDER/),
  });
  expect(await anyone().refused(Accept, { token, input: { ...acceptance(), password: 'short' } })).toMatchObject({
    code: 'PASSWORD_TOO_WEAK',
  });
  const input = acceptance();
  expect((await anyone().ask(Accept, { token, input })).acceptInvitation).toEqual({ login: input.login, state: 'ACTIVE' });
  expect(await anyone().refusal(Accept, { token, input: acceptance() })).toBe('TOKEN_INVALID');
  expect(await anyone().refusal(Offer, { token })).toBe('TOKEN_INVALID');
  const member = await signedIn(input.login);
  expect((await member.ask(Me)).me).toMatchObject({ role: 'PROVIDER', manager: false, organisationName: expect.stringMatching(/^服务商/) });
  expect(JSON.stringify(await sql('select * from invitation'))).not.toContain(token);
  expect(JSON.stringify(await sql('select * from fact'))).not.toContain(token);
  expect(await member.refusal(Invite, { input: { name: '小李', role: 'PROVIDER' } })).toBe('FORBIDDEN');
});

test('two who accept at once make one account', async () => {
  const manager = await manages(await someone('ENTERPRISE'));
  const { createInvitation } = await manager.ask(Invite, { input: { name: '小王', role: 'ENTERPRISE' } });
  const token = tokenOf(createInvitation.path);
  const answers = await times(4, () => anyone().refusal(Accept, { token, input: acceptance() }));
  expect(answers.filter(answer => answer === undefined)).toHaveLength(1);
  expect(answers.filter(Boolean).every(code => code === 'TOKEN_INVALID' || code === 'ILLEGAL_STATE')).toBe(true);
});

test('nobody invites above or beside themselves', async () => {
  const [providerId, enterpriseId, expertId] = [await aProvider(), await anEnterprise(), await anExpert()];
  const officer = await someone('OFFICER');
  const manager = await manages(await someone('PROVIDER'));
  const name = '某';
  for (const [who, input] of [
    [officer, { name, role: 'ENTERPRISE', enterpriseId }],
    [officer, { name, role: 'OFFICER' }],
    [officer, { name, role: 'SYSTEM_ADMIN' }],
    [manager, { name, role: 'PROVIDER', providerId }],
    [manager, { name, role: 'ENTERPRISE', enterpriseId }],
    [manager, { name, role: 'EXPERT', expertId }],
    [await someone('SYSTEM_ADMIN'), { name, role: 'SECURITY_ADMIN' }],
    [await someone('SECURITY_ADMIN'), { name, role: 'EXPERT', expertId }],
    [await someone('LEADER'), { name, role: 'EXPERT', expertId }],
    [await someone('EXPERT'), { name, role: 'EXPERT', expertId }],
  ] as const)
    expect([input.role, await who.refusal(Invite, { input })]).toEqual([input.role, 'FORBIDDEN']);
  expect(await anyone().refusal(Invite, { input: { name, role: 'EXPERT', expertId } })).toBe('UNAUTHENTICATED');
  expect(await officer.refused(Invite, { input: { name, role: 'PROVIDER' } })).toMatchObject({ reason: 'ROLE_SCOPE' });
  expect(await officer.refusal(Invite, { input: { name, role: 'PROVIDER', providerId } })).toBeUndefined();
  const { createInvitation } = await officer.ask(Invite, { input: { name, role: 'EXPERT', expertId } });
  await anyone().ask(Accept, { token: tokenOf(createInvitation.path), input: acceptance() });
  expect(await officer.refused(Invite, { input: { name, role: 'EXPERT', expertId } })).toMatchObject({ reason: 'EXPERT_HAS_ACCOUNT' });
  expect((await manager.ask(Invitations)).invitations.totalCount).toBe(0);
});

test('an invitation ends after seven days, when it is taken back, and with the right of who invited', async () => {
  const officer = await someone('OFFICER');
  const providerId = await aProvider();
  const open = async (who: Someone, input: object = { providerId }) =>
    (await who.ask(Invite, { input: { name: '某', role: 'PROVIDER', ...input } })).createInvitation;
  const first = await open(officer);
  await travel('6 days 23 hours');
  expect(await anyone().refusal(Offer, { token: tokenOf(first.path) })).toBeUndefined();
  await travel('7 days 1 minute');
  expect(await anyone().refusal(Accept, { token: tokenOf(first.path), input: acceptance() })).toBe('TOKEN_INVALID');
  expect(await officer.refusal(Revoke, { id: first.invitation.id })).toBe('ILLEGAL_STATE');
  await travel(null);
  const second = await open(officer);
  expect(await (await someone('PROVIDER')).refusal(Revoke, { id: second.invitation.id })).toMatch(/FORBIDDEN|NOT_FOUND/);
  expect((await officer.ask(Revoke, { id: second.invitation.id })).advanceInvitation.state).toBe('REVOKED');
  expect(await anyone().refusal(Accept, { token: tokenOf(second.path), input: acceptance() })).toBe('TOKEN_INVALID');
  const manager = await manages(await someone('PROVIDER'));
  const third = await open(manager, {});
  await sql('update account set manager = false where id = $1', [manager.id]);
  expect(await anyone().refusal(Accept, { token: tokenOf(third.path), input: acceptance() })).toBe('TOKEN_INVALID');
});

test('whom a system administrator has invited waits for the security administrator', async () => {
  const system = await someone('SYSTEM_ADMIN');
  const enterpriseId = await anEnterprise();
  const { createInvitation } = await system.ask(Invite, { input: { name: '厂长', role: 'ENTERPRISE', enterpriseId, manager: true } });
  const input = acceptance();
  expect((await anyone().ask(Accept, { token: tokenOf(createInvitation.path), input })).acceptInvitation.state).toBe('PROPOSED');
  await expect(signedIn(input.login)).rejects.toThrow('not signed in');
  const [{ id }] = (await sql('select id from account where login = $1', [input.login])) as [{ id: string }];
  await (await someone('SECURITY_ADMIN')).ask(Approve, { id });
  expect((await (await signedIn(input.login)).ask(Me)).me).toMatchObject({ role: 'ENTERPRISE', manager: true });
});

test('a manager disables members of the own organisation and no others; two who disable each other do not both succeed', async () => {
  const providerId = await aProvider();
  const [one, other, member] = [
    await manages(await someone('PROVIDER', { providerId })),
    await manages(await someone('PROVIDER', { providerId })),
    await someone('PROVIDER', { providerId }),
  ];
  const stranger = await someone('PROVIDER');
  const { nodes } = (await one.ask(Members)).users;
  expect(nodes.map(({ id }) => id).sort()).toEqual([one.id, other.id, member.id].sort());
  expect(await member.refusal(Disable, { id: one.id })).toBe('FORBIDDEN');
  expect(await one.refusal(Disable, { id: stranger.id })).toBe('NOT_FOUND');
  expect(await one.refused(Disable, { id: one.id })).toMatchObject({ reason: 'OWN_ACCOUNT' });
  expect((await one.ask(Disable, { id: member.id })).advanceUser.state).toBe('DISABLED');
  expect(await member.refusal(Me)).toBe('UNAUTHENTICATED');
  const answers = await Promise.all([one.refusal(Disable, { id: other.id }), other.refusal(Disable, { id: one.id })]);
  expect(answers.filter(answer => answer === undefined)).toHaveLength(1);
  expect(await sql(`select count(*) from account where provider_id = $1 and state = 'ACTIVE' and manager`, [providerId])).toEqual([
    { count: 1 },
  ]);
});

test('the last manager hands over before leaving; a member leaves at once', async () => {
  const enterpriseId = await anEnterprise();
  const manager = await manages(await someone('ENTERPRISE', { enterpriseId }));
  const member = await someone('ENTERPRISE', { enterpriseId });
  expect(await manager.refused(Leave)).toMatchObject({ code: 'ILLEGAL_STATE', reason: 'LAST_MANAGER' });
  expect(await member.refusal(Transfer, { userId: member.id })).toBe('FORBIDDEN');
  expect(await manager.refusal(Transfer, { userId: (await someone('ENTERPRISE')).id })).toBe('NOT_FOUND');
  expect((await manager.ask(Transfer, { userId: member.id })).transferManagement).toEqual({ id: member.id, manager: true });
  expect((await manager.ask(Me)).me?.manager).toBe(false);
  expect((await manager.ask(Leave)).leaveOrganisation).toBe(true);
  expect(await manager.refusal(Me)).toBe('UNAUTHENTICATED');
  expect(await member.refused(Leave)).toMatchObject({ reason: 'LAST_MANAGER' });
  expect(await (await someone('OFFICER')).refusal(Leave)).toBe('FORBIDDEN');
  const names = (
    await sql(`select name from fact where subject_id = any($1) and name like 'User.%' order by id`, [[manager.id, member.id]])
  ).map(({ name }) => name);
  expect(names).toEqual(['User.TAKE_OVER', 'User.HAND_OVER', 'User.LEAVE', 'User.SESSION_ENDED']);
});
