import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { staff } from '../../../schema/roles.ts';
import { fieldOf } from '../../../server/kernel/fields.ts';
import { mayCall } from '../../../server/kernel/guard.ts';
import { listingOf } from '../../../server/kernel/listing.ts';
import { constant, lower, plural } from '../../../server/kernel/naming.ts';
import { allowed, policy, sightOf } from '../../../server/kernel/policy.ts';
import { isRange } from '../../../server/kernel/selection.ts';
import { useServer } from '../../kit.ts';
import { entities, makeWorld, type Principal, type Row, rowsNow, stateOf, unlike, visibleTo, type World } from './world.ts';

useServer();

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));
const objectOf = (type: string) => schema.getType(type) as GraphQLObjectType;
const fieldsOf = (type: string) => Object.values(objectOf(type).getFields()).filter(({ args }) => !args.some(isRequiredArgument));
const isNoun = (type: string) => entities.some(({ name }) => name === type) && isObjectType(schema.getType(type));
const listed = entities
  .filter(({ name }) => isNoun(name) && schema.getQueryType()!.getFields()[plural(lower(name))])
  .map(({ name }) => name);

let world: World;
beforeAll(async () => {
  world = await makeWorld({ thinned: true });
}, 60_000);

interface Page {
  nodes: Record<string, unknown>[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
type Answer<T> = Record<string, T>;

const idsOf = (rows: readonly { id?: unknown }[]) => rows.map(({ id }) => String(id)).sort();
const refusalFor = ({ actor }: Principal) => (actor.role === 'PUBLIC' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
const chunks = <T>(list: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));

async function everyPage(who: Principal, type: string, first: number, sort?: object[]): Promise<Record<string, unknown>[]> {
  const list = plural(lower(type));
  const found: Record<string, unknown>[] = [];
  for (let after: string | null = null; ; ) {
    const answer: Answer<Page> = await who.someone.ask<Answer<Page>, object>(
      `query ($after: String, $sort: [${type}Sort!]) { ${list}(first: ${first}, after: $after, sort: $sort) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`,
      { after, sort },
    );
    const page = answer[list]!;
    found.push(...page.nodes);
    if (page.pageInfo.hasNextPage) after = page.pageInfo.endCursor;
    else {
      expect(page.totalCount).toBe(found.length);
      return found;
    }
  }
}

/** Each record by its id, and one that never was: what is hidden looks like what is missing. */
async function byId(who: Principal, type: string, rows: readonly Row[]): Promise<string[]> {
  const found: string[] = [];
  for (const part of chunks([...rows.map(({ id }) => id), '01900000-0000-7000-8000-000000000000'], 20)) {
    const answer = await who.someone.ask<Answer<{ id: string } | null>, object>(
      `{ ${part.map((id, at) => `r${at}: ${lower(type)}(id: "${id}") { id }`).join(' ')} }`,
    );
    found.push(...Object.values(answer).flatMap(one => (one ? [one.id] : [])));
  }
  return found.sort();
}

/** How many records each of these questions finds; they are asked together. */
async function totals(who: Principal, type: string, asked: readonly { filter?: object; search?: string }[]): Promise<number[]> {
  const list = plural(lower(type));
  const counts: number[] = [];
  for (const part of chunks(asked, 15)) {
    const variables = part.map((_, at) => `$f${at}: ${type}Filter, $s${at}: String`).join(', ');
    const fields = part.map((_, at) => `t${at}: ${list}(filter: $f${at}, search: $s${at}) { totalCount }`).join(' ');
    const given = Object.fromEntries(
      part.flatMap(({ filter, search }, at) => [
        [`f${at}`, filter ?? null],
        [`s${at}`, search ?? null],
      ]),
    );
    const answer = await who.someone.ask<Answer<Page>, object>(`query (${variables}) { ${fields} }`, given);
    counts.push(...part.map((_, at) => answer[`t${at}`]!.totalCount));
  }
  return counts;
}
/** The longest page there is for this reader. */
const pageOf = ({ actor }: Principal) => (actor.role === 'PUBLIC' ? 50 : 100);

/** What a list shows in each of these orders; they are asked for together. */
async function ordered(who: Principal, type: string, columns: readonly string[]): Promise<[string, string[]][]> {
  const list = plural(lower(type));
  const found: [string, string[]][] = [];
  for (const part of chunks(columns, 10)) {
    const fields = part.map(
      (column, at) => `o${at}: ${list}(first: ${pageOf(who)}, sort: [{ field: ${constant(column)}, direction: DESC }]) { nodes { id } }`,
    );
    const answer = await who.someone.ask<Answer<Page>, object>(`{ ${fields.join(' ')} }`);
    found.push(...part.map((column, at): [string, string[]] => [column, idsOf(answer[`o${at}`]!.nodes)]));
  }
  return found;
}
const refusalOf = (who: Principal, type: string, given: object) =>
  who.someone.refusal(
    `query ($filter: ${type}Filter, $search: String, $sort: [${type}Sort!]) { ${plural(lower(type))}(filter: $filter, search: $search, sort: $sort) { totalCount } }`,
    given,
  );

const download = async (who: Principal, type: string, query: Record<string, string>) => {
  const response = await fetch(`${who.someone.at}/export/${type}.csv?${new URLSearchParams(query)}`, { headers: who.someone.headers });
  const text = await response.text();
  return {
    status: response.status,
    lines: text
      .replace(/^\ufeff/, '')
      .trim()
      .split(/\r?\n/)
      .slice(1),
  };
};

const entity = (type: string) => entities.find(({ name }) => name === type)!;
const kept = (type: string, column: string, row: Row) => (column === 'state' ? stateOf(type, row) : row[column]);

describe.each(listed)('%s', type => {
  const { offer } = listingOf(type) ?? { offer: { filter: [], sort: [], search: [] } };

  test('is listed, counted, searched, filtered, ordered and exported as far as the policy says, and no further', async () => {
    // Somebody who sees much goes through it page by page in every order; the others are told all of it at once.
    const asking = [
      ...unlike(
        world,
        world.people.filter(({ actor }) => mayCall(actor, plural(lower(type)))),
        [type],
      ),
    ];
    const closed = world.people.filter(({ actor }) => !mayCall(actor, plural(lower(type))));
    const walker = asking.findLast(who => visibleTo(world, who, type).length > 17);
    for (const who of [...asking, ...closed]) {
      // Exports leave facts behind.
      const all = type === 'Fact' ? await rowsNow(type) : world.rows.get(type)!;
      world.rows.set(type, all);
      const visible = visibleTo(world, who, type);
      const hidden = all.filter(row => !visible.includes(row));
      if (!mayCall(who.actor, plural(lower(type)))) {
        expect(visible).toEqual([]);
        expect([who.name, await refusalOf(who, type, {})]).toEqual([who.name, refusalFor(who)]);
        expect([
          who.name,
          await who.someone.refusal(`{ ${lower(type)}(id: "${all[0]?.id ?? '01900000-0000-7000-8000-000000000000'}") { id } }`),
        ]).toEqual([who.name, refusalFor(who)]);
        expect([who.name, (await download(who, type, { columns: 'id' })).status]).toEqual([
          who.name,
          who.actor.role === 'PUBLIC' ? 401 : 403,
        ]);
        continue;
      }
      expect([who.name, idsOf(await everyPage(who, type, 50))]).toEqual([who.name, idsOf(visible)]);
      if (all.length < 200) expect([who.name, await byId(who, type, all)]).toEqual([who.name, idsOf(visible)]);
      // A rule that tells rows apart must have rows on both sides here, or nothing is proved.
      const rules = allowed(who.actor, 'read', type);
      if (!rules.some(rule => Object.keys(rule).length === 0) && !rules.every(({ id }) => id))
        expect([who.name, visible.length > 0, hidden.length > 0]).toEqual([who.name, true, true]);

      const asked: { by: string; filter?: object; search?: string; count: number }[] = [
        { by: 'id', filter: { id: hidden.slice(0, 100).map(({ id }) => id) }, count: 0 },
      ];
      for (const column of offer.filter as string[]) {
        const spec = fieldOf(entity(type), column)!;
        const sample =
          hidden.find(row => row[column] !== null && row[column] !== undefined) ??
          all.find(row => row[column] !== null && row[column] !== undefined);
        if (!sample) continue;
        const value = kept(type, column, sample);
        const filter = {
          [column]: isRange(spec) ? { from: value, to: value } : spec.kind === 'flag' ? value : spec.list ? value : [value],
        };
        if (sightOf(who.actor.role, type, column) !== 'clear') {
          expect([who.name, column, await refusalOf(who, type, { filter })]).toEqual([who.name, column, 'FORBIDDEN']);
          continue;
        }
        const same = (row: Row) => {
          const own = kept(type, column, row);
          if (spec.list) return (own as unknown[]).some(one => (value as unknown[]).includes(one));
          return own instanceof Date ? own.getTime() === (value as Date).getTime() : String(own) === String(value);
        };
        asked.push({ by: column, filter, count: visible.filter(same).length });
      }
      const orders: string[] = [];
      for (const column of offer.sort as string[]) {
        const sort = [{ field: constant(column), direction: 'DESC' }];
        if (sightOf(who.actor.role, type, column) !== 'clear')
          expect([who.name, column, await refusalOf(who, type, { sort })]).toEqual([who.name, column, 'FORBIDDEN']);
        else if (walker === who && all.length < 200)
          expect([who.name, column, idsOf(await everyPage(who, type, 17, sort))]).toEqual([who.name, column, idsOf(visible)]);
        else orders.push(column);
      }
      if (visible.length <= pageOf(who))
        expect([who.name, await ordered(who, type, orders)]).toEqual([who.name, orders.map(column => [column, idsOf(visible)])]);
      for (const column of (offer.search ?? []) as string[])
        for (const row of [...hidden.slice(0, 1), ...visible.slice(0, 1)]) {
          const word = String(row[column] ?? '');
          if (!word || /\s/.test(word)) continue;
          const clear = (offer.search as string[]).filter(one => sightOf(who.actor.role, type, one) === 'clear');
          const found = visible.filter(one =>
            clear.some(key =>
              String(one[key] ?? '')
                .toLowerCase()
                .includes(word.toLowerCase()),
            ),
          );
          asked.push({ by: `search ${column}`, search: word, count: found.length });
        }
      const counts = await totals(who, type, asked);
      expect([who.name, asked.map(({ by }, at) => [by, counts[at]])]).toEqual([who.name, asked.map(({ by, count }) => [by, count])]);
      const exported = await download(who, type, { columns: 'id' });
      expect([who.name, exported.lines.sort()]).toEqual([who.name, idsOf(visible)]);
    }
  }, 60_000);

  test('is shown field by field as the policy says: clear, masked or not at all, also in an export', async () => {
    for (const who of world.people.filter(({ actor }) => mayCall(actor, plural(lower(type))))) {
      const list = plural(lower(type));
      const leaves = fieldsOf(type).filter(field => isLeafType(getNamedType(field.type)));
      const sight = ({ name }: GraphQLField<unknown, unknown>) => sightOf(who.actor.role, type, name);
      const open = leaves.filter(field => sight(field) !== 'withheld').map(({ name }) => name);
      const answer = await who.someone.ask<Answer<Page>, object>(`{ ${list}(first: 50) { nodes { ${open.join(' ')} } } }`);
      const rows = new Map(world.rows.get(type)!.map(row => [row.id, row]));
      for (const node of answer[list]!.nodes)
        for (const field of leaves.filter(one => sight(one) === 'masked')) {
          const clear = rows.get(String(node['id']))?.[field.name];
          if (typeof clear === 'string' && clear.length > 1)
            expect([who.name, field.name, node[field.name] === clear]).toEqual([who.name, field.name, false]);
        }
      for (const field of fieldsOf(type).filter(one => sight(one) === 'withheld')) {
        const parts = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
        expect([who.name, field.name, await who.someone.refusal(`{ ${list} { nodes { ${field.name}${parts} } } }`)]).toEqual([
          who.name,
          field.name,
          refusalFor(who),
        ]);
        if (!parts)
          expect([who.name, field.name, (await download(who, type, { columns: `id,${field.name}` })).status]).toEqual([
            who.name,
            field.name,
            403,
          ]);
      }
    }
  }, 60_000);

  test('leads nowhere that is hidden: every edge ends at what its reader may see', async () => {
    const edges = fieldsOf(type).filter(({ type: to }) => isNoun(getNamedType(to).name));
    const readers = world.people.filter(({ actor }) => mayCall(actor, plural(lower(type))));
    for (const who of unlike(world, readers, [type, ...edges.map(({ type: to }) => getNamedType(to).name)])) {
      const list = plural(lower(type));
      const open = edges.filter(({ name }) => sightOf(who.actor.role, type, name) !== 'withheld');
      const ask = (asked: typeof open) =>
        who.someone.ask<Answer<{ nodes: Answer<{ id: string } | { id: string }[] | null>[] }>, object>(
          `{ ${list}(first: 50) { nodes { ${asked.map(({ name }) => `${name} { id }`).join(' ')} } } }`,
        );
      if (open.length === 0) continue;
      // An edge that is always there cannot be hidden alone: then it hides its record, and each is asked for by itself.
      const all = await ask(open).catch(() => undefined);
      for (const edge of open) {
        const answer =
          all ??
          (await ask([edge]).catch((error: { code?: string }) => {
            expect([who.name, edge.name, error.code]).toEqual([who.name, edge.name, 'FORBIDDEN']);
          }));
        const target = getNamedType(edge.type).name;
        const ends = (answer?.[list]?.nodes ?? []).flatMap(node => node[edge.name] ?? []).map(({ id }) => id);
        const seen = new Set(idsOf(visibleTo(world, who, target)));
        // What follows another record is read with it.
        if (!policy().entities[target]?.follows)
          expect([who.name, edge.name, ends.filter(id => !seen.has(id))]).toEqual([who.name, edge.name, []]);
      }
    }
  }, 60_000);

  test('tells its history without what is withheld, and what is internal to staff only', async () => {
    if (!objectOf(type).getFields()['history']) return;
    const list = plural(lower(type));
    for (const who of world.people.filter(({ actor }) => mayCall(actor, list))) {
      const answer = await who.someone.ask<
        Answer<{ nodes: { history: { note: string | null; changes: { field: string }[] }[] }[] }>,
        object
      >(`{ ${list}(first: 50) { nodes { history { note changes { field after } } } } }`);
      const facts = answer[list]!.nodes.flatMap(({ history }) => history);
      if (!staff.includes(who.actor.role)) expect([who.name, facts.filter(({ note }) => note === 'internal')]).toEqual([who.name, []]);
      const told = new Set(facts.flatMap(({ changes }) => changes.map(({ field }) => field)));
      expect([who.name, [...told].filter(field => sightOf(who.actor.role, type, field) === 'withheld')]).toEqual([who.name, []]);
    }
  }, 60_000);
});
