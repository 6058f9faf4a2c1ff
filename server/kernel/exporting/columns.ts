import {
  execute,
  type GraphQLField,
  GraphQLList,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  parse,
} from 'graphql';
import type { ObjectLiteral } from 'typeorm';
import { type Language, labelOf, lexicon } from '../../../schema/messages/index.ts';
import type { Context } from '../context.ts';
import { refuse } from '../errors.ts';
import { openExecuting } from '../executing/executing.ts';
import { sightFor } from '../policy.ts';
import type { Cell, WrittenColumn } from '../sheets/writeSheets.ts';

/** A column of an export: a field of the record, or of what it refers to. */
export interface ExportColumn extends WrittenColumn {
  /** `['offering', 'name']` */
  path: string[];
  /** what people read in place of the value on the wire */
  cell(value: unknown): Cell;
}

const deepest = 4;

/** Finds the column a path such as `offering.name` names; refuses one that does not exist or is withheld from the role. */
export function columnOf(ctx: Context, object: GraphQLObjectType, column: string, language: Language): ExportColumn {
  const unknown = () => refuse('BAD_USER_INPUT', 'COLUMN_UNKNOWN', { column: column.slice(0, 80) });
  const path = column.split('.');
  if (path.length > deepest) throw unknown();
  let owner: GraphQLObjectType | undefined = object;
  let field: GraphQLField<unknown, unknown> | undefined;
  const labels: string[] = [];
  for (const key of path) {
    field = owner?.getFields()[key];
    if (!owner || !field || field.args.some(isRequiredArgument)) throw unknown();
    if (sightFor(ctx.actor, owner.name, key) === 'withheld') throw refuse('FORBIDDEN', 'FIELD_WITHHELD', { field: column });
    labels.push(labelOf(owner.name, key)?.[at(language)] ?? key);
    const next: GraphQLOutputType = getNullableType(field.type);
    owner = isObjectType(next) ? next : undefined;
  }
  const named = field && getNamedType(field.type);
  if (!field || !isLeafType(named)) throw unknown();
  const number = !isListType(getNullableType(field.type)) && ['Int', 'Float', 'Decimal'].includes(named.name);
  return { path, header: labels.join(' / '), number, cell: cellOf(named.name, isEnumType(named), language) };
}

/**
 * Makes cells of records by executing a query over them: the same resolvers, loaders, masks and scalars as on the
 * wire, since the type is the same.
 */
export function cellsOf(
  object: GraphQLObjectType,
  columns: readonly ExportColumn[],
): (ctx: Context, records: readonly ObjectLiteral[]) => Promise<Cell[][]> {
  const query = new GraphQLObjectType({ name: 'Export', fields: { rows: { type: new GraphQLList(object) } } });
  const schema = new GraphQLSchema({ query });
  const document = parse(`{ rows { ${columns.map(({ path }, n) => selection(path, n)).join(' ')} } }`);
  const executing = openExecuting(schema);
  return async (ctx, rows) => {
    const root = { rows };
    const answered = executing.execute({ document, ctx, root });
    const { data, errors } = await (typeof answered === 'string'
      ? execute({ schema, document, rootValue: root, contextValue: ctx })
      : answered);
    if (errors?.[0]) throw errors[0].originalError ?? errors[0];
    const answers = (data?.rows ?? []) as Answer[];
    return answers.map(row => columns.map(({ path, cell }, n) => cell(pick(row, path, n))));
  };
}

interface Answer {
  [alias: string]: unknown;
}

const aliasOf = (n: number, depth: number) => `c${n}_${depth}`;

function selection(path: readonly string[], n: number, depth = 0): string {
  const rest = depth + 1 < path.length ? ` { ${selection(path, n, depth + 1)} }` : '';
  return `${aliasOf(n, depth)}: ${path[depth]}${rest}`;
}

function pick(row: Answer, path: readonly string[], n: number): unknown {
  let value: unknown = row;
  for (let depth = 0; depth < path.length; depth++) value = (value as Answer | null)?.[aliasOf(n, depth)];
  return value;
}

function cellOf(type: string, isEnum: boolean, language: Language): ExportColumn['cell'] {
  const one = (value: unknown): Cell => {
    if (value === null || value === undefined) return null;
    if (isEnum) return lexicon.enums[type]?.[String(value)]?.[at(language)] ?? String(value);
    if (typeof value === 'boolean') return (value ? yes : no)[at(language)];
    // an instant is written as the clock on the wall in Shanghai shows it
    if (type === 'DateTime') return String(value).slice(0, 19).replace('T', ' ');
    if (typeof value === 'number') return value;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
  return value => (Array.isArray(value) ? value.map(one).join(language === 'en' ? ', ' : '、') : one(value));
}

const yes = ['是', 'yes'] as const;
const no = ['否', 'no'] as const;
const at = (language: Language) => (language === 'en' ? 1 : 0);
