import { freezeRubric } from '../../calls/service.ts';
import { advance, seen } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { insert } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { newId } from '../../kernel/fields.ts';
import { record } from '../../kernel/journal.ts';
import { refuseConflict } from '../conflict/clashes.ts';
import { Conflict } from '../conflict/entity.ts';
import { ReviewPaper } from '../paper/entity.ts';
import { totalShown } from '../scoring.ts';
import { Review } from './entity.ts';
import { reviewLifecycle } from './lifecycle.ts';
import { byCriterion, checkSheet, type Sheet, written } from './marks.ts';
import { rubricVersionOf, underReview } from './phase.ts';

/** What must hold before an expert may mark: the review is the own one, nothing ties the two, and the call is being reviewed. */
async function mayMark(ctx: Context, id: string, state: string) {
  await refuseBarred(ctx, id);
  const review = await seen(ctx, Review, id);
  await refuseConflict(ctx, review.submissionId, review.expertId);
  await freezeRubric(ctx, review.callId);
  const rubric = await underReview(ctx, review.callId, review.submissionId);
  if (review.state !== state) throw refuse('ILLEGAL_STATE', undefined, { state: review.state });
  return { review, rubric };
}

/** Who had a review until a conflict came up reads it no more, and is told why it cannot be marked. */
async function refuseBarred(ctx: Context, id: string): Promise<void> {
  const [barred] = await ctx.query('select from inside.review where id = $1 and expert_id = $2 and barred', [
    id,
    ctx.actor.expertId ?? null,
  ]);
  if (barred) throw refuse('CONFLICT_OF_INTEREST');
}

/** Keeps marks that are not yet submitted. Criteria may be missing. The fact says that it was done, and nothing of the marks. */
export async function saveMarks(ctx: Context, id: string, version: number, sheet: Sheet): Promise<Review> {
  const { review, rubric } = await mayMark(ctx, id, 'ACCEPTED');
  checkSheet(rubric, sheet, { whole: false });
  const { affected } = await ctx.db
    .createQueryBuilder()
    .update(Review)
    .set({ ...written(sheet), version: () => 'version + 1' } as never)
    .where(`id = :id and version = :version and state = 'ACCEPTED'`, { id, version })
    .execute();
  if (!affected) throw refuse('VERSION_CONFLICT', undefined, { version: review.version });
  await record(ctx, 'Review.SAVE', review);
  return ctx.need(Review, id);
}

/** Submits marks for good. From now on the database itself refuses any change of them. */
export async function submitReview(ctx: Context, id: string, sheet: Sheet): Promise<Review> {
  const { review, rubric } = await mayMark(ctx, id, 'ACCEPTED');
  checkSheet(rubric, sheet, { whole: true });
  const set = {
    ...written(sheet),
    rubricVersion: await rubricVersionOf(ctx, review.callId),
    total: totalShown(rubric.criteria, byCriterion(sheet.marks)),
    submittedAt: await ctx.now(),
  };
  await advance(ctx, Review, reviewLifecycle, id, 'SUBMIT', { set });
  return ctx.need(Review, id);
}

/** Replaces a submitted review by a new one that names it; the old one stays as it is. */
export async function correctReview(ctx: Context, id: string, sheet: Sheet, reason: string): Promise<Review> {
  const { review, rubric } = await mayMark(ctx, id, 'SUBMITTED');
  checkSheet(rubric, sheet, { whole: true });
  const { number, paperId, submissionId, expertId, callId, dueOn } = review;
  const made = ctx.db.create(Review, {
    ...{ id: newId(), number, paperId, submissionId, expertId, callId, dueOn, replacesId: id, state: 'SUBMITTED' },
    ...{ ...written(sheet), rubricVersion: await rubricVersionOf(ctx, callId) },
    ...{ total: totalShown(rubric.criteria, byCriterion(sheet.marks)), submittedAt: await ctx.now() },
  });
  await ctx.db.insert(Review, made as never);
  await record(ctx, 'Review.CORRECT', made, { note: reason, details: { replaces: id } });
  return ctx.need(Review, made.id);
}

/** An officer shows the expert whose submission it is, before a visit to the plant for instance. The fact says who did, and why. */
export async function revealReview(ctx: Context, id: string, note: string): Promise<Review> {
  if (!note.trim()) throw refuse('BAD_USER_INPUT', 'NOTE_REQUIRED');
  const review = await seen(ctx, Review, id);
  if (review.state !== 'ACCEPTED' || review.barred) throw refuse('ILLEGAL_STATE', undefined, { state: review.state });
  await ctx.query(`update review set revealed_at = (select domain_now()) where id = $1 and state = 'ACCEPTED'`, [id]);
  await record(ctx, 'Review.REVEAL', review, { note });
  return ctx.need(Review, id);
}

/**
 * Presses a button of a review. Who recuses declares a conflict with the provider, without being told who it is; the paper
 * of a review that has ended without marks is no longer to be read.
 */
export async function advanceReview(ctx: Context, id: string, action: string, note?: string): Promise<Review> {
  if (action === 'ACCEPT') await refuseBarred(ctx, id);
  const review = await seen(ctx, Review, id);
  if (action === 'ACCEPT' && ctx.actor.role === 'EXPERT') {
    await refuseConflict(ctx, review.submissionId, review.expertId);
    await underReview(ctx, review.callId, review.submissionId);
  }
  const moved = await advance(ctx, Review, reviewLifecycle, id, action, { note });
  if (moved.state !== 'ACCEPTED' && moved.paperId) await ctx.db.update(ReviewPaper, { id: moved.paperId }, { returned: true });
  if (action === 'RECUSE') {
    const [row] = await ctx.query<{ provider_id: string }>('select provider_id from submission where id = $1', [review.submissionId]);
    const { expertId } = review;
    await insert(ctx, Conflict, { expertId, providerId: row!.provider_id, kind: 'DECLARED', basis: 'OTHER', reason: note });
  }
  return ctx.need(Review, id);
}
