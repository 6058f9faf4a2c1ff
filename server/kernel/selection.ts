import type { ClassType } from 'type-graphql';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { among, type Condition, eitherOf } from './conditions.ts';
import type { Context } from './context.ts';
import type { Position } from './cursor.ts';
import { refuse } from './errors.ts';
import { type FieldSpec, fieldOf, isCleanText, uuidPattern } from './fields.ts';
import { constant } from './naming.ts';
import { type Direction, ordered } from './ordering.ts';
import { sightFor } from './policy.ts';
import { columnSql, inStates } from './rows.ts';
import { columnHas, keyHas } from './search/asking.ts';
import { keyedColumns } from './search/key.ts';

/** A condition of a list that is no column: a name, its GraphQL type, and the SQL it stands for. */
export interface Extra {
  type: () => any;
  about: string;
  sql: (value: any, ctx: Asker) => Condition;
}

type Column<T> = keyof T & string;

/** What a list offers to ask by. */
export interface Offer<T> {
  filter: readonly (keyof T & string)[];
  /** What words are looked for in. The record gets a search key of it, so that words are found by their pinyin as well. */
  search?: readonly (keyof T & string)[];
  /** Searched as it is written, column by column, without a search key. */
  literally?: boolean;
  sort: readonly (keyof T & string)[];
  /** The orders of a list that grows without end: each has an index, so that the last page costs what the first does. Other orders are made when they are asked for. */
  grows?: readonly (keyof T & string)[];
  /** What a list that grows is mostly narrowed to one value of, by a filter or by the rights of who reads, and the orders within. */
  within?: { readonly [column in keyof T & string]?: readonly (Column<T> | readonly Column<T>[])[] };
  extra?: Record<string, Extra>;
}
export interface SortBy {
  field: string;
  direction: Direction;
}
export interface Asked {
  filter?: Record<string, unknown> | null;
  search?: string | null;
  sort?: SortBy[] | null;
}

/** Who asks for a list: all that a condition may depend on beside what is asked. */
export type Asker = Pick<Context, 'actor'>;

const ranged = (kind: string) => kind === 'int' || kind === 'decimal' || kind === 'day' || kind === 'instant';
export const isRange = (spec: FieldSpec): boolean => ranged(spec.kind) && !spec.list;

/** Refuses a column that this actor may not read clear: not to be filtered, sorted, searched or exported either. */
function permitted(ctx: Asker, entity: ClassType, column: string): void {
  if (sightFor(ctx.actor, entity.name, column) !== 'clear') throw refuse('FORBIDDEN', 'FIELD_WITHHELD', { field: column });
}

/** What was asked for, as conditions: the one place that lists, counts, exports, tabs and compiled reading share. */
export function conditionsOf<T extends ObjectLiteral>(
  ctx: Asker,
  entity: ClassType<T>,
  offer: Offer<T>,
  { filter, search }: Asked,
): Condition[] {
  const conditions: Condition[] = [];
  for (const [column, value] of Object.entries(filter ?? {})) {
    if (value === undefined || value === null) continue;
    const extra = offer.extra?.[column];
    if (extra) {
      conditions.push(extra.sql(value, ctx));
      continue;
    }
    if (column !== 'id') permitted(ctx, entity, column);
    const spec = fieldOf(entity, column)!;
    const sql = columnSql(entity.name, column);
    const name = `by${column}`;
    if (isRange(spec)) {
      const { from, to } = value as { from?: unknown; to?: unknown };
      if (from !== undefined && from !== null) conditions.push({ sql: `${sql} >= :${name}From`, parameters: { [`${name}From`]: from } });
      // An instant is answered to the millisecond and kept to the microsecond: what was read must find itself.
      const within =
        spec.kind === 'instant' ? `${sql} < cast(:${name}To as timestamptz) + interval '1 millisecond'` : `${sql} <= :${name}To`;
      if (to !== undefined && to !== null) conditions.push({ sql: within, parameters: { [`${name}To`]: to } });
    } else if (spec.kind === 'flag') conditions.push({ sql: `${sql} = :${name}`, parameters: { [name]: value } });
    else {
      const values = value as string[];
      if (values.length > 1000) throw refuse('BAD_USER_INPUT', 'FIELD_INVALID', { field: column });
      if ((spec.kind === 'id' || spec.kind === 'ref') && !values.every(id => uuidPattern.test(id)))
        throw refuse('BAD_USER_INPUT', 'ID_INVALID');
      if (!values.every(isCleanText)) throw refuse('BAD_USER_INPUT', 'TEXT_INVALID');
      const within = column === 'state' ? inStates(entity.name, values) : undefined;
      conditions.push(within ?? (spec.list ? { sql: `${sql} && :${name}`, parameters: { [name]: values } } : among(sql, name, values)));
    }
  }
  const text = search?.trim();
  if (text) {
    if (!isCleanText(text) || text.length > 200) throw refuse('BAD_USER_INPUT', 'TEXT_INVALID');
    const keyed = keyedColumns(entity);
    // What not everybody may read is not in the key.
    const others = (offer.search ?? []).filter(column => !keyed.includes(column) && sightFor(ctx.actor, entity.name, column) === 'clear');
    for (const [at, word] of text.split(/\s+/).entries()) {
      const name = `word${at}`;
      const found = [...(keyed.length ? [keyHas(word, `${name}key`)] : []), ...others.map(column => columnHas(column, word, name))];
      conditions.push(eitherOf(found));
    }
  }
  return conditions;
}

