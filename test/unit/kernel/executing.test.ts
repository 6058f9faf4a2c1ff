import fc from 'fast-check';
import {
  type DocumentNode,
  execute,
  GraphQLEnumType,
  type GraphQLFieldConfigMap,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLNullableType,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  parse,
  type ResponsePath,
} from 'graphql';
import { refuse } from '../../../server/kernel/errors.ts';
import { openExecuting } from '../../../server/kernel/executing/executing.ts';

const later = <T>(value: T, ticks = 3): Promise<T> =>
  ticks ? Promise.resolve().then(() => later(value, ticks - 1)) : Promise.resolve(value);
const must = <T extends GraphQLNullableType>(type: T): GraphQLNonNull<T> => new GraphQLNonNull(type);
const colour = new GraphQLEnumType({ name: 'Colour', values: { RED: { value: 'red' }, BLUE: { value: 'blue' } } });
const picky = new GraphQLScalarType({
  name: 'Picky',
  serialize: value => {
    if (value === 'bad') throw refuse('BAD_USER_INPUT', 'FIELD_INVALID');
    return value === 'none' ? null : value;
  },
});

/** Every way in which a field can be answered or fail, where null may stand and where it may not. */
const behaviours: Record<string, () => unknown> = {
  fine: () => 'x',
  fineLater: () => later('x'),
  nothing: () => null,
  missing: () => undefined,
  nothingLater: () => later(null),
  throws: () => {
    throw new Error('thrown');
  },
  throwsText: () => {
    throw 'text';
  },
  refuses: () => {
    throw refuse('FORBIDDEN', 'FIELD_WITHHELD', { field: 'x' });
  },
  rejects: () => Promise.reject(new Error('rejected')),
  rejectsLater: () => later(0, 6).then(() => Promise.reject(refuse('NOT_FOUND'))),
  returnsError: () => new Error('returned'),
  returnsErrorLater: () => later(new Error('returned later')),
};
const told = ({ path, fieldName, fieldNodes, parentType, returnType, operation, variableValues }: Told): string =>
  JSON.stringify([path, fieldName, fieldNodes.length, String(parentType), String(returnType), operation.operation, variableValues]);
type Told = {
  path: ResponsePath;
  fieldName: string;
  fieldNodes: readonly unknown[];
  parentType: unknown;
  returnType: unknown;
  operation: { operation: string };
  variableValues: unknown;
};

const things = {
  plain: 'plain',
  number: 3,
  called: (args: object, ctx: unknown) => `called ${JSON.stringify(args)} ${String(ctx)}`,
  promised: Promise.resolve('promised'),
  kind: 'red',
  odd: 'green',
  wrong: 'bad',
  none: 'none',
};
const thing: GraphQLObjectType = new GraphQLObjectType({
  name: 'Thing',
  fields: (): GraphQLFieldConfigMap<unknown, unknown> => ({
    ...Object.fromEntries(Object.entries(behaviours).map(([name, resolve]) => [name, { type: GraphQLString, resolve }])),
    ...Object.fromEntries(Object.entries(behaviours).map(([name, resolve]) => [`${name}Must`, { type: must(GraphQLString), resolve }])),
    plain: { type: must(GraphQLString) },
    number: { type: GraphQLInt },
    called: { type: GraphQLString },
    promised: { type: must(GraphQLString) },
    absent: { type: GraphQLString },
    absentMust: { type: must(GraphQLString) },
    kind: { type: must(colour) },
    odd: { type: colour },
    wrong: { type: picky },
    none: { type: must(picky) },
    told: { type: GraphQLString, resolve: (_, __, ___, info) => told(info) },
    given: {
      type: GraphQLString,
      args: { a: { type: must(GraphQLInt), defaultValue: 1 }, b: { type: colour }, c: { type: new GraphQLList(GraphQLString) } },
      resolve: (_, args) => JSON.stringify(args),
    },
    one: { type: thing, resolve: () => things },
    oneMust: { type: must(thing), resolve: () => later(things) },
    noOne: { type: thing, resolve: () => null },
    some: { type: new GraphQLList(thing), resolve: () => [things, null, later(things), Promise.reject(new Error('item'))] },
    all: { type: must(new GraphQLList(must(thing))), resolve: () => later([things, later(things)]) },
    allButOne: { type: new GraphQLList(must(thing)), resolve: () => [null, things, new Error('item')] },
    brokenLate: { type: new GraphQLList(must(thing)), resolve: () => [things, null] },
    texts: { type: must(new GraphQLList(GraphQLString)), resolve: () => new Set(['a', null, later('b')]) },
    noList: { type: new GraphQLList(GraphQLString), resolve: () => 'abc' },
  }),
});
const several = new GraphQLInterfaceType({ name: 'Several', fields: { id: { type: GraphQLString } }, resolveType: () => 'Special' });
const special = new GraphQLObjectType({ name: 'Special', interfaces: [several], fields: { id: { type: GraphQLString } } });
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      thing: { type: thing, resolve: () => things },
      thingMust: { type: must(thing), resolve: () => later(things) },
      several: { type: several, resolve: () => ({ id: '1' }) },
    },
  }),
  mutation: new GraphQLObjectType({
    name: 'Mutation',
    fields: {
      make: {
        type: must(thing),
        args: { n: { type: must(GraphQLInt) } },
        resolve: (_, { n }) => (n > 0 ? things : Promise.reject(refuse('ILLEGAL_STATE'))),
      },
    },
  }),
  types: [special],
});
const executing = openExecuting(schema);

