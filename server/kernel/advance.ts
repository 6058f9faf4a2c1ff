import type { EntityTarget, ObjectLiteral } from 'typeorm';
import type { Context } from './context.ts';
import type { Reader } from './edges.ts';
import { refuse } from './errors.ts';
import { type Change, record, recordAll } from './journal.ts';
import { dueSql, type Lifecycle, movesFrom, stateSql, timedMoves } from './lifecycle.ts';
import { snake } from './naming.ts';
import { type Actor, allowed, covers, isSamePerson } from './policy.ts';
import { fetchRows, restrict } from './rows.ts';
import { system } from './scope.ts';

export { system };

export interface Stateful extends ObjectLiteral {
  id: string;
  state: string;
  version?: number;
}

/** Whether the move needs a second person, and this actor is the first. */
function isOwnRequest(ctx: Reader, table: Lifecycle, subject: Stateful, action: string): boolean {
  const asked = table.moves[action]?.second;
  return asked !== undefined && isSamePerson(ctx.actor, subject[asked]);
}

/** The moves this actor may press on this record now. */
export function openMoves(ctx: Reader, table: Lifecycle, subject: Stateful): string[] {
  const moves = movesFrom(table, subject.state, ctx.actor.role).filter(action => !isOwnRequest(ctx, table, subject, action));
  return moves.length > 0 && covers(allowed(ctx.actor, 'move', table.entity), subject) ? moves : [];
}

/** The columns by which it is known which moves are open to an actor. */
export const openMovesRead = (actor: Actor, table: Lifecycle): string[] => [
  ...new Set([
    'state',
    ...allowed(actor, 'move', table.entity).flatMap(row => Object.keys(row)),
    ...Object.values(table.moves).flatMap(({ second }) => second ?? []),
  ]),
];

/** Reads a record this actor may see, or refuses with NOT_FOUND, which is also the answer for what does not exist. */
export async function seen<T extends Stateful>(ctx: Context, entity: EntityTarget<T>, id: string): Promise<T> {
  const repository = ctx.db.getRepository(entity);
  const [subject] = await fetchRows(
    restrict(repository.createQueryBuilder('it').where('it.id = :id', { id }), allowed(ctx.actor, 'read', repository.metadata.name)),
  );
  if (!subject) throw refuse('NOT_FOUND');
  return subject;
}

/** Refuses a move that the table or the policy does not give to this actor. */
export function permitMove(ctx: Context, table: Lifecycle, subject: Stateful, action: string): void {
  const by = table.moves[action]?.by ?? [];
  if (!by.includes(ctx.actor.role) || !covers(allowed(ctx.actor, 'move', table.entity), subject)) throw refuse('FORBIDDEN');
  if (isOwnRequest(ctx, table, subject, action))
    throw refuse('FORBIDDEN', table.moves[action]?.second === 'id' ? 'OWN_ACCOUNT' : 'SAME_PERSON');
}

/** Refuses a move that does not start from where the record stands. */
export function needStart(table: Lifecycle, { state }: Stateful, action: string): void {
  if (!table.moves[action]!.from.includes(state)) throw refuse('ILLEGAL_STATE', undefined, { state, action });
}

/** What a move carries beside its name. `set` are further columns to change in the same statement. */
export interface Cargo {
  note?: string | null;
  details?: Record<string, unknown>;
  /** What the move has changed, for the history. */
  changes?: readonly Change[];
  set?: Record<string, unknown>;
}

/**
 * Moves a record along its lifecycle, or refuses.
 *
 * Compare-and-set: when two officers press at once, one wins and the other is told ILLEGAL_STATE. The fact is written
 * in the same transaction. Side effects belong to the caller, after this returns.
 */
export async function advance<T extends Stateful>(
  ctx: Context,
  entity: EntityTarget<T>,
  table: Lifecycle,
  id: string,
  action: string,
  { note, details, changes, set = {} }: Cargo = {},
): Promise<T> {
  const subject = await seen(ctx, entity, id);
  permitMove(ctx, table, subject, action);
  needStart(table, subject, action);
  if (table.moves[action]!.note === 'required' && !note?.trim()) throw refuse('BAD_USER_INPUT', 'NOTE_REQUIRED');
  return shift(ctx, entity, table, subject, action, { note, details, changes, set });
}

