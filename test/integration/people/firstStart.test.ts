import { graphql } from '../../../schema/graphql.ts';
import { createSetUpLink } from '../../../server/people/user/service.ts';
import { anyone, here, sql, useServer } from '../../kit.ts';

useServer();

const SetPassword = graphql(`mutation ($token: String!, $password: String!) { setPassword(token: $token, password: $password) }`);

test('an empty database gets one administrator and a fresh link at every start until the password is set, then none', async () => {
  const db = here().owner.manager;
  const first = await createSetUpLink(db);
  const second = await createSetUpLink(db);
  expect(second).toMatchObject({ login: 'admin', path: `/#/set-password/${second!.token}` });
  expect(await sql('select login, role from account')).toEqual([{ login: 'admin', role: 'SYSTEM_ADMIN' }]);
  expect(await anyone().refusal(SetPassword, { token: first!.token, password: 'right horse battery' })).toBe('TOKEN_INVALID');
  expect(await anyone().refusal(SetPassword, { token: second!.token, password: 'right horse battery' })).toBeUndefined();
  expect(await createSetUpLink(db)).toBeUndefined();
});
