import { Call } from '../calls/entity.ts';
import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/errors.ts';
import { isCleanText } from '../kernel/fields.ts';
import { record } from '../kernel/journal.ts';
import { Expert } from '../people/expert/entity.ts';
import { submissionOf } from '../solutions/submission/service.ts';
import { assign } from './assigning.ts';
import { clashesOf, keepClashes, refuseConflict } from './conflict/clashes.ts';
import { type Drawable, draw, type Plan } from './drawing.ts';
import { Review, type ReviewInput } from './review/entity.ts';
import { duringReview, underReview } from './review/phase.ts';

const live = `('ASSIGNED', 'ACCEPTED', 'SUBMITTED')`;

/** Active experts, with how many reviews of the call each has and may still get. */
async function poolOf(ctx: Context, callId: string): Promise<(Drawable & { most: number })[]> {
  return ctx.query(
    `select e.id, e.scenarios, e.most_reviews as most, count(r.id)::int as load, greatest(0, e.most_reviews - count(r.id))::int as room
     from expert e left join review r on r.expert_id = e.id and r.call_id = $1 and r.replaces_id is null and r.state in ${live}
     where e.state = 'ACTIVE' group by e.id order by e.id`,
    [callId],
  );
}

/**
 * Draws experts for every admitted submission that has fewer than `perItem`, by the lot of a seed; also for places that were
 * given back. Refused when places would stay empty. A dry run answers with the same plan and changes nothing.
 */
export async function drawExperts(
  ctx: Context,
  callId: string,
  { seed, perItem, dryRun }: { seed: string; perItem: number; dryRun: boolean },
): Promise<Plan & { loads: { expertId: string; reviews: number; most: number }[] }> {
  if (!isCleanText(seed) || seed.trim() === '' || [...seed].length > 100) throw refuse('BAD_USER_INPUT', 'SEED_INVALID');
  if (perItem < 1 || perItem > 25) throw refuse('BAD_USER_INPUT', 'PER_ITEM_INVALID');
  const call = await ctx.need(Call, callId);
  await duringReview(ctx, callId, 'update');
  const rows = await ctx.query<{ id: string; scenario: string; taken: string[]; live: number }>(
    `select s.id, s.main_scenario as scenario, coalesce(array_agg(r.expert_id) filter (where r.id is not null), '{}') as taken,
            count(r.id) filter (where r.state in ${live})::int as live
     from submission s left join review r on r.submission_id = s.id and r.replaces_id is null
     where s.call_id = $1 and s.state = 'ADMITTED' group by s.id order by s.id`,
    [callId],
  );
  const items = rows
    .filter(row => row.live < perItem)
    .map(({ id, scenario, taken, live: have }) => ({ id, scenarios: [scenario], taken, places: perItem - have }));
  const pool = await poolOf(ctx, callId);
  const clashes = await clashesOf(
    ctx,
    items.map(({ id }) => id),
  );
  const apart = new Set(clashes.map(({ expertId, submissionId }) => `${expertId} ${submissionId}`));
  const plan = draw(seed, items, pool, (expertId, itemId) => apart.has(`${expertId} ${itemId}`));
  const given = new Map<string, number>();
  for (const { expertId } of plan.assignments) given.set(expertId, (given.get(expertId) ?? 0) + 1);
  const loads = pool
    .map(({ id, load, most }) => ({ expertId: id, reviews: load + (given.get(id) ?? 0), most }))
    .filter(({ reviews }) => reviews > 0);
  if (dryRun) return { ...plan, loads };
  if (plan.short.length) {
    const places = plan.short.reduce((all, { places: missing }) => all + missing, 0);
    throw refuse('BAD_USER_INPUT', 'EXPERTS_TOO_FEW', { items: plan.short.length, places });
  }
  await keepClashes(ctx, clashes);
  await assign(
    ctx,
    callId,
    plan.assignments.map(({ itemId, expertId }) => ({ submissionId: itemId, expertId })),
    seed,
  );
  await record(ctx, 'Call.DRAW', call, { details: { seed, perItem, reviews: plan.assignments.length } });
  return { ...plan, loads };
}

/** Gives one submission to one expert by name. The field does not matter then; conflicts and the cap do. */
export async function createReview(ctx: Context, { submissionId, expertId }: ReviewInput): Promise<Review> {
  const submission = await submissionOf(ctx, submissionId);
  const { callId } = submission;
  await duringReview(ctx, callId, 'update');
  await underReview(ctx, callId, submissionId);
  const expert = await ctx.need(Expert, expertId);
  if (expert.state !== 'ACTIVE') throw refuse('ILLEGAL_STATE', 'EXPERT_RESTING');
  await refuseConflict(ctx, submissionId, expertId);
  const room = (await poolOf(ctx, callId)).find(({ id }) => id === expertId)?.room ?? 0;
  if (room === 0) throw refuse('QUOTA_EXHAUSTED', 'EXPERT_FULL', { most: expert.mostReviews });
  const [id] = await assign(ctx, callId, [{ submissionId, expertId }], expertId);
  return ctx.need(Review, id!);
}