/** The compare-and-set itself, for moves that a service makes on behalf of another act. Asks no permission. */
export async function shift<T extends Stateful>(
  ctx: Context,
  entity: EntityTarget<T>,
  table: Lifecycle,
  subject: T,
  action: string,
  { note, details = {}, changes, set = {} }: Cargo = {},
): Promise<T> {
  await settle(ctx, entity, table, subject.id);
  const from = subject.state;
  const to = table.moves[action]!.to;
  if (!table.moves[action]!.from.includes(from)) throw refuse('ILLEGAL_STATE', undefined, { state: from, action });
  const versioned = ctx.db.getRepository(entity).metadata.findColumnWithPropertyName('version') !== undefined;
  const { affected, raw } = await ctx.db
    .createQueryBuilder()
    .update(entity)
    .set({ ...set, state: to, ...(versioned && { version: () => 'version + 1' }) } as never)
    .where('id = :id', { id: subject.id })
    .andWhere(`${stateSql(table)} = :from`, { from })
    .returning(versioned ? 'version' : 'id')
    .execute();
  if (!affected) throw refuse('ILLEGAL_STATE', undefined, { action });
  Object.assign(subject, set, { state: to }, versioned && { version: raw[0].version });
  await record(ctx, `${table.entity}.${action}`, subject, { note, changes, details: { from, to, ...details } });
  return subject;
}

/**
 * The same move for many records at once: two statements, however many they are. Asks no permission.
 *
 * All of them move or none does: one that stands elsewhere by now makes it ILLEGAL_STATE.
 */
export async function shiftAll<T extends Stateful>(
  ctx: Context,
  entity: EntityTarget<T>,
  table: Lifecycle,
  ids: readonly string[],
  action: string,
  { note, details = {} }: Omit<Cargo, 'set'> = {},
): Promise<void> {
  if (ids.length === 0) return;
  const { metadata } = ctx.db.getRepository(entity);
  const { from, to } = table.moves[action]!;
  const versioned = metadata.findColumnWithPropertyName('version') ? ', version = version + 1' : '';
  const [moved] = (await ctx.query(
    `with old as (select id, state as was from "${metadata.tableName}" where id = any($1) order by id for update)
     update "${metadata.tableName}" as it set state = $2${versioned} from old
     where it.id = old.id and it.state = any($3) and ${stateSql(table, name => `it.${snake(name)}`)} = it.state returning it.id, old.was`,
    [ids, to, from],
  )) as unknown as [{ id: string; was: string }[]];
  if (moved.length !== new Set(ids).size) throw refuse('ILLEGAL_STATE', undefined, { action });
  const subject = (id: string) => Object.assign(Object.create((metadata.target as Function).prototype), { id }) as { id: string };
  await recordAll(
    ctx,
    `${table.entity}.${action}`,
    moved.map(({ id, was }) => ({ subject: subject(id), note, details: { from: was, to, ...details } })),
  );
}

/**
 * Writes down the moves the clock has made on one record, each dated at the instant it was due, and answers with their
 * names. What a move of the clock entails (a seat comes back) belongs to the caller.
 */
export async function settle<T extends Stateful>(ctx: Context, entity: EntityTarget<T>, table: Lifecycle, id: string): Promise<string[]> {
  const made: string[] = [];
  for (const _ of timedMoves(table)) {
    const action = await settleOnce(ctx, entity, table, id);
    if (!action) break;
    made.push(action);
  }
  return made;
}

async function settleOnce<T extends Stateful>(
  ctx: Context,
  entity: EntityTarget<T>,
  table: Lifecycle,
  id: string,
): Promise<string | undefined> {
  for (const [action, move] of timedMoves(table)) {
    const metadata = ctx.db.getRepository(entity).metadata;
    const column = metadata.findColumnWithPropertyName(move.at!)!.databaseName;
    const versioned = metadata.findColumnWithPropertyName('version') ? ', version = version + 1' : '';
    const [rows] = (await ctx.db.query(
      `update "${metadata.tableName}" set state = $2${versioned} where id = $1 and state = any($3) and ${column} <= (select domain_now()) returning ${column} as due, $4::text as was`,
      [id, move.to, move.from, move.from[0]],
    )) as [{ due: Date }[]];
    if (!rows[0]) continue;
    const subject = await ctx.db.findOneByOrFail(entity, { id } as never);
    await record(ctx.as(system), `${table.entity}.${action}`, subject, { details: { to: move.to, clock: true }, at: rows[0].due });
    return action;
  }
  return undefined;
}

/**
 * Materialises what the clock has moved: up to `most` records of an entity, each in its own transaction.
 *
 * Nothing waits for this: every reader already sees the state in force. `after` does what a move entails (a seat comes back).
 */
export async function settleDue<T extends Stateful>(
  ctx: Context,
  entity: EntityTarget<T>,
  table: Lifecycle,
  after?: (ctx: Context, id: string, action: string) => Promise<void>,
  most = 200,
): Promise<number> {
  const metadata = ctx.db.getRepository(entity).metadata;
  const due = await ctx.query<{ id: string }>(`select id from "${metadata.tableName}" where ${dueSql(table)} order by id limit $1`, [most]);
  for (const { id } of due) {
    await ctx.transaction(async tx => {
      for (const action of await settle(tx, entity, table, id)) await after?.(tx, id, action);
    });
  }
  return due.length;
}
