import { seen } from '../kernel/advance.ts';
import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/errors.ts';
import { Expert } from '../people/expert/entity.ts';
import { submissionOf } from '../solutions/submission/service.ts';
import { assign } from './assigning.ts';
import { clashesOf, refuseConflict } from './conflict/clashes.ts';
import { openConsensus } from './consensus/service.ts';
import { poolOf, workOf } from './draw/gather.ts';
import { lotOf } from './draw/lots.ts';
import { fitOf } from './draw/model.ts';
import { Review, type ReviewInput } from './review/entity.ts';
import { duringReview, underReview } from './review/phase.ts';

/** The day by which the reviews of a call are due that were released last. */
async function dueOf(ctx: Context, callId: string): Promise<string | null> {
  const [row] = await ctx.query<{ due: string | null }>(
    `select due_on::text as due from expert_draw where call_id = $1 and state = 'RELEASED' order by id desc limit 1`,
    [callId],
  );
  return row?.due ?? null;
}

/** Gives one submission to one expert by name. The field does not matter then; conflicts and the cap do. */
export async function createReview(ctx: Context, { submissionId, expertId }: ReviewInput, dueOn?: string | null): Promise<Review> {
  const submission = await submissionOf(ctx, submissionId);
  const { callId } = submission;
  await duringReview(ctx, callId, 'update');
  await underReview(ctx, callId, submissionId);
  const expert = await ctx.need(Expert, expertId);
  if (expert.state !== 'ACTIVE') throw refuse('ILLEGAL_STATE', 'EXPERT_RESTING');
  await refuseConflict(ctx, submissionId, expertId);
  const seat = (await poolOf(ctx, callId)).find(({ id }) => id === expertId);
  if (!seat || seat.load >= seat.most) throw refuse('QUOTA_EXHAUSTED', 'EXPERT_FULL', { most: expert.mostReviews });
  const due = dueOn === undefined ? await dueOf(ctx, callId) : dueOn;
  const [id] = await assign(ctx, callId, [{ submissionId, expertId }], { seed: expertId, dueOn: due });
  await openConsensus(ctx, callId, []);
  return ctx.need(Review, id!);
}

export interface Substitute {
  expertId: string;
  /** How well the expert knows the field, 1 to 4. */
  fit: number;
  load: number;
  most: number;
}

/**
 * Who can take the place of an expert who has given a review back, the next one first: the least loaded, so those who were
 * not needed yet, and among equals in the order of the last draw. Nobody in conflict or at the cap, and nobody of an employer
 * that has it already, unless there is no other.
 */
export async function substitutesFor(ctx: Context, reviewId: string): Promise<Substitute[]> {
  const { submissionId, callId, state } = await seen(ctx, Review, reviewId);
  if (!['DECLINED', 'RECUSED'].includes(state)) return [];
  const [work] = await workOf(ctx, callId, 0, submissionId);
  if (!work) return [];
  const [last] = await ctx.query<{ seed: string }>(
    `select seed from expert_draw where call_id = $1 and state = 'RELEASED' order by id desc limit 1`,
    [callId],
  );
  const pool = await poolOf(ctx, callId);
  const apart = new Set((await clashesOf(ctx, [submissionId])).map(({ expertId }) => expertId));
  const open = pool.filter(
    expert => fitOf(work, expert) > 0 && !work.taken.includes(expert.id) && expert.load < expert.most && !apart.has(expert.id),
  );
  const others = open.filter(({ employer }) => !work.employers.includes(employer));
  const place = ({ load, number }: { load: number; number: string }) =>
    `${String(load).padStart(6, '0')} ${lotOf(last?.seed ?? callId, number)}`;
  return (others.length ? others : open)
    .sort((a, b) => (place(a) < place(b) ? -1 : 1))
    .slice(0, 10)
    .map(expert => ({ expertId: expert.id, fit: fitOf(work, expert), load: expert.load, most: expert.most }));
}

/** Puts the next one, or whoever is named, in the place of an expert who has given a review back. */
export async function substituteReview(ctx: Context, id: string, expertId?: string | null): Promise<Review> {
  const { submissionId, callId, dueOn, state } = await seen(ctx, Review, id);
  if (!['DECLINED', 'RECUSED'].includes(state)) throw refuse('ILLEGAL_STATE', undefined, { state });
  await duringReview(ctx, callId, 'update');
  if ((await seen(ctx, Review, id)).substituteId) throw refuse('ILLEGAL_STATE', 'SUBSTITUTED_ALREADY');
  const next = expertId ?? (await substitutesFor(ctx, id))[0]?.expertId;
  if (!next) throw refuse('ILLEGAL_STATE', 'SUBSTITUTE_NONE');
  const made = await createReview(ctx, { submissionId, expertId: next }, dueOn ?? null);
  await ctx.query('update review set substitute_id = $2 where id = $1', [id, made.id]);
  return made;
}
