import { type DocumentNode, type FragmentDefinitionNode, Kind, print, type SelectionSetNode } from 'graphql';
import type { DataProvider, Identifier, RaRecord } from 'react-admin';
import { many, one, upperSnake } from './names.ts';
import { Refusal, type Send } from './send.ts';

/** What the panel asks of one type: the fields of a row, and of the whole record. `full` defaults to `row`. */
export interface Asks {
  row: DocumentNode;
  full?: DocumentNode;
}

type Values = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: react-admin lets every caller name the record it expects; only the caller knows
type Known = any;
interface ListParams {
  pagination?: { page: number; perPage: number };
  sort?: { field: string; order: 'ASC' | 'DESC' };
  filter?: Values;
  signal?: AbortSignal;
}

/** The server answers at most so many at once, and takes at most so many root fields in one document. */
const pageLimit = 100;
const rootLimit = 20;

const blank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(blank));

const filled = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, value]) => !blank(value)));

/** Inside lists and small records a field left blank is not sent: an input of the API takes no empty text for a missing one. */
const tidy = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(tidy)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value).flatMap(([key, inner]) =>
            inner === null || inner === undefined || inner === '' ? [] : [[key, tidy(inner)]],
          ),
        )
      : value;
const tidied = (values: Values): Values => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, tidy(value)]));

/** What the person changed, and nothing else: two people who change different fields do not overwrite each other. */
const changesOf = (data: Values, before: Values): Values =>
  Object.fromEntries(
    Object.entries(data).filter(
      ([key, value]) => value !== undefined && JSON.stringify(value ?? null) !== JSON.stringify(before[key] ?? null),
    ),
  );

const chunk = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

type Argument = [name: string, kind: string, value: unknown];
const heads = (given: Argument[]) => given.map(([name, kind]) => `$${name}: ${kind}`).join(', ');
const passed = (given: Argument[]) => given.map(([name]) => `${name}: $${name}`).join(', ');
const variablesOf = (given: Argument[]) => Object.fromEntries(given.map(([name, , value]) => [name, value]));

/**
 * What a fragment selects, as text, its own fragments filled in and the fields in `without` (`Provider.contactPhone`) left out.
 * The types of nested records are not known here, so there a name is enough.
 */
function selectionOf(document: DocumentNode, without: ReadonlySet<string>): string {
  const fragments = document.definitions.filter((it): it is FragmentDefinitionNode => it.kind === Kind.FRAGMENT_DEFINITION);
  const byName = new Map(fragments.map(it => [it.name.value, it]));
  const type = fragments[0]!.typeCondition.name.value;
  const nested = new Set([...without].filter(it => !it.startsWith(`${type}.`)).map(it => it.slice(it.indexOf('.') + 1)));
  const hidden = (name: string, top: boolean) => (top ? without.has(`${type}.${name}`) : nested.has(name));
  const text = ({ selections }: SelectionSetNode, top: boolean): string =>
    `{ ${selections
      .flatMap(it => {
        if (it.kind === Kind.FRAGMENT_SPREAD) return text(byName.get(it.name.value)!.selectionSet, top).slice(2, -2);
        if (it.kind === Kind.INLINE_FRAGMENT)
          return `... ${it.typeCondition ? `on ${it.typeCondition.name.value} ` : ''}${text(it.selectionSet, top)}`;
        if (hidden(it.name.value, top)) return [];
        return it.selectionSet ? `${print({ ...it, selectionSet: undefined })} ${text(it.selectionSet, false)}` : print(it);
      })
      .join(' ')} }`;
  return text(fragments[0]!.selectionSet, true);
}

/** The words of a list's address, split into what `filter:` takes and what `search:` takes. */
export const splitFilter = ({ q, ...filter }: Values = {}) => ({
  filter: filled(filter),
  search: typeof q === 'string' && q.trim() ? q.trim() : undefined,
});

export const sortOf = (sort?: ListParams['sort']) =>
  sort && sort.field !== 'id' ? [{ field: upperSnake(sort.field), direction: sort.order }] : undefined;

/**
 * Speaks the conventions of our API to react-admin, for resources named after their GraphQL type.
 *
 * Documents are composed from the fragments in `asks`; an argument that is not used is not declared, so a list
 * without search or sort works too. Nothing is ever deleted: states end instead, by `advance`.
 */
