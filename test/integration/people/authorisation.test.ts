import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { graphql } from '../../../schema/graphql.ts';
import type { Role } from '../../../schema/roles.ts';
import { fieldsOf } from '../../../server/kernel/fields.ts';
import { callersOf } from '../../../server/kernel/guard.ts';
import type { Move } from '../../../server/kernel/lifecycle.ts';
import { constant } from '../../../server/kernel/naming.ts';
import { userLifecycle } from '../../../server/people/user/lifecycle.ts';
import { anEnterprise, anyone, aProvider, here, someone, sql, useServer } from '../../kit.ts';
import { entities } from '../sweeps/rules.ts';

useServer();

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
const operations = (root: 'Query' | 'Mutation') => Object.keys((schema.getType(root) as GraphQLInputObjectType).getFields());

test('what anybody may do without signing in is this list and nothing else', () => {
  expect(operations('Mutation').filter(name => callersOf(name).includes('PUBLIC'))).toEqual([
    'acceptInvitation',
    'askRecovery',
    'fileObjection',
    'setPassword',
    'signIn',
    'signOut',
  ]);
  for (const name of ['users', 'enterprises', 'experts', 'providers', 'attachments', 'apiKeys', 'facts', 'trials', 'submissions'])
    expect([name, callersOf(name).includes('PUBLIC') && name !== 'attachments']).toEqual([name, false]);
});

test('the auditor changes nothing but the own sessions, password and second factor, and may have the audit trail verified', () => {
  const own = [
    ...[
      'acceptInvitation',
      'askRecovery',
      'changePassword',
      'checkAuditChain',
      'confirmFactor',
      'endOtherSessions',
      'endSession',
      'enrolFactor',
    ],
    ...['newRecoveryCodes', 'setPassword', 'signIn', 'signOut', 'stepUp'],
  ];
  expect(operations('Mutation').filter(name => callersOf(name).includes('AUDITOR'))).toEqual(own);
});

test('the three administrators share no power to change', () => {
  const powers = (['SYSTEM_ADMIN', 'SECURITY_ADMIN'] as const).map(role =>
    operations('Mutation').filter(name => callersOf(name).includes(role) && !callersOf(name).includes('AUDITOR')),
  );
  // What both call they call for different moves: one proposes, the other approves.
  expect(powers[0]!.filter(name => powers[1]!.includes(name))).toEqual([
    ...['advanceRoleChange', 'advanceUser', 'createRoleChange', 'unlockUser'],
  ]);
  const moves = (role: Role) =>
    Object.entries<Move>(userLifecycle.moves).flatMap(([action, { by }]) => (by?.includes(role) ? [action] : []));
  expect([moves('SYSTEM_ADMIN'), moves('SECURITY_ADMIN'), moves('AUDITOR')]).toEqual([
    ['REJECT', 'DISABLE', 'ENABLE'],
    ['APPROVE', 'REJECT', 'DISABLE'],
    [],
  ]);
  expect(powers[0]).not.toContain('resetFactor');
  expect(powers[0]).toEqual(expect.arrayContaining(['createUser', 'updateUser', 'setUpLink']));
  expect(powers[1]).toEqual(expect.arrayContaining(['createApiKey', 'advanceApiKey', 'resetFactor']));
});

