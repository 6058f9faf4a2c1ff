import { graphql } from '../../../schema/graphql.ts';
import { firstInvitations } from '../../../server/people/invitation/service.ts';
import { anyone, here, sql, useServer } from '../../kit.ts';

useServer();

const Accept = graphql(
  `mutation ($token: String!, $input: AcceptanceInput!) { acceptInvitation(token: $token, input: $input) { login state } }`,
);
const Offer = graphql(`query ($token: String!) { invitationOffer(token: $token) { role needsPersonNumber organisationName } }`);
const SignIn = graphql(`mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { role } }`);
const input = (login: string, personNumber: string | null) => ({ login, name: '某', personNumber, password: 'right horse battery' });

test('an empty database invites the first two administrators, anew at every start until each is there, and they are two people', async () => {
  const db = here().owner.manager;
  const earlier = await firstInvitations(db);
  const links = await firstInvitations(db);
  expect(links.map(({ role }) => role)).toEqual(['SYSTEM_ADMIN', 'SECURITY_ADMIN']);
  expect(links[0]!.path).toBe(`/#/invitation/${links[0]!.token}`);
  expect(await sql('select * from account')).toEqual([]);
  expect(await anyone().refusal(Accept, { token: earlier[0]!.token, input: input('li', 'S1') })).toBe('TOKEN_INVALID');
  expect((await anyone().ask(Offer, { token: links[0]!.token })).invitationOffer).toEqual({
    role: 'SYSTEM_ADMIN',
    needsPersonNumber: true,
    organisationName: null,
  });
  expect(await anyone().refused(Accept, { token: links[0]!.token, input: input('li', null) })).toMatchObject({
    reason: 'PERSON_NUMBER_REQUIRED',
  });
  expect((await anyone().ask(Accept, { token: links[0]!.token, input: input('li', 's 1') })).acceptInvitation).toEqual({
    login: 'li',
    state: 'ACTIVE',
  });
  expect((await firstInvitations(db)).map(({ role }) => role)).toEqual(['SECURITY_ADMIN']);
  const [second] = await firstInvitations(db);
  expect(await anyone().refused(Accept, { token: second!.token, input: input('wang', 'S1') })).toMatchObject({
    code: 'FORBIDDEN',
    reason: 'PERSON_ONE_DUTY',
  });
  await anyone().ask(Accept, { token: second!.token, input: input('wang', 'S2') });
  expect(await firstInvitations(db)).toEqual([]);
  expect((await anyone().ask(SignIn, { login: 'wang', password: 'right horse battery' })).signIn.role).toBe('SECURITY_ADMIN');
  expect(await sql('select login, role, person_number, state from account order by login')).toEqual([
    { login: 'li', role: 'SYSTEM_ADMIN', person_number: 'S1', state: 'ACTIVE' },
    { login: 'wang', role: 'SECURITY_ADMIN', person_number: 'S2', state: 'ACTIVE' },
  ]);
  expect(JSON.stringify(await sql('select * from invitation'))).not.toContain(links[0]!.token);
});