export function makeDataProvider(asks: Record<string, Asks>, send: Send) {
  /** Fields that the policy has withheld from this person (`Provider.contactPhone`): learned from refusals, and not asked for again. */
  let withheld = new Set<string>();

  const fields = (type: string, which: 'row' | 'full') => {
    const ask = asks[type];
    if (!ask) throw new Error(`no asks for ${type}`);
    return selectionOf((which === 'full' && ask.full) || ask.row, withheld);
  };

  /** Asks; when fields are not for this person's eyes, asks again without them. A refused mutation has done nothing, so that is safe too. */
  async function sendVisible<Data>(query: () => string, variables: object, signal?: AbortSignal): Promise<Data> {
    for (;;) {
      const text = query();
      try {
        return await send<Data>(text, variables, { signal });
      } catch (error) {
        const fields = error instanceof Refusal && error.reason === 'FIELD_WITHHELD' ? error.details.fields : undefined;
        if (Array.isArray(fields)) for (const field of fields) withheld.add(String(field));
        if (query() === text) throw error;
      }
    }
  }

  async function slice(type: string, offset: number, first: number, { sort, filter, signal }: ListParams) {
    const split = splitFilter(filter);
    const args: Argument[] = [
      ['filter', `${type}Filter`, blank(split.filter) ? undefined : split.filter],
      ['search', 'String', split.search],
      ['sort', `[${type}Sort!]`, sortOf(sort)],
      ['first', 'Int', first],
      ['offset', 'Int', offset || undefined],
    ];
    const given = args.filter(([, , value]) => value !== undefined);
    const query = () =>
      `query List${type}(${heads(given)}) { list: ${many(type)}(${passed(given)}) { nodes ${fields(type, 'row')} totalCount } }`;
    const { list } = await sendVisible<{ list: { nodes: Known[]; totalCount: number } }>(query, variablesOf(given), signal);
    return { data: list.nodes, total: list.totalCount };
  }

  /** A page of the panel may be longer than a page of the server. */
  async function getList(type: string, params: ListParams) {
    const { page, perPage } = params.pagination ?? { page: 1, perPage: 25 };
    const start = (page - 1) * perPage;
    const first = await slice(type, start, Math.min(perPage, pageLimit), params);
    const end = Math.min(start + perPage, first.total);
    const offsets = Array.from({ length: Math.max(0, Math.ceil((end - start) / pageLimit) - 1) }, (_, i) => start + (i + 1) * pageLimit);
    const rest = await Promise.all(offsets.map(offset => slice(type, offset, Math.min(pageLimit, end - offset), params)));
    return { data: [...first.data, ...rest.flatMap(({ data }) => data)], total: first.total };
  }

  async function getOne(type: string, { id, signal }: { id: Identifier; signal?: AbortSignal }) {
    const { it } = await sendVisible<{ it: Known | null }>(
      () => `query One${type}($id: ID!) { it: ${one(type)}(id: $id) ${fields(type, 'full')} }`,
      { id },
      signal,
    );
    if (!it) throw new Refusal({ code: 'NOT_FOUND' });
    return { data: it };
  }

  async function change(verb: 'create' | 'update' | 'advance', type: string, args: Argument[]) {
    const given = args.filter(([, , value]) => value !== undefined);
    const query = () => `mutation ${verb}${type}(${heads(given)}) { it: ${verb}${type}(${passed(given)}) ${fields(type, 'full')} }`;
    const { it } = await sendVisible<{ it: Known }>(query, variablesOf(given));
    return { data: it };
  }

  const nothingIsDeleted = () => Promise.reject(new Error('nothing is deleted; it ends by a move'));

  return {
    supportAbortSignal: true,
    getList,
    getOne,
    getMany: async (type: string, { ids }: { ids: Identifier[] }) => {
      const pages = await Promise.all(chunk(ids, pageLimit).map(some => slice(type, 0, some.length, { filter: { id: some } })));
      return { data: pages.flatMap(({ data }) => data) };
    },
    getManyReference: (type: string, { target, id, filter, ...rest }: ListParams & { target: string; id: Identifier }) =>
      getList(type, { ...rest, filter: { ...filter, [target]: [id] } }),
    create: (type: string, { data }: { data: Values }) => change('create', type, [['input', `${type}Input!`, tidied(filled(data))]]),
    /** Sends only what was changed since `previousData`. `meta.version` says which newer version the person has seen. */
    update: (
      type: string,
      { id, data, previousData, meta }: { id: Identifier; data: Values; previousData: RaRecord; meta?: { version?: number } },
    ) =>
      change('update', type, [
        ['id', 'ID!', id],
        ['version', 'Int!', meta?.version ?? previousData.version],
        ['input', `${type}Patch!`, changesOf(tidied(data), tidied(previousData))],
      ]),
    updateMany: () => Promise.reject(new Error('many are moved one by one, by advance')),
    delete: nothingIsDeleted,
    deleteMany: nothingIsDeleted,

    /** Makes a move. */
    advance: (type: string, { id, action, note }: { id: Identifier; action: string; note?: string }) =>
      change('advance', type, [
        ['id', 'ID!', id],
        ['action', `${type}Action!`, action],
        ['note', 'String', note || undefined],
      ]),

    /** How many there are under each of several filters, in as few requests as the server allows. */
    counts: async (type: string, filters: Values[]): Promise<number[]> => {
      const answers = await Promise.all(
        chunk(filters, rootLimit).map(async some => {
          const asked = some.map((values, i) => ({ i, ...splitFilter(values) }));
          const variables: Values = {};
          const heads: string[] = [];
          const roots = asked.map(({ i, filter, search }) => {
            const args = [];
            if (!blank(filter)) {
              variables[`f${i}`] = filter;
              heads.push(`$f${i}: ${type}Filter`);
              args.push(`filter: $f${i}`);
            }
            if (search) {
              variables[`s${i}`] = search;
              heads.push(`$s${i}: String`);
              args.push(`search: $s${i}`);
            }
            return `c${i}: ${many(type)}${args.length ? `(${args.join(', ')})` : ''} { totalCount }`;
          });
          const counted = await send<Record<string, { totalCount: number }>>(
            `query Count${type}${heads.length ? `(${heads.join(', ')})` : ''} { ${roots.join(' ')} }`,
            variables,
          );
          return asked.map(({ i }) => counted[`c${i}`]!.totalCount);
        }),
      );
      return answers.flat();
    },

    /** Somebody else signed in: what was withheld from the one before may be theirs to see. */
    forget: () => {
      withheld = new Set();
    },

    /** Anything the conventions do not cover: a report, a mutation of its own. */
    ask: send,
  } satisfies DataProvider & Values;
}
export type PanelDataProvider = ReturnType<typeof makeDataProvider> & DataProvider;