test('there is no door past the policy: no node by any id, no change of many by a condition, no secret by name', () => {
  expect([...operations('Query'), ...operations('Mutation')].filter(name => /^node$|^nodes$|^delete|where/i.test(name))).toEqual([]);
  const named = Object.values(schema.getTypeMap())
    .filter(type => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap(type => Object.keys((type as GraphQLInputObjectType).getFields()).map(field => `${type.name}.${field}`))
    .filter(name => /(password|secret|token|hash|salt|otp|key)/i.test(name.split('.')[1]!));
  const known =
    /^(User\.mustChangePassword|Me\.mustChangePassword|Mutation\.(changePassword|setPassword)|MySecurity\.password(Changed|Expires)At|NewFactor\.secret|NewApiKey\.(key|apiKey)|Fact\.keyId|(Query|Mutation)\.\w*[aA]piKeys?|(Queue|ImportSample|RetentionRule|RetentionCount|EligibilityRule|FiledAnswer|FiledPaper|FormField|RequiredFile|KeyField)\.key|FormField\.keyField|(Query|Mutation)\.\w*[kK]eyFields?|Offering\.keywords|ObjectionReceipt\.secret|\w+\.(contentHash|hash|\w*Hash))$/;
  expect(named.filter(name => !known.test(name))).toEqual([]);
});

test('a filter asks by columns of its own record and by nothing that lies behind it; nothing is grouped by what is personal', () => {
  const inputs = Object.values(schema.getTypeMap()).filter(type => isInputObjectType(type) && type.name.endsWith('Filter'));
  expect(inputs.length).toBeGreaterThan(30);
  const nested = inputs.flatMap(type =>
    Object.values((type as GraphQLInputObjectType).getFields()).flatMap(field => {
      const below = getNamedType(field.type);
      return isInputObjectType(below) && !/^(Date|DateTime|Decimal|Int)Range$/.test(below.name) ? [`${type.name}.${field.name}`] : [];
    }),
  );
  // How large a plan is and where a step stands: figures of the entry itself.
  expect(nested).toEqual(['RegisterEntryFilter.figure', 'RegisterEntryFilter.step']);
  const specs = entities.flatMap(entity => [...fieldsOf(entity)]);
  // A name is personal in an invitation and not in an offering: what counts are the fields that are personal wherever they are.
  const personal = specs
    .filter(([key]) => specs.every(([other, { options }]) => other !== key || options.personal))
    .map(([key]) => constant(key));
  expect(personal.length).toBeGreaterThan(5);
  const choices = Object.values(schema.getTypeMap()).filter(type => isEnumType(type) && !/Sort(Field)?$/.test(type.name));
  const grouped = choices.flatMap(type =>
    (type as GraphQLEnumType).getValues().flatMap(({ name }) => (personal.includes(name) ? [`${type.name}.${name}`] : [])),
  );
  // What a rule of retention is about, for the bureau that sets it.
  expect(grouped).toEqual(['RetentionKey.CASE_CONTACTS']);
});

test('an error names nothing that was not asked for: no field is suggested, and no value is told', async () => {
  const officer = await someone('OFFICER');
  for (const who of [officer, anyone()])
    for (const query of ['{ users { nodes { passwordHas } } }', '{ users { nodes { personNumbe } } }', '{ enterprizes { totalCount } }'])
      expect((await who.refused(query))?.message).not.toMatch(/did you mean|passwordHash|personNumber|enterprises/i);
  for (const column of ['passwordHash', 'contactPhon', 'tokenHash']) {
    const response = await fetch(`${officer.at}/export/Enterprise.csv?columns=${column}`, { headers: officer.headers });
    expect([response.status, (await response.text()).replaceAll(column, '')]).toEqual([
      400,
      expect.not.stringMatching(/contactPhone|hash/i),
    ]);
  }
});

test.each([
  ['enterprises(filter: { contactPhone: ["139"] })', 'a filter'],
  ['enterprises(filter: { id_not: ["x"] })', 'an operator'],
  ['enterprises(sort: [{ field: CONTACT_PHONE }])', 'an order'],
  ['users(filter: { passwordHash: ["x"] })', 'a hash'],
])('%s: %s by what is hidden does not exist', async list => {
  for (const who of [await someone('OFFICER'), await someone('SYSTEM_ADMIN')])
    expect(await who.refusal(`query { ${list} { totalCount } }`)).toBe('GRAPHQL_VALIDATION_FAILED');
});

test('a search finds nobody by a value that is masked', async () => {
  await anEnterprise();
  const officer = await someone('OFFICER');
  const found = await officer.ask(graphql(`query { enterprises(search: "13987654321") { totalCount } }`));
  expect(found.enterprises.totalCount).toBe(0);
});

test('what is withheld is withheld at the end of a path as well', async () => {
  const enterprise = await someone('ENTERPRISE');
  await aProvider();
  const deep = graphql(`query { offerings { nodes { provider { name contactPhone } } } }`);
  expect(await enterprise.refused(deep)).toMatchObject({ code: 'FORBIDDEN', reason: 'FIELD_WITHHELD' });
});

test('an account is a colleague to its own organisation only', async () => {
  const [one, other] = [await someone('ENTERPRISE'), await someone('ENTERPRISE')];
  const Users = graphql(`query { users(first: 100) { nodes { id } totalCount } }`);
  const { users } = await one.ask(Users);
  expect(users).toEqual({ nodes: [{ id: one.id }], totalCount: 1 });
  const OneUser = graphql(`query ($id: ID!) { user(id: $id) { id } }`);
  expect((await one.ask(OneUser, { id: other.id })).user).toBeNull();
  expect(await (await someone('OFFICER')).ask(OneUser, { id: one.id })).toEqual({ user: null });
  expect(await anyone().refusal(OneUser, { id: one.id })).toBe('UNAUTHENTICATED');
});

test('the role of the API can neither read its way around nor rewrite what has happened', async () => {
  const { Client } = await import('pg');
  const api = new Client({ connectionString: here().apiUrl });
  await api.connect();
  for (const statement of [
    'delete from account',
    'delete from attachment',
    'delete from api_key',
    'delete from district',
    'truncate session',
  ])
    await expect(api.query(statement)).rejects.toThrow('permission denied');
  await api.end();
  expect(await sql('select count(*) > 0 as there from district')).toEqual([{ there: true }]);
});
