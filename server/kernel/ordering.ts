import { escapeIdentifier } from 'pg';
import type { ClassType } from 'type-graphql';
import { getMetadataArgsStorage, Index } from 'typeorm';
import { type FieldSpec, fieldOf, type Kind, lifecycleOf, statements } from './fields.ts';
import { timedMoves } from './lifecycle.ts';
import { snake } from './naming.ts';

export type Direction = 'ASC' | 'DESC';

/** What stands for no value in an order: beyond every value, so that it comes last, and comparable, so that an index has a place for it. */
const ends: Partial<Record<Kind, Record<Direction, string>>> = {
  // A count may be the greatest integer there is.
  int: { ASC: `cast(3000000000 as bigint)`, DESC: `cast(-3000000000 as bigint)` },
  decimal: { ASC: `cast('Infinity' as numeric)`, DESC: `cast('-Infinity' as numeric)` },
  day: { ASC: `cast('infinity' as date)`, DESC: `cast('-infinity' as date)` },
  instant: { ASC: `cast('infinity' as timestamptz)`, DESC: `cast('-infinity' as timestamptz)` },
  ref: { ASC: `cast('ffffffff-ffff-ffff-ffff-ffffffffffff' as uuid)`, DESC: `cast('00000000-0000-0000-0000-000000000000' as uuid)` },
};

/** A sort column as it is ordered, and whether it has to be said that empty values come last. */
export function ordered({ kind, options }: FieldSpec, direction: Direction): { by: (sql: string) => string; last: boolean } {
  const end = ends[kind]?.[direction];
  if (!options.optional || !end) return { by: sql => sql, last: options.optional ?? false };
  return { by: sql => `coalesce(${kind === 'int' ? `cast(${sql} as bigint)` : sql}, ${end})`, last: false };
}

/** Gives every order of a list its index, with the id last, as lists are ordered. */
export function keepOrders(entity: ClassType, columns: readonly string[]): void {
  const table = snake(entity.name);
  for (const column of columns) {
    const spec = fieldOf(entity, column)!;
    const lifecycle = column === 'state' ? lifecycleOf(entity.name) : undefined;
    // A state that the clock moves is computed when it is read.
    if (lifecycle && timedMoves(lifecycle).length > 0) continue;
    const named = escapeIdentifier(snake(column));
    const orders = (
      [
        ['ASC', 'first'],
        ['DESC', 'last'],
      ] as const
    ).map(([direction, side]) => {
      const { by, last } = ordered(spec, direction);
      const suffix = last && direction === 'DESC' ? ' desc nulls last' : '';
      const id = suffix ? 'id desc' : 'id';
      return { side, sql: `(${spec.options.optional && !last ? `(${by(named)})` : named}${suffix}, ${id})` };
    });
    const [ascending, descending] = orders as [(typeof orders)[0], (typeof orders)[0]];
    const different = ascending.sql === descending.sql ? [{ ...ascending, side: '' }] : orders;
    for (const { side, sql } of different) {
      const name = [table, snake(column), ...(side ? [side] : []), 'order'].join('_');
      Index(name, { synchronize: false })(entity.prototype, column);
      statements.push({ table: () => table, name, sql: `create index "${name}" on "${table}" ${sql}` });
    }
  }
}

/** Gives the moves of the clock their indexes: of the records they are still to come for, by the instant. */
export function keepDue(entity: ClassType): void {
  const table = snake(entity.name);
  const lifecycle = lifecycleOf(entity.name);
  for (const [action, { from, at }] of lifecycle ? timedMoves(lifecycle) : []) {
    const name = [table, action.toLowerCase(), 'due'].join('_');
    const within = from.map(state => `'${state}'`).join(', ');
    Index(name, { synchronize: false })(entity.prototype, at!);
    statements.push({ table: () => table, name, sql: `create index "${name}" on "${table}" (${snake(at!)}) where state in (${within})` });
  }
}

/**
 * Gives an order within one value of a column its index: a page of what has that value is then read from where it begins.
 *
 * It answers for the column alone as well, which needs no index of its own any more.
 */
export function keepWithin(entity: ClassType, column: string, ...order: readonly string[]): void {
  const columns = [...new Set([column, ...order, 'id'])];
  const storage = getMetadataArgsStorage().indices;
  const plain = storage.findIndex(
    ({ target, columns: own, unique, where }) =>
      target === entity && Array.isArray(own) && own.length === 1 && own[0] === column && !unique && !where,
  );
  if (plain >= 0) storage.splice(plain, 1);
  if (storage.some(({ target, columns: own }) => target === entity && Array.isArray(own) && own.join() === columns.join())) return;
  Index([snake(entity.name), ...columns.map(snake), 'idx'].join('_'), columns)(entity);
}
