import type { ClassType } from 'type-graphql';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Context } from './context.ts';
import { refuse } from './errors.ts';
import { type FieldSpec, fieldOf, isCleanText, uuidPattern } from './fields.ts';
import { constant } from './naming.ts';
import { sightFor } from './policy.ts';
import { columnSql } from './rows.ts';

/** A condition of a list that is no column: a name, its GraphQL type, and the SQL it stands for. */
export interface Extra {
  type: () => any;
  about: string;
  sql: (value: any, ctx: Context) => { sql: string; parameters?: Record<string, unknown> };
}

/** What a list offers to ask by. */
export interface Offer<T> {
  filter: readonly (keyof T & string)[];
  search?: readonly (keyof T & string)[];
  sort: readonly (keyof T & string)[];
  extra?: Record<string, Extra>;
}
export interface SortBy {
  field: string;
  direction: 'ASC' | 'DESC';
}
export interface Asked {
  filter?: Record<string, unknown> | null;
  search?: string | null;
  sort?: SortBy[] | null;
}

let serial = 0;
const ranged = (kind: string) => kind === 'int' || kind === 'decimal' || kind === 'day' || kind === 'instant';
export const isRange = (spec: FieldSpec): boolean => ranged(spec.kind) && !spec.list;

/** Refuses a column that this actor may not read clear: not to be filtered, sorted, searched or exported either. */
function permitted(ctx: Context, entity: ClassType, column: string): void {
  if (sightFor(ctx.actor, entity.name, column) !== 'clear') throw refuse('FORBIDDEN', 'FIELD_WITHHELD', { field: column });
}

/** Narrows a query to what was asked for: the one place that lists, counts, exports and tabs share. */
export function narrow<T extends ObjectLiteral>(
  ctx: Context,
  query: SelectQueryBuilder<T>,
  entity: ClassType<T>,
  offer: Offer<T>,
  { filter, search }: Asked,
): SelectQueryBuilder<T> {
  for (const [column, value] of Object.entries(filter ?? {})) {
    if (value === undefined || value === null) continue;
    const extra = offer.extra?.[column];
    if (extra) {
      const { sql, parameters = {} } = extra.sql(value, ctx);
      query.andWhere(sql, parameters);
      continue;
    }
    if (column !== 'id') permitted(ctx, entity, column);
    const spec = fieldOf(entity, column)!;
    const sql = columnSql(entity.name, column);
    const name = `by${serial++ % 1_000_000}`;
    if (isRange(spec)) {
      const { from, to } = value as { from?: unknown; to?: unknown };
      if (from !== undefined && from !== null) query.andWhere(`${sql} >= :${name}from`, { [`${name}from`]: from });
      // An instant is answered to the millisecond and kept to the microsecond: what was read must find itself.
      const within =
        spec.kind === 'instant' ? `${sql} < cast(:${name}to as timestamptz) + interval '1 millisecond'` : `${sql} <= :${name}to`;
      if (to !== undefined && to !== null) query.andWhere(within, { [`${name}to`]: to });
    } else if (spec.kind === 'flag') query.andWhere(`${sql} = :${name}`, { [name]: value });
    else {
      const values = value as string[];
      if (values.length > 1000) throw refuse('BAD_USER_INPUT', 'FIELD_INVALID', { field: column });
      if ((spec.kind === 'id' || spec.kind === 'ref') && !values.every(id => uuidPattern.test(id)))
        throw refuse('BAD_USER_INPUT', 'ID_INVALID');
      if (!values.every(isCleanText)) throw refuse('BAD_USER_INPUT', 'TEXT_INVALID');
      if (spec.list) query.andWhere(`${sql} && :${name}`, { [name]: values });
      else query.andWhere(values.length ? `${sql} in (:...${name})` : 'false', { [name]: values });
    }
  }
  const text = search?.trim();
  if (text) {
    if (!isCleanText(text) || text.length > 200) throw refuse('BAD_USER_INPUT', 'TEXT_INVALID');
    const columns = (offer.search ?? []).filter(column => sightFor(ctx.actor, entity.name, column) === 'clear');
    for (const word of text.split(/\s+/)) {
      const name = `word${serial++ % 1_000_000}`;
      query.andWhere(columns.length ? `(${columns.map(column => `it.${column} ilike :${name}`).join(' or ')})` : 'false', {
        [name]: `%${word.replace(/[\\%_]/g, '\\$&')}%`,
      });
    }
  }
  return query;
}

export interface Key {
  column: string;
  sql: string;
  direction: 'ASC' | 'DESC';
  cast: string;
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
  ctx: Context,
  entity: ClassType<T>,
  offer: Offer<T>,
  sort: SortBy[] | null | undefined,
): Key[] {
  if ((sort?.length ?? 0) > 5) throw refuse('BAD_USER_INPUT');
  return (sort ?? []).map(({ field, direction }) => {
    const column = offer.sort.find(name => constant(name) === field)!;
    permitted(ctx, entity, column);
    return { column, direction, sql: columnSql(entity.name, column), cast: casts[fieldOf(entity, column)!.kind] ?? 'text' };
  });
}

/** Orders a query, the id last, so that no two rows are equal. Empty values come last either way. */
export function order<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, keys: readonly Key[]): SelectQueryBuilder<T> {
  for (const { sql, direction } of keys) query.addOrderBy(sql, direction, 'NULLS LAST');
  return query.addOrderBy('it.id', keys[0]?.direction ?? 'DESC');
}

/** Restricts an ordered query to what comes after a position. */
export function beyond<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  keys: readonly Key[],
  position: { keys: (string | null)[]; id: string },
): SelectQueryBuilder<T> {
  const ors: string[] = [];
  const parameters: Record<string, unknown> = { afterId: position.id };
  const equal: string[] = [];
  keys.forEach(({ sql, direction, cast }, at) => {
    const value = position.keys[at] ?? null;
    const name = `after${at}`;
    parameters[name] = value;
    if (value !== null)
      ors.push([...equal, `(${sql} ${direction === 'ASC' ? '>' : '<'} cast(:${name} as ${cast}) or ${sql} is null)`].join(' and '));
    equal.push(value === null ? `${sql} is null` : `${sql} = cast(:${name} as ${cast})`);
  });
  ors.push([...equal, `it.id ${(keys[0]?.direction ?? 'DESC') === 'ASC' ? '>' : '<'} :afterId`].join(' and '));
  return query.andWhere(`(${ors.map(or => `(${or})`).join(' or ')})`, parameters);
}
