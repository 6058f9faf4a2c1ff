import type { Role } from '../../schema/roles.ts';
import { snake } from './naming.ts';

export interface Move<State extends string = string> {
  from: readonly State[];
  to: State;
  /** The roles that may press it. A move of the clock alone has none. */
  by?: readonly Role[];
  /** The record that carries this move (a review, a conversion). Without it the move is a plain button. */
  via?: string;
  /** Refused without a note that says why. */
  note?: 'required';
  /** The column whose instant makes this move by itself, whether or not anybody looks. */
  at?: string;
  /** The column that names the account that asked for it: only another person may press it, whichever account they use. `id`: nobody on the own account. */
  second?: string;
  /** Brought about by another act, never pressed by itself: a seat that is offered when it comes free. */
  entailed?: true;
}

export interface Lifecycle<State extends string = string, Action extends string = string> {
  entity: string;
  states: readonly State[];
  /** Where a record may start; the first state alone when left out. */
  starts?: readonly State[];
  moves: Record<Action, Move<State>>;
}

/**
 * Declares a lifecycle. The first state is where a record starts, unless `starts` names more.
 *
 * The table is the only place that knows the moves: the GraphQL enums, `advance()`, the `moves` field behind
 * the panel's buttons, the audit trail and the diagrams in the docs all read it.
 */
export function lifecycle<const State extends string, const Action extends string>(
  table: Lifecycle<State, Action>,
): Lifecycle<State, Action> {
  return table;
}

/** The moves open to a role from a state. */
export function movesFrom(table: Lifecycle, state: string, role: Role): string[] {
  return Object.keys(table.moves).filter(action => {
    const move = table.moves[action]!;
    return move.from.includes(state) && (move.by ?? []).includes(role);
  });
}

export const timedMoves = (table: Lifecycle) => Object.entries(table.moves).filter(([, move]) => move.at);

/**
 * The state a row is in now, as SQL: the stored one, unless the clock has moved it on since.
 *
 * Lists, filters, the policy and `advance` all read this expression, so nothing waits for a worker.
 * `column` turns a column name into SQL (`it.closesAt`, `closes_at`).
 */
export function stateSql(table: Lifecycle, column: (name: string) => string = snake): string {
  const timed = timedMoves(table);
  if (timed.length === 0) return column('state');
  const settled = (state: string, seen: readonly string[] = []): string => {
    const arms = timed.filter(([, move]) => move.from.includes(state) && !seen.includes(move.to));
    if (arms.length === 0) return `'${state}'`;
    return `case ${arms.map(([, move]) => `when ${column(move.at!)} <= (select domain_now()) then ${settled(move.to, [...seen, state])}`).join(' ')} else '${state}' end`;
  };
  const starts = [...new Set(timed.flatMap(([, move]) => move.from))];
  return `case ${column('state')} ${starts.map(state => `when '${state}' then ${settled(state)}`).join(' ')} else ${column('state')} end`;
}

/** A way into a state. Those that the clock has `moved` there are few at any time, since they are soon written down. */
export interface Way {
  sql: string;
  moved: boolean;
}

/** Whether the clock has moved a row on from the state that is kept of it. */
export const dueSql = (table: Lifecycle, column: (name: string) => string = snake): string =>
  timedMoves(table)
    .map(
      ([, { from, at }]) =>
        `(${column('state')} in (${from.map(state => `'${state}'`).join(', ')}) and ${column(at!)} <= (select domain_now()))`,
    )
    .join(' or ') || 'false';

/**
 * Whether a row is in one of these states now, as the ways it can be: kept as such, or kept as another from which the clock
 * has led there. Any of them is enough, no row is there by two, and none for no state at all.
 *
 * It says the same as to compare `stateSql`, but in words of the columns themselves, so that an index answers and the
 * database can tell beforehand how many there will be.
 */
export function waysInto(table: Lifecycle, wanted: readonly string[], column: (name: string) => string = snake): Way[] {
  const timed = timedMoves(table);
  /** When a row that is kept in a state settles in one that is wanted: always, never, or under a condition. */
  const arrives = (state: string, seen: readonly string[] = []): boolean | string =>
    timed
      .filter(([, move]) => move.from.includes(state) && !seen.includes(move.to))
      .reduceRight<boolean | string>(
        (otherwise, [, move]) => whether(`${column(move.at!)} <= (select domain_now())`, arrives(move.to, [...seen, state]), otherwise),
        wanted.includes(state),
      );
  const found = table.states.map(state => ({ state, when: arrives(state) }));
  const kept = found.filter(({ when }) => when === true).map(({ state }) => `'${state}'`);
  return [
    ...(kept.length ? [{ sql: `${column('state')} ${kept.length === 1 ? `= ${kept[0]}` : `in (${kept.join(', ')})`}`, moved: false }] : []),
    ...found.flatMap(({ state, when }) =>
      typeof when === 'string' ? [{ sql: `${column('state')} = '${state}' and ${when}`, moved: !wanted.includes(state) }] : [],
    ),
  ];
}

/** `then` where something holds and `otherwise` where it does not, or where it is not known. */
function whether(holds: string, then: boolean | string, otherwise: boolean | string): boolean | string {
  const fails = `(${holds}) is not true`;
  if (then === otherwise) return then;
  if (then === true) return otherwise === false ? holds : `(${holds} or ${otherwise})`;
  if (then === false) return otherwise === true ? fails : `(${fails} and ${otherwise})`;
  if (otherwise === false) return `(${holds} and ${then})`;
  return otherwise === true ? `(${fails} or ${then})` : `((${holds} and ${then}) or (${fails} and ${otherwise}))`;
}

/** The table as a Mermaid state diagram, for the docs. */
export function diagram(table: Lifecycle): string {
  const arrows = Object.entries<Move>(table.moves).flatMap(([action, { from, to, by, at, via, entailed, second }]) =>
    from.map(
      state =>
        `  ${state} --> ${to}: ${action} (${[...(by ?? []), ...(at ? [`clock: ${at}`] : []), ...(via ? [`with ${via}`] : []), ...(entailed ? ['follows from another act'] : []), ...(second ? ['another person'] : [])].join(', ')})`,
    ),
  );
  return ['stateDiagram-v2', ...(table.starts ?? [table.states[0]]).map(state => `  [*] --> ${state}`), ...arrows].join('\n');
}
