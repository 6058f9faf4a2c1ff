import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, type DocumentNode, type FragmentDefinitionNode, getNamedType, Kind, parse, validate } from 'graphql';
import { type Asks, makeDataProvider } from '../../../admin/kit/dataProvider.ts';
import { Refusal, type Send } from '../../../admin/kit/send.ts';

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
const mutations = schema.getMutationType()!.getFields();

/** What the screens of every noun ask for, by type: the fragments of `asks.ts`, named `…Row` and `…Full`. */
const asks: Record<string, Asks> = {};
for (const folder of readdirSync('admin')) {
  const file = join(process.cwd(), 'admin', folder, 'asks.ts');
  if (!existsSync(file)) continue;
  for (const value of Object.values(require(file) as Record<string, unknown>)) {
    const fragment = (value as DocumentNode)?.definitions?.find((it): it is FragmentDefinitionNode => it.kind === Kind.FRAGMENT_DEFINITION);
    const which = fragment?.name.value.match(/(Row|Full)$/)?.[1]?.toLowerCase() as keyof Asks | undefined;
    if (fragment && which) asks[fragment.typeCondition.name.value] = { ...asks[fragment.typeCondition.name.value]!, [which]: value };
  }
}
const types = Object.keys(asks);

/** A data provider whose server keeps what it is asked and answers with little. */
function listening(
  answer: (query: string, variables: Record<string, unknown>) => unknown = () => ({ list: { nodes: [], totalCount: 0 }, it: { id: '1' } }),
) {
  const asked: { query: string; variables: Record<string, unknown> }[] = [];
  const send = (async (query: string, variables: Record<string, unknown> = {}) => {
    asked.push({ query, variables });
    return answer(query, variables);
  }) as unknown as Send;
  return { asked, provider: makeDataProvider(asks, send) };
}

const faults = (query: string) => validate(schema, parse(query)).map(({ message }) => message);

test('the panel has screens for some types', () =>
  expect(types).toEqual(expect.arrayContaining(['Provider', 'Enterprise', 'Expert', 'User'])));

test.each(types)('every document the panel composes for %s fits the schema', async type => {
  const { asked, provider } = listening(() => ({
    list: { nodes: [], totalCount: 0 },
    it: { id: '1' },
    c0: { totalCount: 1 },
    c1: { totalCount: 2 },
  }));
  await provider.getList(type, { pagination: { page: 3, perPage: 25 }, sort: { field: 'id', order: 'ASC' }, filter: { id: ['1'] } });
  await provider.getOne(type, { id: '1' });
  await provider.getMany(type, { ids: ['1', '2'] });
  await provider.counts(type, [{}, { id: ['1'] }]);
  // what answers with more than the record has a form of its own: a new key is shown once
  if (mutations[`create${type}`] && getNamedType(mutations[`create${type}`]!.type).name === type)
    await provider.create(type, { data: { name: 'x' } });
  if (mutations[`update${type}`])
    await provider.update(type, { id: '1', data: { id: '1', name: 'x' }, previousData: { id: '1', name: 'y', version: 1 } });
  if (mutations[`advance${type}`]) await provider.advance(type, { id: '1', action: 'X', note: 'why' });
  expect(asked.flatMap(({ query }) => faults(query).map(fault => `${query}\n${fault}`))).toEqual([]);
});

test('a list sends its filter, search, order and page; what is empty is not sent', async () => {
  const { asked, provider } = listening();
  await provider.getList('Provider', {
    pagination: { page: 3, perPage: 25 },
    sort: { field: 'createdAt', order: 'DESC' },
    filter: { q: ' 华星 ', kind: ['PRODUCT'], district: [], staff: { from: '' } },
  });
  expect(asked[0]!.variables).toEqual({
    filter: { kind: ['PRODUCT'] },
    search: '华星',
    sort: [{ field: 'CREATED_AT', direction: 'DESC' }],
    first: 25,
    offset: 50,
  });
});

test('more than the server gives at once is asked for page by page', async () => {
  const { asked, provider } = listening((_, { first, offset = 0 }) => ({
    list: {
      nodes: Array.from({ length: Math.min(Number(first), 640 - Number(offset)) }, (_, i) => ({ id: Number(offset) + i })),
      totalCount: 640,
    },
  }));
  const { data, total } = await provider.getList('Provider', { pagination: { page: 2, perPage: 250 } });
  expect(data.map(({ id }) => id)).toEqual(Array.from({ length: 250 }, (_, i) => 250 + i));
  expect(total).toBe(640);
  expect(asked.map(({ variables }) => [variables.first, variables.offset])).toEqual([
    [100, 250],
    [100, 350],
    [50, 450],
  ]);
});

test('an update sends only what was changed, with the version that was read, or the newer one the person has seen', async () => {
  const { asked, provider } = listening();
  const previousData = { id: '1', version: 4, name: 'old', staff: 5, profile: null };
  await provider.update('Provider', { id: '1', data: { ...previousData, name: 'new' }, previousData });
  await provider.update('Provider', { id: '1', data: { ...previousData, staff: null }, previousData, meta: { version: 6 } });
  expect(asked.map(({ variables }) => variables)).toEqual([
    { id: '1', version: 4, input: { name: 'new' } },
    { id: '1', version: 6, input: { staff: null } },
  ]);
});

test('the fields that the policy withholds are left out at once and not asked for again, until somebody else signs in', async () => {
  const { asked, provider } = listening(query => {
    const fields = ['contactPhone', 'contactName'].filter(it => query.includes(it)).map(it => `Provider.${it}`);
    if (fields.length) throw new Refusal({ code: 'FORBIDDEN', reason: 'FIELD_WITHHELD', details: { field: fields[0], fields } });
    return { it: { id: '1' } };
  });
  await provider.getOne('Provider', { id: '1' });
  await provider.getOne('Provider', { id: '1' });
  expect(asked.map(({ query }) => query.includes('contactPhone'))).toEqual([true, false, false]);
  expect(asked[1]!.query).toContain('contactEmail');
  expect(asked[1]!.query).not.toContain('contactName');
  await expect(provider.getOne('Enterprise', { id: '1' })).rejects.toMatchObject({ reason: 'FIELD_WITHHELD' });
  provider.forget();
  await provider.getOne('Provider', { id: '1' });
  expect(asked.at(-2)!.query).toContain('contactPhone');
});

test('a record that is not there is NOT_FOUND, and nothing is ever deleted', async () => {
  const { provider } = listening(() => ({ it: null }));
  await expect(provider.getOne('Provider', { id: '1' })).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 });
  await expect(provider.delete()).rejects.toThrow('nothing is deleted');
});

test('counts of many states go out in documents of at most twenty', async () => {
  const { asked, provider } = listening(() => Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`c${i}`, { totalCount: i }])));
  const counts = await provider.counts(
    'Expert',
    Array.from({ length: 23 }, () => ({ state: ['ACTIVE'] })),
  );
  expect(asked).toHaveLength(2);
  expect(counts).toEqual([...Array(20).keys(), 0, 1, 2]);
  expect(faults(asked[0]!.query)).toEqual([]);
});
