import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  parse,
  typeFromAST,
  validate,
} from 'graphql';
import { type Asks, makeDataProvider } from '../../../admin/kit/dataProvider.ts';
import type { Send } from '../../../admin/kit/send.ts';
import type { Dice } from '../../../server/seed/dice.ts';

export const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));

/** A read operation, with the variables it is asked with where they are known. */
export interface Operation {
  query: string;
  variables?: Record<string, unknown>;
}

const isRead = (document: DocumentNode): boolean =>
  document.definitions.every(node => node.kind !== Kind.OPERATION_DEFINITION || node.operation === 'query') &&
  document.definitions.some(node => node.kind === Kind.OPERATION_DEFINITION);

/** What the screens of every noun ask: their lists, records, selections and tabs. */
export async function panelOperations(idsOf: (type: string) => readonly string[]): Promise<Operation[]> {
  const asks: Record<string, Asks> = {};
  for (const folder of readdirSync('admin')) {
    const file = join(process.cwd(), 'admin', folder, 'asks.ts');
    if (!existsSync(file)) continue;
    for (const value of Object.values(require(file) as Record<string, unknown>)) {
      const fragment = (value as DocumentNode)?.definitions?.find(
        (it): it is FragmentDefinitionNode => it.kind === Kind.FRAGMENT_DEFINITION,
      );
      const which = fragment?.name.value.match(/(Row|Full)$/)?.[1]?.toLowerCase() as keyof Asks | undefined;
      if (fragment && which) asks[fragment.typeCondition.name.value] = { ...asks[fragment.typeCondition.name.value]!, [which]: value };
    }
  }
  const asked: Operation[] = [];
  const answer = { list: { nodes: [], totalCount: 0 }, it: { id: '1' }, c0: { totalCount: 1 }, c1: { totalCount: 2 } };
  const provider = makeDataProvider(asks, (async (query: string, variables: Record<string, unknown> = {}) => {
    asked.push({ query, variables });
    return answer;
  }) as unknown as Send);
  for (const type of Object.keys(asks)) {
    const ids = idsOf(type).slice(0, 6);
    await provider.getList(type, { pagination: { page: 1, perPage: 25 }, sort: { field: 'id', order: 'ASC' }, filter: {} });
    await provider.getList(type, { pagination: { page: 2, perPage: 5 }, sort: { field: 'createdAt', order: 'DESC' }, filter: { q: 'a' } });
    for (const id of ids.slice(0, 3)) await provider.getOne(type, { id });
    await provider.getMany(type, { ids });
    await provider.counts(type, [{}, { id: ids }]);
  }
  return asked.filter(({ query }) => validate(schema, parse(query)).length === 0);
}

/** Every read that stands in the panel, in the tests or in the docs as a text without holes. */
export function writtenOperations(): Operation[] {
  const texts = new Set<string>();
  const look = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules') look(path);
      } else if (/\.(tsx?|md)$/.test(entry.name)) {
        const source = readFileSync(path, 'utf8');
        const found = entry.name.endsWith('.md') ? /```graphql\n([\s\S]*?)```/g : /[`']\s*((?:query\b|\{)[^`']*?\})\s*[`']/g;
        for (const [, text] of source.matchAll(found)) if (text && !text.includes('${')) texts.add(text);
      }
    }
  };
  for (const folder of ['admin', 'test', 'docs']) look(folder);
  return [...texts].flatMap(query => {
    try {
      const document = parse(query);
      return isRead(document) && validate(schema, document).length === 0 ? [{ query }] : [];
    } catch {
      return [];
    }
  });
}

/** Values for the variables of a document, drawn by lot: ids are some that exist. */
export function variablesFor(query: string, dice: Dice, ids: readonly string[]): Record<string, unknown> {
  const operation = parse(query).definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION)!;
  return Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, type }) => [
      variable.name.value,
      valueFor(typeFromAST(schema, type as never) as GraphQLInputType, dice, ids),
    ]),
  );
}

export function valueFor(type: GraphQLInputType, dice: Dice, ids: readonly string[], depth = 0): unknown {
  if (isNonNullType(type)) return given(type.ofType, dice, ids, depth);
  return dice.chance(0.4) ? undefined : given(type, dice, ids, depth);
}

function given(type: GraphQLInputType, dice: Dice, ids: readonly string[], depth: number): unknown {
  if (isNonNullType(type)) return given(type.ofType, dice, ids, depth);
  if (isListType(type)) return Array.from({ length: dice.int(0, 2) }, () => given(type.ofType, dice, ids, depth + 1));
  if (isEnumType(type)) return dice.pick(type.getValues()).name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields()).flatMap(({ name, type: part, defaultValue }) => {
        if (!isNonNullType(part) && (depth > 2 || dice.chance(0.75))) return [];
        if (defaultValue !== undefined && dice.chance(0.5)) return [];
        return [[name, given(part, dice, ids, depth + 1)]];
      }),
    );
  switch (getNamedType(type).name) {
    case 'ID':
      return dice.pick(ids);
    case 'Int':
      return dice.int(0, 30);
    case 'Boolean':
      return dice.chance(0.5);
    case 'Decimal':
      return String(dice.int(0, 90_000));
    case 'Date':
      return dice.pick(['2024-06-30', '2019-12-31', '2026-06-30', '2091-01-01']);
    case 'DateTime':
      return dice.pick(['2024-07-01T00:00:00+08:00', '2019-01-01T00:00:00Z', '2090-06-01T12:30:00.5+08:00']);
    default:
      return dice.pick(['a', '1', 'own', '%', 'text 1', '370214', '26', 'S01', '王']);
  }
}
