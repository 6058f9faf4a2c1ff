import type { DataSource } from 'typeorm';
import { system } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { insert } from '../../kernel/editing.ts';
import { FigureCheck } from './entity.ts';

/** A cell of a roll-up that is not what the rows behind it say; a stretch of days that is missing or too many has no cell. */
export interface Difference {
  figure: 'coverage' | 'funnel';
  day: string;
  part: string | null;
  code: string | null;
  kept: number | null;
  counted: number | null;
}

/** Every cell in which a roll-up differs from its source: none should. Two statements, each on the data of one instant. */
export async function differences(ctx: Context): Promise<Difference[]> {
  const coverage = await ctx.query<Difference & Record<string, unknown>>(
    `select 'coverage' as figure, coalesce(day, since) as day, part, code, kept_d as kept, true_d as counted from coverage_differences() order by 2, 3, 4`,
  );
  const funnel = await ctx.query<Difference & Record<string, unknown>>(
    `select 'funnel' as figure, day, grain || ' ' || step as part, district as code, kept, counted from trial_differences() order by 2, 3, 4`,
  );
  return [...coverage, ...funnel];
}

/** Compares the roll-ups with what they are made of, counts anew what differs, and writes down how many cells that were. */
export async function checkFigures(ctx: Context): Promise<Difference[]> {
  const found = await differences(ctx);
  const of = (figure: string) => found.filter(each => each.figure === figure).length;
  if (of('coverage')) await ctx.query('select coverage_rebase(array(select register_id from coverage_segment))');
  if (of('funnel')) await ctx.query('select trial_retally()');
  await insert(ctx, FigureCheck, { coverageDifferences: of('coverage'), funnelDifferences: of('funnel') });
  return found;
}

const minute = 60_000;
/** When each database was looked at last. */
const looked = new WeakMap<DataSource, number>();

/**
 * Every night: figures are checked, and the new day gets a segment of its own. Every few minutes: what was added is put together.
 *
 * By one process at a time; a day on which nobody was there is made up for at the next start.
 */
export async function figuresTick(ctx: Context): Promise<void> {
  const { connection } = ctx.db;
  if (performance.now() - (looked.get(connection) ?? Number.NEGATIVE_INFINITY) < 5 * minute) return;
  looked.set(connection, performance.now());
  await alone(ctx, async tx => {
    const [last] = await tx.query<{ today: boolean }>(
      'select shanghai_day(created_at) = domain_today() as today from figure_check order by created_at desc limit 1',
    );
    if (!last?.today) await checkFigures(tx);
  });
  await alone(ctx, async tx => void (await tx.query('select coverage_cut(domain_today())')));
  await alone(ctx, async tx => void (await tx.query('select coverage_fold(), trial_fold()')));
}

const alone = (ctx: Context, work: (tx: Context) => Promise<void>): Promise<void> =>
  ctx.as(system).transaction(async tx => {
    const [lock] = await tx.query<{ mine: boolean }>('select pg_try_advisory_xact_lock(729112) as mine');
    if (lock!.mine) await work(tx);
  });
