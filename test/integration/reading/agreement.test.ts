import fc from 'fast-check';
import { getNamedType, isRequiredArgument } from 'graphql';
import { DataSource } from 'typeorm';
import { options } from '../../../server/database.ts';
import { beginReading } from '../../../server/kernel/scope.ts';
import { dice } from '../../../server/seed/dice.ts';
import type { Served } from '../../../server/serve.ts';
import { another, here, useServer } from '../../kit.ts';
import { makeWorld, type Principal, type World } from '../sweeps/world.ts';
import { type Operation, panelOperations, schema, variablesFor, writtenOperations } from './documents.ts';
import { generated } from './generate.ts';

useServer({ introspection: true });

let world: World;
let compiled: Served;
let executed: Served;
let ids: string[];
const full = process.env['SWEEP'] === 'full';

beforeAll(async () => {
  world = await makeWorld({ thinned: true });
  compiled = await another({ compiled: true, introspection: true });
  executed = await another({ compiled: false, introspection: true });
  ids = [...world.rows.values()].flatMap(rows => rows.slice(0, 6).map(({ id }) => String(id)));
}, 120_000);
afterAll(async () => {
  await compiled?.stop();
  await executed?.stop();
});

async function answerOf(served: Served, { someone }: Principal, { query, variables }: Operation, explain = false) {
  const response = await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...someone.headers },
    body: JSON.stringify({ query, variables, ...(explain && { extensions: { explain: true } }) }),
  });
  return { status: response.status, text: (await response.text()).replace(/"requestId":"[^"]*"/g, '"requestId":""') };
}

interface Tally {
  asked: number;
  compiled: number;
  because: Map<string, number>;
}
const tally = (): Tally => ({ asked: 0, compiled: 0, because: new Map() });

/** Asks both, and wants the very same bytes. */
async function agree(who: Principal, operation: Operation, counted: Tally): Promise<void> {
  const [one, other] = [await answerOf(compiled, who, operation), await answerOf(executed, who, operation)];
  if (one.text !== other.text || one.status !== other.status)
    throw new Error(
      `${who.name} is answered differently\n${operation.query}\n${JSON.stringify(operation.variables)}\n${one.text}\n${other.text}`,
    );
  counted.asked += 1;
}
async function ways(who: Principal, operation: Operation, counted: Tally): Promise<void> {
  const { text } = await answerOf(compiled, who, operation, true);
  const { extensions, errors } = JSON.parse(text) as { errors?: unknown; extensions?: { explain?: { way: string; because?: string } } };
  if (errors || !extensions?.explain) return;
  const { way, because = '' } = extensions.explain;
  if (way === 'compiled') counted.compiled += 1;
  else if (because === 'the compiled statement failed')
    throw new Error(`${because}: ${operation.query} ${JSON.stringify(operation.variables)}`);
  else counted.because.set(because, (counted.because.get(because) ?? 0) + 1);
}
const told = (what: string, { asked, compiled, because }: Tally) =>
  console.info(
    `${what}: ${asked} answers alike, ${compiled} of ${compiled + [...because.values()].reduce((a, b) => a + b, 0)} operations compiled; not for: ${[
      ...because,
    ]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 25)
      .map(([why, times]) => `${why} ${times}`)
      .join(', ')}`,
  );
/** By default each operation is asked by some, in turn; SWEEP=full asks everybody. */
const askedBy = (at: number): Principal[] => (full ? world.people : world.people.filter((_, place) => (place + at) % 6 === 0));
const officer = () => world.people.find(({ name }) => name === 'OFFICER')!;

test('what the panel asks is answered alike, compiled or field by field', async () => {
  const counted = tally();
  const operations = await panelOperations(type => (world.rows.get(type) ?? []).map(({ id }) => String(id)));
  expect(operations.length).toBeGreaterThan(200);
  for (const [at, operation] of operations.entries()) {
    for (const who of askedBy(at)) await agree(who, operation, counted);
    await ways(officer(), operation, counted);
  }
  told('panel', counted);
}, 300_000);

test('what tests and docs ask is answered alike', async () => {
  const counted = tally();
  const operations = writtenOperations().filter(({ query }) => !/\b(mySessions|mySecurity|sessionsOf|auditChain|about|me)\b/.test(query));
  expect(operations.length).toBeGreaterThan(80);
  for (const [at, { query }] of operations.entries()) {
    const operation = { query, variables: variablesFor(query, dice(at, 'variables'), ids) };
    for (const who of askedBy(at)) await agree(who, operation, counted);
    await ways(officer(), operation, counted);
  }
  told('tests and docs', counted);
}, 300_000);

