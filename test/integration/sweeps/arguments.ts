import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';

export const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));

export interface Operation {
  kind: 'query' | 'mutation';
  name: string;
  field: GraphQLField<unknown, unknown>;
}
export const operations: readonly Operation[] = (['query', 'mutation'] as const).flatMap(kind =>
  Object.values((kind === 'query' ? schema.getQueryType() : schema.getMutationType())!.getFields()).map(field => ({
    kind,
    name: field.name,
    field,
  })),
);

const nowhere = '01900000-0000-7000-8000-000000000000';
const ordinary: Record<string, unknown> = {
  ID: nowhere,
  String: '甲乙丙',
  Int: 1,
  Float: 1,
  Boolean: true,
  Decimal: '1.00',
  Date: '2024-06-30',
  DateTime: '2024-06-30T00:00:00+08:00',
};

/** The least that a type takes: what is optional is left out. */
export function least(given: GraphQLInputType): unknown {
  const type = getNullableType(given);
  if (isListType(type)) return [least(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]!.value;
  if (isInputObjectType(type)) return leastInput(type);
  return ordinary[type.name] ?? '甲乙丙';
}
const leastInput = (type: GraphQLInputObjectType) =>
  Object.fromEntries(
    Object.values(type.getFields())
      .filter(({ type: part }) => isNonNullType(part))
      .map(({ name, type: part }) => [name, least(part)]),
  );

/** All that a type takes, one level of it filled. */
export function most(given: GraphQLInputType): unknown {
  const type = getNullableType(given);
  if (isListType(type)) return [most(type.ofType)];
  if (!isInputObjectType(type)) return least(type);
  return Object.fromEntries(Object.values(type.getFields()).map(({ name, type: part }) => [name, most(part)]));
}

export const leastOf = (args: readonly GraphQLArgument[]): Record<string, unknown> =>
  Object.fromEntries(
    args.filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined).map(({ name, type }) => [name, least(type)]),
  );

/** The document that calls an operation with these of its arguments as variables. */
export function documentOf({ kind, name, field }: Operation, given: readonly string[]): string {
  const args = field.args.filter(arg => given.includes(arg.name));
  const head = args.length ? `(${args.map(arg => `$${arg.name}: ${arg.type}`).join(', ')})` : '';
  const call = args.length ? `(${args.map(arg => `${arg.name}: $${arg.name}`).join(', ')})` : '';
  return `${kind} ${head} { ${name}${call}${partsOf(field.type)} }`;
}
const partsOf = (type: GraphQLOutputType): string => (isLeafType(getNamedType(type)) ? '' : ' { __typename }');
