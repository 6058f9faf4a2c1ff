import { features } from '../../../server/features.ts';
import type { Lifecycle } from '../../../server/kernel/lifecycle.ts';
import { ahead, type Condition, type Rows, reached } from '../../../server/kernel/policy.ts';

/** Rules worked out in memory, row by row: the oracle that what the kernel does in SQL is held against. */
export type Row = Record<string, unknown> & { id: string };
export type Entity = new () => object;

export const entities: readonly Entity[] = features.flatMap(feature => feature.entities);
export const lifecycles: readonly Lifecycle[] = features.flatMap(feature => feature.lifecycles ?? []);
export const entityNamed = (name: string): Entity | undefined => entities.find(each => each.name === name);

/** The state that is in force: the stored one, moved on by every instant that has passed. */
export function stateOf(entity: string, row: Row, now = new Date()): unknown {
  const table = lifecycles.find(each => each.entity === entity);
  let state = row['state'];
  for (const _ of table?.states ?? []) {
    const move = Object.values(table!.moves).find(
      ({ at, from }) => at && from.includes(String(state)) && row[at] && new Date(String(row[at])) <= now,
    );
    if (!move) break;
    state = move.to;
  }
  return state;
}

/** Whether a row is among those a rule lets through. */
export const meets = (entity: string, rules: readonly Rows[], row: Row, now = new Date()): boolean =>
  rules.some(rule =>
    Object.entries(rule).every(([column, condition]) =>
      holds(condition, column === 'state' ? stateOf(entity, row, now) : row[column], now),
    ),
  );

export function holds(condition: Condition, value: unknown, now = new Date()): boolean {
  const empty = value === null || value === undefined;
  if (condition === null) return empty;
  if (condition === reached) return !empty && new Date(String(value)) <= now;
  if (condition === ahead) return empty || new Date(String(value)) > now;
  return Array.isArray(condition) ? condition.includes(String(value)) : value === condition;
}