test('whatever can be asked is answered alike', async () => {
  const counted = tally();
  const throws = (g: fc.GeneratorValue) => {
    const int = (min: number, max: number) => g(fc.integer, { min, max });
    return {
      int,
      chance: (share: number) => int(0, 9999) < share * 10_000,
      pick: <T>(list: readonly T[]) => list[int(0, list.length - 1)]!,
    };
  };
  await fc.assert(
    fc.asyncProperty(fc.gen(), async g => {
      const dice = throws(g);
      const operation = generated(dice, ids);
      const who = dice.pick(world.people);
      await agree(who, operation, counted);
      await ways(who, operation, counted);
    }),
    { numRuns: full ? 2000 : 400, seed: 20261124, endOnFailure: true },
  );
  told('generated', counted);
}, 600_000);

test('a page of trials in states that the clock moves is the same, each way into them read by itself or all at once', async () => {
  const counted = tally();
  const query = `query ($state: [TrialState!], $first: Int!, $offset: Int, $direction: SortDirection!) { trials(filter: { state: $state }, sort: [{ field: APPLIED_AT, direction: $direction }], first: $first, offset: $offset) { totalCount nodes { id state } pageInfo { hasNextPage endCursor } } }`;
  const following = query.replace('$offset: Int', '$after: String').replace('offset: $offset', 'after: $after');
  const readers = [officer(), world.people.find(({ name }) => name.startsWith('DISTRICT'))!];
  for (const who of readers)
    for (const state of [['ENDED'], ['NOT_CONVERTED'], ['WITHDRAWN'], ['RUNNING', 'ENDED'], ['APPLIED', 'NOT_CONVERTED']])
      for (const direction of ['ASC', 'DESC']) {
        await agree(who, { query, variables: { state, first: 3, offset: 2, direction } }, counted);
        const first = { query: following, variables: { state, first: 1, direction } };
        await agree(who, first, counted);
        const { data } = JSON.parse((await answerOf(compiled, who, first)).text) as {
          data: { trials: { pageInfo: { endCursor: string } } };
        };
        await agree(who, { query: following, variables: { state, first: 3, direction, after: data.trials.pageInfo.endCursor } }, counted);
      }
  expect(counted.asked).toBe(60);
});

test('whatever list somebody is answered by one statement, the second line lets them see every row of it', async () => {
  const source = await new DataSource(options(here().apiUrl, { max: 1 })).initialize();
  const lists = Object.values(schema.getQueryType()!.getFields()).flatMap(({ name, type, args }) => {
    const connection = getNamedType(type);
    if (!connection.name.endsWith('Connection') || args.some(isRequiredArgument)) return [];
    return [{ name, entity: connection.name.replace(/Connection$/, '') }];
  });
  let [answered, compiledOnes] = [0, 0];
  const beyond: string[] = [];
  try {
    for (const who of full ? world.people : world.people.filter((_, at) => at % 3 === 0 || at % 3 === 1)) {
      const { db, end } = await beginReading(source, who.actor);
      try {
        for (const { name, entity } of lists) {
          const metadata = source.entityMetadatas.find(each => each.name === entity);
          if (!metadata) continue;
          const query = `{ list: ${name}(first: 100) { nodes { id } totalCount } }`;
          const { data, extensions } = JSON.parse((await answerOf(compiled, who, { query }, true)).text) as {
            data?: { list: { nodes: { id: string }[]; totalCount: number } } | null;
            extensions?: { explain?: { way: string } };
          };
          if (!data) continue;
          const rows: { id: string }[] = await db.query(`select id from "${metadata.tableName}"`);
          const seen = new Set(rows.map(({ id }) => id));
          beyond.push(...data.list.nodes.filter(({ id }) => !seen.has(id)).map(({ id }) => `${who.name} ${name} ${id}`));
          if (data.list.totalCount > seen.size) beyond.push(`${who.name} ${name}: ${data.list.totalCount} of ${seen.size}`);
          answered += data.list.nodes.length;
          if (extensions?.explain?.way === 'compiled') compiledOnes += 1;
        }
      } finally {
        await end();
      }
    }
  } finally {
    await source.destroy();
  }
  expect(beyond).toEqual([]);
  expect(compiledOnes).toBeGreaterThan(100);
  expect(answered).toBeGreaterThan(1000);
}, 300_000);