/** Both answers as they are and as they are written. */
async function both(document: DocumentNode, variables?: Record<string, unknown>, operationName?: string) {
  const prepared = executing.execute({ document, operationName, variables, ctx: 'ctx' });
  if (typeof prepared === 'string') throw new Error(prepared);
  const model = await execute({ schema, document, contextValue: 'ctx', variableValues: variables, operationName });
  const shown = ({ data, errors }: Awaited<typeof prepared>) =>
    JSON.stringify([data, errors?.map(error => [error, error.originalError?.message, error.originalError?.constructor.name])]);
  return [shown(await prepared), shown(model)];
}
async function alike(document: DocumentNode, variables?: Record<string, unknown>, operationName?: string): Promise<string> {
  const [ours, theirs] = await both(document, variables, operationName);
  expect(ours).toBe(theirs);
  return ours!;
}

const leaves = Object.entries(thing.getFields()).flatMap(([name, { type }]) => (/Thing/.test(String(type)) ? [] : [name]));
const branches = ['one', 'oneMust', 'noOne', 'some', 'all', 'allButOne'];
const selection = (depth: number): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        {
          weight: 3,
          arbitrary: fc.constantFrom('__typename', ...leaves, 'given(a: 2, b: BLUE)', 'given(c: "x")', 'x: plain', 'y: number'),
        },
        ...(depth > 0
          ? [
              {
                weight: 2,
                arbitrary: fc.tuple(fc.constantFrom(...branches), selection(depth - 1)).map(([name, below]) => `${name} ${below}`),
              },
              { weight: 1, arbitrary: selection(depth - 1).map(below => `... on Thing @include(if: $yes) ${below}`) },
              { weight: 1, arbitrary: selection(depth - 1).map(below => `... @skip(if: $yes) ${below}`) },
            ]
          : []),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map(parts => `{ ${parts.join(' ')} }`);

test('whatever fails wherever: the answer of a plan is that of graphql-js, errors and their order included', async () => {
  let failed = 0;
  await fc.assert(
    fc.asyncProperty(selection(3), fc.boolean(), fc.constantFrom('query', 'mutation'), async (below, yes, kind) => {
      const root = kind === 'query' ? `thing ${below} thingMust ${below}` : `make(n: 1) ${below}`;
      const text = await alike(parse(`${kind} ($yes: Boolean!) { ${root} }`), { yes });
      if (text.includes('"locations"')) failed += 1;
    }),
    { numRuns: 300, seed: 4 },
  );
  expect(failed).toBeGreaterThan(100);
});

test.each([
  ['{ thing { told a: told one { b: told all { told } } } }', {}],
  ['query ($a: Int = 5, $b: Colour, $c: [String]) { thing { given(a: $a, b: $b, c: $c) } }', { b: 'BLUE' }],
  ['query ($a: Int) { thing { given(a: $a) fine } }', { a: null }],
  ['query ($a: Int) { thing { given(a: $a) fine } }', {}],
  ['query ($a: Int!, $b: Colour!) { thing { given(a: $a, b: $b) } }', { a: 'x', b: 'GREEN' }],
  ['query ($a: Int!) { thing { given(a: $a) } }', {}],
  ['mutation ($n: Int!) { make(n: $n) { plain } }', { n: 0 }],
  ['mutation ($n: Int!) { make(n: $n) { plain nothingMust throwsMust } }', { n: 1 }],
  ['{ __typename __schema { queryType { name } } __type(name: "Thing") { kind fields { name type { name ofType { name } } } } }', {}],
  ['{ thing { ...a one { ...a } } } fragment a on Thing { plain one { kind } x: one { ...b } } fragment b on Thing { number }', {}],
])('%s is answered alike', async (query, variables: Record<string, unknown>) => {
  const document = parse(query);
  expect(await alike(document, variables)).toBe(await alike(document, variables));
});

test('a document of several operations is asked by name, and each way of skipping is planned for itself', async () => {
  const document = parse(
    'query a($no: Boolean = false) { thing { ...f kind @skip(if: $no) } } query b { thing { ...f } } fragment f on Thing { plain }',
  );
  expect(await alike(document, { no: true }, 'a')).toBe('[{"thing":{"plain":"plain"}},null]');
  expect(await alike(document, {}, 'a')).toBe('[{"thing":{"plain":"plain","kind":"RED"}},null]');
  expect(await alike(document, {}, 'b')).toBe('[{"thing":{"plain":"plain"}},null]');
});

test.each([
  ['{ several { id } }', 'Several is several types'],
  ['{ __proto__: thing { plain } }', 'a field is called __proto__'],
  ['mutation { make(n: 1) { plain } again: make(n: 2) { plain } }', 'not one operation with one root field'],
])('%s is left to graphql-js', (query, why) => {
  expect(executing.execute({ document: parse(query), ctx: 'ctx' })).toBe(why);
});

test('an entry that may not be null ends its list, and what fails before it ends no process', async () => {
  const unhandled: unknown[] = [];
  const hear = (error: unknown) => void unhandled.push(error);
  process.on('unhandledRejection', hear);
  const answer = executing.execute({ document: parse('{ thing { brokenLate { rejectsMust } plain } }'), ctx: 'ctx' });
  if (typeof answer === 'string') throw new Error(answer);
  const { data, errors } = await answer;
  await new Promise(resolve => setTimeout(resolve, 20));
  process.off('unhandledRejection', hear);
  expect(JSON.stringify(data)).toBe('{"thing":{"brokenLate":null,"plain":"plain"}}');
  expect(errors?.map(({ path }) => path)).toEqual([['thing', 'brokenLate', 1]]);
  expect(unhandled).toEqual([]);
});
