import { IsNull } from 'typeorm';
import type { Context } from '../context.ts';
import { newId } from '../fields.ts';
import { record } from '../journal.ts';
import { anchorFolder, readAnchors } from './anchors.ts';
import { AuditCheck } from './entity.ts';
import { beginning, bySeq, type Progress, standing, verifyEnd, verifyNext } from './verify.ts';

/** A step is short, so that errands and moves of the clock do not wait for it. */
const stepSize = 5_000;
const longestTurn = 1_500;

/** Begins a verification of the whole chain as it is now; one that is under way is answered instead. */
export async function beginCheck(ctx: Context): Promise<void> {
  const underWay = await ctx.db.existsBy(AuditCheck, { endedAt: IsNull() });
  if (underWay) return;
  const { id: startedById, name: startedBy } = ctx.actor;
  const [head] = await ctx.query<{ seq: number }>('select seq::float8 as seq from audit_head');
  const check = { id: newId(), startedById, startedBy, upTo: head!.seq, progress: beginning() };
  await ctx.db.insert(AuditCheck, check as never);
  await record(ctx, 'AuditCheck.CREATE', check, { details: { upTo: head!.seq } });
}

/** Goes on with the verification that is under way, for a moment. Any number of workers may try; one of them does it. */
export async function advanceCheck(ctx: Context): Promise<void> {
  const until = performance.now() + longestTurn;
  while (performance.now() < until && (await step(ctx)));
}

async function step(outside: Context): Promise<boolean> {
  return outside.transaction(async ctx => {
    const [check] = await ctx.query<{ id: string; upTo: number; progress: Progress }>(
      `select id, up_to::float8 as "upTo", progress from audit_check where ended_at is null order by started_at limit 1 for update skip locked`,
    );
    if (!check) return false;
    const { id, upTo, progress } = check;
    const kept = await readAnchors(anchorFolder());
    const anchors = standing(kept.anchors);
    const ask = <R>(sql: string, parameters?: unknown[]) => ctx.query<R>(sql, parameters);
    const more = await verifyNext(ask, progress, upTo, stepSize, bySeq(anchors));
    if (!more) await verifyEnd(ask, progress, { anchors, unreadable: kept.unreadable }, upTo);
    await ctx.query(`update audit_check set progress = $2, ended_at = case when $3 then clock_timestamp() end where id = $1`, [
      id,
      JSON.stringify(progress),
      !more,
    ]);
    if (!more) await record(ctx, 'AuditCheck.FINISH', { id }, { details: { checked: progress.checked, faulty: progress.faulty, upTo } });
    return more;
  });
}
