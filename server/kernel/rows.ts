import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { among, type Condition } from './conditions.ts';
import { lifecycleOf } from './fields.ts';
import { stateSql, timedMoves, waysInto } from './lifecycle.ts';
import { ahead, type Rows, reached } from './policy.ts';

/** The state of a row of `alias`, as it is now. */
export const stateOf = (entity: string, alias = 'it'): string => {
  const table = lifecycleOf(entity);
  return table ? stateSql(table, name => `${alias}.${name}`) : `${alias}.state`;
};

/** One column of `alias` as SQL; a state is the one in force now. */
export const columnSql = (entity: string, column: string, alias = 'it'): string =>
  column === 'state' ? stateOf(entity, alias) : `${alias}.${column}`;

/** Whether a row is in one of these states now: see `waysInto`. Undefined where the clock has no part in it. */
export function inStates(entity: string, states: readonly string[], alias = 'it'): Condition | undefined {
  const table = lifecycleOf(entity);
  if (!table || timedMoves(table).length === 0) return undefined;
  const ways = waysInto(table, states, name => `${alias}.${name}`);
  if (ways.length === 0) return { sql: 'false' };
  return { sql: ways.length === 1 ? ways[0]!.sql : `(${ways.map(({ sql }) => `(${sql})`).join(' or ')})`, ways };
}

/** The rows of a rule as a condition; nothing at all where every row is meant. `name` begins the names of its values. */
export function ruleCondition(entity: string, rows: readonly Rows[], name = 'rule', alias = 'it'): Condition | undefined {
  if (rows.some(row => Object.keys(row).length === 0)) return undefined;
  const parameters: Record<string, unknown> = {};
  const arms = rows.map((row, at) =>
    Object.entries(row)
      .map(([column, condition]) => {
        const sql = columnSql(entity, column, alias);
        if (condition === reached) return `${sql} <= (select domain_now())`;
        if (condition === ahead) return `(${sql} is null or ${sql} > (select domain_now()))`;
        if (condition === null) return `${sql} is null`;
        const within = column === 'state' ? inStates(entity, [condition].flat() as string[], alias) : undefined;
        if (within) return within.sql;
        const value = `${name}${at}${column}`;
        const compared = Array.isArray(condition)
          ? among(sql, value, condition)
          : { sql: `${sql} = :${value}`, parameters: { [value]: condition } };
        Object.assign(parameters, compared.parameters);
        return compared.sql;
      })
      .join(' and '),
  );
  return { sql: arms.length ? `(${arms.map(arm => `(${arm})`).join(' or ')})` : 'false', parameters };
}

let serial = 0;
/** Restricts a query to the rows of a rule. */
export function restrict<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  rows: readonly Rows[],
  alias = 'it',
): SelectQueryBuilder<T> {
  const entity = query.expressionMap.findAliasByName(alias).metadata.name;
  const condition = ruleCondition(entity, rows, `rule${serial++ % 1_000_000}x`, alias);
  return condition ? query.andWhere(condition.sql, condition.parameters) : query;
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
