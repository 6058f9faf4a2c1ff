import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
} from 'graphql';
import { Column, type DataSource, Entity, PrimaryColumn } from 'typeorm';
import { Context, type RequestInfo } from './context.ts';
import { driverError, fromDatabase, isLate, refuse } from './errors.ts';
import type { Executing } from './executing/executing.ts';
import { Ready } from './passing.ts';
import type { Reading } from './reading/reader.ts';
import { beginWriting } from './scope.ts';

/** The answer to a write that named an Idempotency-Key, kept for those who ask again. */
@Entity()
export class Idempotency {
  @PrimaryColumn('text') principal!: string;
  @PrimaryColumn('text') key!: string;
  @Column('text') fingerprint!: string;
  @Column('jsonb', { nullable: true }) answer?: ExecutionResult | null;
  @Column('timestamptz', { default: () => 'clock_timestamp()' }) at!: Date;
}

export interface Work {
  document: DocumentNode;
  source: string;
  operationName?: string | null;
  variables?: Record<string, unknown>;
  ctx: Context;
  explain?: (explained: Explained) => void;
}

export interface Engine {
  schema: GraphQLSchema;
  db: DataSource;
  /** Answers reads by one statement; without it all of them are executed field by field. */
  reading?: Reading;
  /** Executes what it has prepared once; without it graphql-js executes everything. */
  executing?: Executing;
  /** Told when a compiled read failed that should not have: it is answered field by field. */
  troubled: (error: unknown) => void;
  /** The pool without a statement timeout, for what is long by nature: imports. */
  bulk: DataSource;
  isBulk: (mutation: string) => boolean;
  /** Whether a mutation is given a secret, of which nothing may be kept. */
  isSecret: (mutation: string) => boolean;
  /** Whether a mutation opens its transactions itself: what it counts stays counted when it is refused. */
  isFree: (mutation: string) => boolean;
}

const rootFields = (operation: OperationDefinitionNode) => operation.selectionSet.selections;

/**
 * Runs an operation. A query reads the data of one instant, in one read-only transaction. A mutation is one transaction: idempotency key, business rows, facts and errands are all written, or
 * none are; any error in its answer takes everything back. Deadlocks and serialisation failures are tried again, unseen.
 */
export async function run(engine: Engine, work: Work): Promise<ExecutionResult> {
  const operation = getOperationAST(work.document, work.operationName);
  if (!operation) return { errors: [refuse('OPERATION_RESOLUTION_FAILURE')] };
  if (operation.operation !== 'mutation') return look(engine, work);
  const [root, ...others] = rootFields(operation);
  if (others.length > 0 || root?.kind !== 'Field') return { errors: [refuse('BAD_USER_INPUT', 'ONE_ROOT_FIELD')] };
  const key = work.ctx.request.idempotencyKey;
  if (work.ctx.actor.role === 'PARTNER' && key === undefined) return { errors: [refuse('IDEMPOTENCY_KEY_REQUIRED')] };
  if (key !== undefined && !/^[\x21-\x7e]{1,255}$/.test(key)) return { errors: [refuse('BAD_USER_INPUT', 'IDEMPOTENCY_KEY_INVALID')] };

  if (engine.isFree(root.name.value)) return withoutData(await answer(engine, work, work.ctx));
  const kept = engine.isSecret(root.name.value) ? undefined : key;
  for (let attempt = 1; ; attempt += 1) {
    const request: RequestInfo = { ...work.ctx.request, afterCommit: [] };
    const result = await attemptWrite(engine, work, request, root.name.value, kept);
    if (result !== retry || attempt === 4)
      return result === retry ? { data: null, errors: [refuse('SERVICE_UNAVAILABLE', undefined, { retryAfterMs: 500 })] } : result;
    await new Promise(resolve => setTimeout(resolve, 20 * attempt * (1 + Math.random())));
  }
}

/** Which way an operation went, for whoever develops with it. */
export interface Explained {
  /** By one statement; field by field, from a plan made once; or field by field by graphql-js, which does without a plan. */
  way: 'compiled' | 'prepared' | 'executed';
  /** Of what is compiled: its statement. */
  sql?: string;
  /** Of what is not: why. */
  because?: string;
}

