import { Brackets, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { lifecycleOf } from './fields.ts';
import { stateSql, timedMoves } from './lifecycle.ts';
import { ahead, type Rows, reached } from './policy.ts';

let serial = 0;

/** The state of a row of `alias`, as it is now. */
export const stateOf = (entity: string, alias = 'it'): string => {
  const table = lifecycleOf(entity);
  return table ? stateSql(table, name => `${alias}.${name}`) : `${alias}.state`;
};

/** One column of `alias` as SQL; a state is the one in force now. */
export const columnSql = (entity: string, column: string, alias = 'it'): string =>
  column === 'state' ? stateOf(entity, alias) : `${alias}.${column}`;

/** Restricts a query to the rows of a rule. */
export function restrict<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  rows: readonly Rows[],
  alias = 'it',
): SelectQueryBuilder<T> {
  if (rows.length === 0) return query.andWhere('false');
  if (rows.some(row => Object.keys(row).length === 0)) return query;
  const entity = query.expressionMap.findAliasByName(alias).metadata.name;
  return query.andWhere(
    new Brackets(or => {
      for (const row of rows)
        or.orWhere(
          new Brackets(and => {
            for (const [column, condition] of Object.entries(row)) {
              const name = `rule${serial++ % 1_000_000}`;
              const sql = columnSql(entity, column, alias);
              if (condition === reached) and.andWhere(`${sql} <= (select domain_now())`);
              else if (condition === ahead) and.andWhere(`(${sql} is null or ${sql} > (select domain_now()))`);
              else if (condition === null) and.andWhere(`${sql} is null`);
              else if (Array.isArray(condition))
                and.andWhere(condition.length ? `${sql} in (:...${name})` : 'false', { [name]: condition });
              else and.andWhere(`${sql} = :${name}`, { [name]: condition });
            }
          }),
        );
    }),
  );
}

/** The records of a query, each in the state it is in now: one statement. */
export async function fetchRows<T extends ObjectLiteral>(query: SelectQueryBuilder<T>): Promise<T[]> {
  return (await fetchWith(query, {})).map(({ record }) => record);
}

/** As `fetchRows`, with further columns beside each record, as the database writes them. */
export async function fetchWith<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  more: Record<string, string>,
): Promise<{ record: T; extra: Record<string, string | null> }[]> {
  const entity = query.expressionMap.mainAlias!.metadata.name;
  const table = lifecycleOf(entity);
  const timed = table !== undefined && timedMoves(table).length > 0;
  if (timed) query.addSelect(stateOf(entity), 'effective_state');
  for (const [name, sql] of Object.entries(more)) query.addSelect(sql, name);
  const { entities, raw } = await query.getRawAndEntities();
  return entities.map((record, at) => {
    if (timed) (record as ObjectLiteral)['state'] = raw[at]['effective_state'];
    return { record, extra: Object.fromEntries(Object.keys(more).map(name => [name, raw[at][name]])) };
  });
}
