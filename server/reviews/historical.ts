import type { Call } from '../calls/entity.ts';
import { freezeRubric } from '../calls/service.ts';
import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/errors.ts';
import { newId } from '../kernel/fields.ts';
import { clashesOf } from './conflict/clashes.ts';
import type { Mark } from './review/entity.ts';
import { byCriterion, checkSheet } from './review/marks.ts';
import { totalShown } from './scoring.ts';

/** The marks of one expert for one submission, from the papers of a past call. */
export interface HistoricalScore {
  submissionId: string;
  expertId: string;
  marks: Mark[];
}

/** The rows of historical scores that cannot be, by their place: an expert with an interest never marks, past or not. */
export async function conflictedScores(ctx: Context, scores: readonly HistoricalScore[]): Promise<number[]> {
  const ids = (key: 'submissionId' | 'expertId') => [...new Set(scores.map(score => score[key]))];
  const apart = new Set(
    (await clashesOf(ctx, ids('submissionId'), ids('expertId'))).map(clash => `${clash.expertId} ${clash.submissionId}`),
  );
  return scores.flatMap(({ expertId, submissionId }, at) => (apart.has(`${expertId} ${submissionId}`) ? [at] : []));
}

/**
 * Records the marks of a past call as submitted reviews; they bear the id of the import's fact. Caps, fields and deadlines do
 * not apply; the rubric and conflicts do, and one fault refuses all. What is there already stays; answers with how many are
 * new. A handful of statements, however many rows.
 */
export async function recordHistoricalScores(
  ctx: Context,
  call: Pick<Call, 'id' | 'rubric' | 'rubricVersion'>,
  scores: readonly HistoricalScore[],
  importFactId: string,
): Promise<number> {
  const conflicted = await conflictedScores(ctx, scores);
  if (conflicted.length) throw refuse('CONFLICT_OF_INTEREST', undefined, { rows: conflicted.slice(0, 100) });
  await freezeRubric(ctx, call.id);
  for (const { marks } of scores) checkSheet(call.rubric, { marks }, { whole: true });
  const made = scores.map(({ submissionId, expertId, marks }) => ({
    id: newId(),
    submission_id: submissionId,
    expert_id: expertId,
    marks,
    total: totalShown(call.rubric.criteria, byCriterion(marks)),
  }));
  const added = await ctx.query<{ id: string }>(
    `insert into review (id, number, submission_id, expert_id, call_id, rubric_version, marks, total, fact_ids, state, submitted_at)
     select made.id, coalesce(right(s.number, 10), ''), made.submission_id, made.expert_id, $2, $4, made.marks, made.total, array[$3::uuid], 'SUBMITTED', (select domain_now())
     from jsonb_to_recordset($1) as made (id uuid, submission_id uuid, expert_id uuid, marks jsonb, total numeric)
     join submission s on s.id = made.submission_id and s.call_id = $2
     on conflict do nothing returning id`,
    [JSON.stringify(made), call.id, importFactId, call.rubricVersion],
  );
  return added.length;
}