/** Reads by one statement where it can be, field by field where not. */
async function look(engine: Engine, work: Work): Promise<ExecutionResult> {
  let because = 'reading is switched off';
  if (work.ctx.request.late !== undefined) return failed(work.ctx.request.late);
  try {
    const answered = await engine.reading?.read({ ...work, reader: work.ctx });
    if (answered && 'text' in answered) {
      work.explain?.({ way: 'compiled', sql: answered.sql });
      return { data: new Ready(answered.text) as never };
    }
    because = answered?.because ?? because;
  } catch (error) {
    // What took too long once would do so again; anything else the ordinary way may still answer, or say what is wrong.
    if (isLate(error) || work.ctx.request.caller?.gone) return failed(error);
    engine.troubled(error);
    because = 'the compiled statement failed';
  }
  return work.ctx.reading(ctx => answer(engine, work, ctx, because)).catch(failed);
}

/** A refused mutation has no data, and says so: its errors are those of execution, not of the request. */
const withoutData = (result: ExecutionResult): ExecutionResult => (result.errors?.length ? { data: null, errors: result.errors } : result);

const retry = Symbol('retry');

async function attemptWrite(
  engine: Engine,
  work: Work,
  request: RequestInfo,
  mutation: string,
  key: string | undefined,
): Promise<ExecutionResult | typeof retry> {
  const runner = (engine.isBulk(mutation) ? engine.bulk : engine.db).createQueryRunner();
  const { ctx } = work;
  try {
    await beginWriting(runner, ctx.actor);
    const tx = new Context(ctx.actor, runner.manager, request);
    if (key !== undefined) {
      const known = await claim(tx, work, key);
      if (known) {
        await runner.rollbackTransaction();
        return known;
      }
    }
    const result = await answer(engine, work, tx);
    if (result.errors?.length) {
      await runner.rollbackTransaction();
      return result.errors.some(({ originalError }) => isPassing(originalError)) ? retry : withoutData(result);
    }
    if (key !== undefined)
      await tx.query('update idempotency set answer = $3 where principal = $1 and key = $2', [
        ctx.actor.id,
        key,
        JSON.stringify(request.secret ? shownOnce : result),
      ]);
    await runner.commitTransaction();
    for (const act of request.afterCommit!) await act();
    return result;
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
    if (isPassing(error)) return retry;
    return failed(error);
  } finally {
    await runner.release();
  }
}

/** What is answered when it was not the operation itself that failed. */
function failed(error: unknown): ExecutionResult {
  const refusal = fromDatabase(error);
  return {
    data: null,
    errors: [refusal instanceof GraphQLError ? refusal : new GraphQLError('defect', { originalError: error as Error })],
  };
}

/** What is kept in place of an answer that held a secret. */
const shownOnce: ExecutionResult = { extensions: { shownOnce: true } };

const isPassing = (error: unknown) => ['40001', '40P01'].includes(driverError(error).code ?? '');

/** Takes the key, or answers with what was answered before. A second request waits here until the first has ended. */
async function claim(ctx: Context, work: Work, key: string): Promise<ExecutionResult | undefined> {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([work.source, work.operationName ?? null, work.variables ?? null]))
    .digest('hex');
  const inserted = await ctx.query(
    'insert into idempotency (principal, key, fingerprint) values ($1, $2, $3) on conflict do nothing returning key',
    [ctx.actor.id, key, fingerprint],
  );
  if (inserted.length) return undefined;
  const [known] = await ctx.query<{ fingerprint: string; answer: ExecutionResult | null }>(
    'select fingerprint, answer from idempotency where principal = $1 and key = $2',
    [ctx.actor.id, key],
  );
  if (!known) throw refuse('IDEMPOTENCY_IN_PROGRESS');
  if (known.fingerprint !== fingerprint) throw refuse('IDEMPOTENCY_KEY_REUSED');
  if (!known.answer) throw refuse('IDEMPOTENCY_IN_PROGRESS');
  if (known.answer.extensions?.['shownOnce']) throw refuse('ILLEGAL_STATE', 'SHOWN_ONCE');
  return known.answer;
}

/** Executes an operation field by field, in the way that is told with the reason why no statement answers it. */
async function answer(engine: Engine, work: Work, ctx: Context, because = 'a mutation'): Promise<ExecutionResult> {
  const { document, operationName, variables, explain } = work;
  const answered = engine.executing?.execute({ document, operationName, variables, ctx }) ?? 'preparing is switched off';
  if (typeof answered !== 'string') {
    explain?.({ way: 'prepared', because });
    return answered;
  }
  explain?.({ way: 'executed', because: `${because}; ${answered}` });
  return execute({ schema: engine.schema, document, contextValue: ctx, variableValues: variables, operationName });
}
