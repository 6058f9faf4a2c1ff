import type { AddressInfo } from 'node:net';
import { GraphQLList, GraphQLNonNull, GraphQLObjectType, type GraphQLResolveInfo, GraphQLSchema, GraphQLString } from 'graphql';
import pino from 'pino';
import { publicMemory } from '../../../server/kernel/answers/publicMemory.ts';
import { refuse } from '../../../server/kernel/errors.ts';
import { openExecuting } from '../../../server/kernel/executing/executing.ts';
import { makeServer } from '../../../server/kernel/http.ts';
import type { Served } from '../../../server/serve.ts';
import { another, anyone, here, type Someone, someone, useServer } from '../../kit.ts';
import { documentOf, leastOf, operations } from '../sweeps/arguments.ts';

useServer({ introspection: true });

let prepared: Served;
let executed: Served;
let people: Someone[];
beforeAll(async () => {
  prepared = await another({ compiled: true, introspection: true });
  executed = await another({ compiled: false, introspection: true });
  people = [await someone('OFFICER'), await someone('PROVIDER')];
}, 60_000);
afterAll(async () => {
  await prepared?.stop();
  await executed?.stop();
});

async function answerOf(at: string, who: Someone, query: string, variables: object = {}, extensions?: object) {
  const response = await fetch(`${at}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...who.headers },
    body: JSON.stringify({ query, variables, extensions }),
  });
  const text = (await response.text()).replace(/"requestId":"[^"]*"/g, '"requestId":""');
  return {
    told: `${response.status} ${text}`,
    headers: response.headers,
    ...(JSON.parse(text) as { data?: unknown; extensions?: { explain?: object } }),
  };
}

test('every mutation is answered alike from a plan and by graphql-js, refused or not', async () => {
  // These answer differently every time, or leave nobody to ask again.
  const once = ['newRecoveryCodes', 'leaveOrganisation', 'signOut'];
  const mutations = operations.filter(({ kind, name }) => kind === 'mutation' && !once.includes(name));
  let refused = 0;
  const differing: string[] = [];
  for (const who of people)
    for (const operation of mutations) {
      const given = leastOf(operation.field.args);
      const document = documentOf(operation, Object.keys(given));
      const [one, other] = [await answerOf(prepared.url, who, document, given), await answerOf(executed.url, who, document, given)];
      if (!one.data) refused += 1;
      if (one.told !== other.told) differing.push(`${who.role} ${operation.name}\n${one.told}\n${other.told}`);
    }
  expect(differing).toEqual([]);
  expect(refused).toBeGreaterThan(80);
}, 60_000);

test('explain says which way an operation went and why, to whoever may look into the schema', async () => {
  const [officer] = people as [Someone];
  const told = async (at: string, query: string) => (await answerOf(at, officer, query, {}, { explain: true })).extensions?.explain;
  expect(await told(prepared.url, '{ trials { totalCount } }')).toEqual({ way: 'compiled', sql: expect.stringContaining('select') });
  expect(await told(prepared.url, '{ me { name } }')).toEqual({ way: 'prepared', because: 'me is no reading of a table' });
  expect(await told(prepared.url, 'mutation { signIn(login: "nobody", password: "wrong") { id } }')).toEqual({
    way: 'prepared',
    because: 'a mutation',
  });
  expect(await told(prepared.url, '{ __proto__: me { name } }')).toEqual({
    way: 'executed',
    because: 'me is no reading of a table; a field is called __proto__',
  });
  expect(await told(executed.url, '{ me { name } }')).toEqual({
    way: 'executed',
    because: 'reading is switched off; preparing is switched off',
  });
  expect((await answerOf(prepared.url, officer, '{ me { name } }')).extensions).toBeUndefined();
  const closed = await another({ compiled: true, introspection: false });
  expect((await answerOf(closed.url, officer, '{ trials { totalCount } }', {}, { explain: true })).extensions).toBeUndefined();
  await closed.stop();
});

describe('with fields that fail', () => {
  const told: GraphQLResolveInfo[] = [];
  const must = new GraphQLNonNull(GraphQLString);
  const part: GraphQLObjectType = new GraphQLObjectType({
    name: 'Part',
    fields: () => ({
      name: { type: must },
      withheld: { type: GraphQLString, resolve: () => Promise.reject(refuse('FORBIDDEN', 'FIELD_WITHHELD', { field: 'withheld' })) },
      broken: { type: GraphQLString, resolve: () => Promise.reject(new Error('of nobody’s concern')) },
      lost: { type: must, resolve: () => null },
      parts: { type: new GraphQLList(part), resolve: () => [{ name: 'a' }, null, { name: 'c' }] },
      whole: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(part))), resolve: () => [{ name: 'a' }, { name: null }] },
    }),
  });
  const root = {
    part: {
      type: part,
      resolve: (_: unknown, __: object, ___: unknown, info: GraphQLResolveInfo) => {
        told.push(info);
        return { name: 'it' };
      },
    },
    only: { type: new GraphQLNonNull(part), resolve: () => ({ name: 'only' }) },
  };
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields: root }),
    mutation: new GraphQLObjectType({ name: 'Mutation', fields: root }),
  });
  const servers: { url: string; stop: () => Promise<void> }[] = [];
  beforeAll(async () => {
    for (const executing of [openExecuting(schema), undefined]) {
      const { own } = here();
      const never = () => false;
      const { http, stop } = await makeServer({
        schema,
        executing,
        log: pino({ level: 'silent' }),
        db: own,
        bulk: own,
        isBulk: never,
        isSecret: never,
        isFree: never,
        troubled: () => undefined,
        actorOf: async () => ({ id: 'public', role: 'PUBLIC', name: '' }),
        charge: async () => undefined,
        memory: publicMemory(),
        routes: () => undefined,
        introspection: true,
        secure: false,
        ready: async () => ({}),
      });
      await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve));
      servers.push({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, stop });
    }
  });
  afterAll(async () => {
    for (const { stop } of servers) await stop();
  });
  const asked = async (query: string) => {
    const [one, other] = [await answerOf(servers[0]!.url, anyone(), query), await answerOf(servers[1]!.url, anyone(), query)];
    expect(one.told).toBe(other.told);
    return one;
  };

  test.each([
    ['{ part { name withheld broken } }', { part: { name: 'it', withheld: null, broken: null } }],
    ['{ part { name lost } only { name } }', { part: null, only: { name: 'only' } }],
    ['{ part { name } only { lost withheld } }', null],
    ['{ part { parts { name lost } whole { name } } }', { part: null }],
    ['{ part { parts { name broken } } only { parts { lost } } }', expect.anything()],
    ['{ only { whole { name } } }', null],
    ['mutation { part { name withheld } }', null],
    ['mutation { only { lost broken } }', null],
    ['mutation { part { parts { name } } }', { part: { parts: [{ name: 'a' }, null, { name: 'c' }] } }],
  ])('%s is answered alike, null where null has to be', async (query, data) => {
    expect((await asked(query)).data).toEqual(data);
  });

  test('resolvers are told of the operation and of no cache; no field gets a wrapper, and nothing is kept of an answer', async () => {
    told.length = 0;
    const { headers } = await asked('query q { part { name } }');
    const known = [
      'fieldName',
      'fieldNodes',
      'returnType',
      'parentType',
      'path',
      'schema',
      'fragments',
      'rootValue',
      'operation',
      'variableValues',
    ];
    expect(told.map(info => Object.keys(info))).toEqual([known, known]);
    // Apollo's cache control would wrap every field of the schema.
    expect(part.getFields()['name']!.resolve).toBeUndefined();
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
