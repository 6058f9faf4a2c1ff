import { advance, seen } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { newId } from '../../kernel/fields.ts';
import { record } from '../../kernel/journal.ts';
import { refuseConflict } from '../conflict/clashes.ts';
import { byCriterion, checkSheet, type Sheet, written } from '../review/marks.ts';
import { underReview } from '../review/phase.ts';
import { totalShown } from '../scoring.ts';
import { ConsensusSheet } from './entity.ts';
import { consensusLifecycle } from './lifecycle.ts';

/** Opens a sheet for each submission of a call that asks for consensus; its chair is the expert who was drawn first. */
export async function openConsensus(ctx: Context, callId: string, order: readonly string[]): Promise<void> {
  const rows = await ctx.query<{ submission_id: string; number: string; experts: { id: string; number: string }[] }>(
    `select r.submission_id, min(r.number) as number, jsonb_agg(jsonb_build_object('id', e.id, 'number', e.number) order by e.number) as experts
     from review r join expert e on e.id = r.expert_id join call c on c.id = r.call_id
     where r.call_id = $1 and r.state in ('ASSIGNED', 'ACCEPTED', 'SUBMITTED') and coalesce((c.rubric ->> 'consensus')::boolean, false)
       and not exists (select from consensus_sheet o where o.submission_id = r.submission_id)
     group by r.submission_id order by 2`,
    [callId],
  );
  const place = new Map(order.map((number, at) => [number, at]));
  const rank = (number: string) => place.get(number) ?? order.length;
  for (const { submission_id: submissionId, number, experts } of rows) {
    const [chair] = [...experts].sort((a, b) => rank(a.number) - rank(b.number));
    const made = ctx.db.create(ConsensusSheet, { id: newId(), number, callId, submissionId, chairId: chair!.id });
    await ctx.db.insert(ConsensusSheet, made as never);
    await record(ctx, 'ConsensusSheet.CREATE', made, { changes: [{ field: 'chairId', after: chair!.id }] });
  }
}

/** An officer has another of the experts write down what was agreed: the first one has left, or has an interest. */
export async function appointChair(ctx: Context, id: string, expertId: string): Promise<ConsensusSheet> {
  const sheet = await seen(ctx, ConsensusSheet, id);
  if (sheet.state !== 'OPEN') throw refuse('ILLEGAL_STATE', undefined, { state: sheet.state });
  const [own] = await ctx.query(
    `select from review where submission_id = $1 and expert_id = $2 and state in ('ASSIGNED', 'ACCEPTED', 'SUBMITTED')`,
    [sheet.submissionId, expertId],
  );
  if (!own) throw refuse('BAD_USER_INPUT', 'CHAIR_NOT_OF_PANEL');
  await refuseConflict(ctx, sheet.submissionId, expertId);
  await ctx.query('update consensus_sheet set chair_id = $2, barred = false, version = version + 1 where id = $1', [id, expertId]);
  await record(ctx, 'ConsensusSheet.APPOINT', sheet, { changes: [{ field: 'chairId', before: sheet.chairId, after: expertId }] });
  return ctx.need(ConsensusSheet, id);
}

/** What must hold before a chair may write: nobody marks any more, the call is being reviewed, and nothing ties the two. */
async function mayWrite(ctx: Context, id: string) {
  const sheet = await seen(ctx, ConsensusSheet, id);
  await refuseConflict(ctx, sheet.submissionId, sheet.chairId);
  const rubric = await underReview(ctx, sheet.callId, sheet.submissionId);
  const [{ open } = { open: 0 }] = await ctx.query<{ open: number }>(
    `select count(*)::int as open from inside.review where submission_id = $1 and state in ('ASSIGNED', 'ACCEPTED')`,
    [sheet.submissionId],
  );
  if (open > 0) throw refuse('ILLEGAL_STATE', 'MARKS_NOT_IN', { open });
  if (sheet.state !== 'OPEN') throw refuse('ILLEGAL_STATE', undefined, { state: sheet.state });
  return { sheet, rubric };
}

export async function saveConsensus(ctx: Context, id: string, version: number, marks: Sheet): Promise<ConsensusSheet> {
  const { sheet, rubric } = await mayWrite(ctx, id);
  checkSheet(rubric, marks, { whole: false });
  const { affected } = await ctx.db
    .createQueryBuilder()
    .update(ConsensusSheet)
    .set({ ...written(marks), version: () => 'version + 1' } as never)
    .where(`id = :id and version = :version and state = 'OPEN'`, { id, version })
    .execute();
  if (!affected) throw refuse('VERSION_CONFLICT', undefined, { version: sheet.version });
  await record(ctx, 'ConsensusSheet.SAVE', sheet);
  return ctx.need(ConsensusSheet, id);
}

/** Settles it for good: from now on these marks are the result of the submission. */
export async function settleConsensus(ctx: Context, id: string, marks: Sheet): Promise<ConsensusSheet> {
  const { rubric } = await mayWrite(ctx, id);
  checkSheet(rubric, marks, { whole: true });
  const total = totalShown(rubric.criteria, byCriterion(marks.marks));
  await advance(ctx, ConsensusSheet, consensusLifecycle, id, 'SETTLE', { set: { ...written(marks), total, settledAt: await ctx.now() } });
  return ctx.need(ConsensusSheet, id);
}
