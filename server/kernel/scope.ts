import { escapeLiteral } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Actor } from './policy.ts';

/** Who acts when nobody does: the clock and the background. */
export const system: Actor = { id: 'system', role: 'OFFICER', name: 'system' };

/** Whether a transaction only looks, or acts: who acts may have to see what the answer must not show. */
export type Act = 'read' | 'write';

/** The attributes of an actor that rules of rows speak of, and the settings of a transaction that carry them to the database. */
export const settings = {
  id: 'id',
  district: 'district',
  providerId: 'provider',
  enterpriseId: 'enterprise',
  expertId: 'expert',
  platformId: 'platform',
} as const satisfies Partial<Record<keyof Actor, string>>;

/** The role under which no row is held back. No account can have it. */
const everything = 'SYSTEM';
const roleOf = (actor: Actor): string => (actor.id === system.id ? everything : actor.confinedTo ? 'CONFINED' : actor.role);

const setting = (name: string, value: string): string => `set_config('shizhuan.${name}', ${escapeLiteral(value)}, true)`;

/** One statement that tells the database, for this transaction, who acts and whether to write. */
const scopeSql = (actor: Actor, act: Act): string =>
  `select ${[
    setting('act', act),
    setting('role', roleOf(actor)),
    setting('scopes', (actor.scopes ?? []).join()),
    setting('manager', String(actor.manager ?? false)),
    ...Object.entries(settings).map(([attribute, name]) => setting(name, String(actor[attribute as keyof typeof settings] ?? ''))),
  ].join(', ')}`;

/** What a connection that is the system's own is opened with: for background work and commands, never for a request. */
export const asSystem = `-c shizhuan.role=${everything}`;

type Asking = Pick<EntityManager, 'query'>;

/** Puts the transaction at hand under the rows of an actor, until it ends. */
export const enter = async (db: Asking, actor: Actor, act: Act): Promise<void> => void (await db.query(scopeSql(actor, act)));

/** Begins to write under the rows of an actor; beginning and scope are one round trip. */
export async function beginWriting(runner: QueryRunner, actor: Actor): Promise<void> {
  await runner.query(`start transaction; ${scopeSql(actor, 'write')}`);
  Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
}

/**
 * From here on the transaction only looks: what is answered is under the rules of reading.
 *
 * The database is told with the first that is asked of it, before anything else of it; an answer that asks nothing more
 * goes straight to its commit, and others do not wait for its locks meanwhile.
 */
export function answerOnly(runner: QueryRunner): void {
  const ask = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>;
  let told: Promise<unknown> | undefined;
  runner.query = ((...given: unknown[]) => {
    if (!told && /^(commit|rollback)$/i.test(String(given[0]))) return ask(...given);
    told ??= ask(`select ${setting('act', 'read')}`);
    return told.then(() => ask(...given));
  }) as QueryRunner['query'];
}

/** Passes the transaction to the system, and back. */
export async function lend<R>(db: Asking, work: () => Promise<R>): Promise<R> {
  const [{ before }] = await db.query(
    `select set_config('shizhuan.lender', coalesce(current_setting('shizhuan.role', true), ''), true) as before, ${setting('role', everything)}`,
  );
  try {
    return await work();
  } finally {
    // One that has failed is rolled back, and its scope with it.
    await db.query(`select ${setting('role', before)}`).catch(() => undefined);
  }
}

/** A read-only transaction on the data of one instant, under the rows of one actor. */
export interface Reading {
  db: EntityManager;
  end: () => Promise<void>;
}

/** Begins to read; beginning and scope are one round trip. Whoever begins ends it. */
export async function beginReading(source: DataSource, actor: Actor): Promise<Reading> {
  const runner = source.createQueryRunner();
  try {
    inTurn(runner);
    await runner.query(`begin isolation level repeatable read, read only; ${scopeSql(actor, 'read')}`);
    // What joins a transaction joins this one, where it cannot write.
    Object.assign(runner, { isTransactionActive: true });
  } catch (error) {
    await runner.release();
    throw error;
  }
  const end = async () => {
    try {
      await runner.query('commit');
    } finally {
      Object.assign(runner, { isTransactionActive: false });
      await runner.release();
    }
  };
  return { db: runner.manager, end };
}

/** A connection answers one question at a time: what is asked meanwhile waits here, in the order it came. */
function inTurn(runner: QueryRunner): void {
  const ask = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>;
  let last: Promise<unknown> = Promise.resolve();
  runner.query = ((...given: unknown[]) => {
    const answer = last.then(() => ask(...given));
    last = answer.catch(() => undefined);
    return answer;
  }) as QueryRunner['query'];
}