/** Narrows a query to what was asked for. */
export function narrow<T extends ObjectLiteral>(
  ctx: Context,
  query: SelectQueryBuilder<T>,
  entity: ClassType<T>,
  offer: Offer<T>,
  asked: Asked,
): SelectQueryBuilder<T> {
  for (const { sql, parameters } of conditionsOf(ctx, entity, offer, asked)) query.andWhere(sql, parameters);
  return query;
}

export interface Key {
  column: string;
  /** What rows are ordered by. */
  sql: string;
  direction: Direction;
  /** The value of a cursor, as that which rows are ordered by. */
  value: (name: string) => string;
  /** The value as a cursor keeps it, exact and the same in every session's time zone. */
  text: string;
  /** Whether it has to be said that rows without a value come last. */
  last: boolean;
}

const casts: Partial<Record<FieldSpec['kind'], string>> = {
  int: 'int',
  decimal: 'numeric',
  day: 'date',
  instant: 'timestamptz',
  id: 'uuid',
  ref: 'uuid',
  flag: 'boolean',
};

/** The sort columns of a list; without any, the newest comes first. */
export function keysOf<T extends ObjectLiteral>(
  ctx: Asker,
  entity: ClassType<T>,
  offer: Offer<T>,
  sort: SortBy[] | null | undefined,
): Key[] {
  if ((sort?.length ?? 0) > 5) throw refuse('BAD_USER_INPUT');
  return (sort ?? []).map(({ field, direction }) => {
    const column = offer.sort.find(name => constant(name) === field)!;
    permitted(ctx, entity, column);
    const sql = columnSql(entity.name, column);
    const spec = fieldOf(entity, column)!;
    const { by, last } = ordered(spec, direction);
    return {
      column,
      direction,
      sql: by(sql),
      value: name => by(`cast(:${name} as ${casts[spec.kind] ?? 'text'})`),
      text: spec.kind === 'instant' ? `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US+00')` : `cast(${sql} as text)`,
      last,
    };
  });
}

const direct = (keys: readonly Key[]): Direction => keys[0]?.direction ?? 'DESC';

/** The order of a list, the id last, so that no two rows are equal. Empty values come last either way. */
export const orderOf = (keys: readonly Key[]): { sql: string; direction: Direction; last: boolean }[] => [
  // An index keeps an order in both directions, but for what is said of empty values.
  ...keys.map(({ sql, direction, last }) => ({ sql, direction, last })),
  { sql: 'it.id', direction: direct(keys), last: false },
];

/** Orders a query. */
export function order<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, keys: readonly Key[]): SelectQueryBuilder<T> {
  for (const { sql, direction, last } of orderOf(keys)) query.addOrderBy(sql, direction, last ? 'NULLS LAST' : undefined);
  return query;
}

/**
 * What comes after a position of an ordered list: a range of its order, so that an index begins to read there and the last
 * page costs what the first does.
 */
export function beyond(keys: readonly Key[], position: Position): Condition {
  const parameters: Record<string, unknown> = { afterId: position.id };
  const parts = [
    ...keys.map(({ sql, direction, value, last }, at) => {
      const name = `after${at}`;
      const given = position.keys[at] ?? null;
      parameters[name] = given;
      return { sql, direction, value: value(name), last, given };
    }),
    { sql: 'it.id', direction: direct(keys), value: 'cast(:afterId as uuid)', last: false, given: position.id },
  ];
  const after = (at: number): string => {
    const { sql, direction, value, last, given } = parts[at]!;
    const rest = parts.slice(at);
    const sign = direction === 'ASC' ? '>' : '<';
    if (rest.every(part => part.direction === direction && !part.last)) {
      const side = (each: 'sql' | 'value') => (rest.length > 1 ? `(${rest.map(part => part[each]).join(', ')})` : rest[0]![each]);
      return `${side('sql')} ${sign} ${side('value')}`;
    }
    if (!last) return `(${sql} ${sign}= ${value} and (${sql} ${sign} ${value} or ${after(at + 1)}))`;
    if (given === null) return `(${sql} is null and ${after(at + 1)})`;
    return `(${sql} ${sign} ${value} or ${sql} is null or (${sql} = ${value} and ${after(at + 1)}))`;
  };
  return { sql: after(0), parameters };
}
