import { graphql } from '../../../schema/graphql.ts';
import { anEnterprise, anyone, codeNow, compiled, here, Someone, someone, sql, statementsOf, times, useServer } from '../../kit.ts';

useServer();

const Enterprises = graphql(`
  query ($filter: EnterpriseFilter, $search: String, $sort: [EnterpriseSort!], $first: Int, $after: String, $offset: Int) {
    enterprises(filter: $filter, search: $search, sort: $sort, first: $first, after: $after, offset: $offset) {
      nodes { id name district contactPhone }
      edges { cursor }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);
const OneEnterprise = graphql(`query ($id: ID!) { enterprise(id: $id) { id name history { name } } }`);
const SignIn = graphql(
  `mutation ($login: String!, $password: String!, $code: String) { signIn(login: $login, password: $password, code: $code) { name role } }`,
);
const WhoAmI = graphql(`query { me { role may } }`);
const Disable = graphql(
  `mutation ($id: ID!, $note: String) { advanceUser(id: $id, action: DISABLE, note: $note) { state moves { action } history { name note actorName } } }`,
);

test('a district officer sees the own district in lists, counts and search, and nothing else', async () => {
  const [mine, theirs] = [await anEnterprise({ district: '370211' }), await anEnterprise({ district: '370214' })];
  const officer = await someone('DISTRICT', { district: '370211' });
  const { enterprises } = await officer.ask(Enterprises, { first: 100 });
  expect(enterprises.nodes.every(({ district }) => district === '370211')).toBe(true);
  expect(enterprises.totalCount).toBe(enterprises.nodes.length);
  expect((await officer.ask(Enterprises, { filter: { id: [theirs] } })).enterprises.totalCount).toBe(0);
  expect((await officer.ask(OneEnterprise, { id: theirs })).enterprise).toBeNull();
  expect((await officer.ask(OneEnterprise, { id: mine })).enterprise).toMatchObject({ id: mine });
});

test('a contact is masked for the bureau, clear for the district, and not to be asked by the public', async () => {
  const id = await anEnterprise({ district: '370211' });
  const phone = async (who: Someone) => (await who.ask(Enterprises, { filter: { id: [id] } })).enterprises.nodes[0]?.contactPhone;
  expect(await phone(await someone('OFFICER'))).toBe('139****4321');
  expect(await phone(await someone('DISTRICT', { district: '370211' }))).toBe('13987654321');
  expect(await (await someone('AUDITOR')).refusal(Enterprises, {})).toBe('FORBIDDEN');
  expect(await anyone().refusal(Enterprises, {})).toBe('UNAUTHENTICATED');
});

test('pages follow each other without a gap, forwards by cursor and by number', async () => {
  await times(7, () => anEnterprise({ district: '370285' }));
  const officer = await someone('OFFICER');
  const filter = { district: ['370285'] };
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const { enterprises } = await officer.ask(Enterprises, { filter, sort: [{ field: 'NAME', direction: 'DESC' }], first: 3, after });
    seen.push(...enterprises.nodes.map(({ name }) => name));
    after = enterprises.pageInfo.hasNextPage ? enterprises.pageInfo.endCursor! : undefined;
  } while (after);
  const paged = await Promise.all(
    [0, 3, 6].map(offset => officer.ask(Enterprises, { filter, sort: [{ field: 'NAME', direction: 'DESC' }], first: 3, offset })),
  );
  expect(seen).toHaveLength(7);
  expect(paged.flatMap(({ enterprises }) => enterprises.nodes.map(({ name }) => name))).toEqual(seen);
});

test('a cursor that is forged, of another list or of another reader is refused', async () => {
  const [officer, other] = [await someone('OFFICER'), await someone('OFFICER')];
  const { enterprises } = await officer.ask(Enterprises, { first: 1 });
  const after = enterprises.pageInfo.endCursor!;
  expect(await officer.refusal(Enterprises, { first: 1, after })).toBeUndefined();
  expect(await other.refused(Enterprises, { first: 1, after })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'CURSOR_INVALID' });
  expect(await officer.refusal(Enterprises, { first: 1, after, filter: { district: ['370211'] } })).toBe('BAD_USER_INPUT');
  expect(await officer.refusal(Enterprises, { first: 1, after: 'AAAA' })).toBe('BAD_USER_INPUT');
});

test('a page and its total cost one statement, or one each', async () => {
  const officer = await someone('OFFICER');
  const statements = await statementsOf(() => officer.ask(Enterprises, { first: 50 }));
  expect(statements.filter(text => /from (inside\.)?"?enterprise"?/i.test(text))).toHaveLength(compiled ? 1 : 2);
});

test('one signs in with the right password only, and is told the same whatever was wrong', async () => {
  const admin = await someone('SYSTEM_ADMIN');
  const { hashPassword } = await import('../../../server/people/session/hashing.ts');
  await sql('update account set password_hash = $2 where id = $1', [admin.id, await hashPassword('right horse battery')]);
  const [{ login }] = (await sql<{ login: string }>('select login from account where id = $1', [admin.id])) as [{ login: string }];
  expect(await anyone().ask(SignIn, { login, password: 'right horse battery', code: await codeNow() })).toEqual({
    signIn: { name: expect.any(String), role: 'SYSTEM_ADMIN' },
  });
  expect(await anyone().refusal(SignIn, { login, password: 'wrong' })).toBe('INVALID_CREDENTIALS');
  expect(await anyone().refusal(SignIn, { login: 'nobody here', password: 'wrong' })).toBe('INVALID_CREDENTIALS');
  expect((await (await someone('SYSTEM_ADMIN')).ask(WhoAmI)).me?.may).toContain('advanceUser');
  expect((await anyone().ask(WhoAmI)).me).toBeNull();
});

test('a session that never was is refused, not taken for nobody', async () => {
  const stranger = new Someone('x', 'OFFICER', { cookie: 'sid=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' });
  expect(await stranger.refusal(WhoAmI)).toBe('UNAUTHENTICATED');
});

test('an account is disabled with a reason, once, and its history says so', async () => {
  const [admin, user] = [await someone('SYSTEM_ADMIN'), await someone('OFFICER')];
  expect(await admin.refused(Disable, { id: user.id })).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'NOTE_REQUIRED' });
  expect(await (await someone('AUDITOR')).refusal(Disable, { id: user.id, note: 'left' })).toBe('FORBIDDEN');
  const { advanceUser } = await admin.ask(Disable, { id: user.id, note: 'left the bureau' });
  expect(advanceUser).toMatchObject({
    state: 'DISABLED',
    moves: [{ action: 'ENABLE' }],
    history: [{ name: 'User.DISABLE', note: 'left the bureau' }, { name: 'User.SESSION_ENDED' }],
  });
  expect(await admin.refusal(Disable, { id: user.id, note: 'again' })).toBe('ILLEGAL_STATE');
  expect(await user.refusal(WhoAmI)).toBe('UNAUTHENTICATED');
});

test('the role of the API may not change or delete a fact, whatever it tries', async () => {
  const { Client } = await import('pg');
  const api = new Client({ connectionString: here().apiUrl });
  await api.connect();
  await expect(api.query(`update fact set note = 'x'`)).rejects.toThrow('permission denied');
  await expect(api.query('delete from fact')).rejects.toThrow('permission denied');
  await expect(api.query('drop table fact')).rejects.toThrow('must be owner');
  await api.end();
});
