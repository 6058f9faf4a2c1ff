import type { Rubric } from '../../calls/rubric.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';

const before = ['DRAFT', 'OPEN', 'CLOSED'];

/** Refuses unless a call is being reviewed, and keeps it so until the transaction ends. Answers with its rubric. */
export async function duringReview(ctx: Context, callId: string, lock: 'share' | 'update' = 'share'): Promise<Rubric> {
  // Who marks may not write a call, and to lock is to write.
  const [call] = await ctx.asSystem(clock =>
    clock.query<{ state: string; rubric: Rubric }>(`select state, rubric from call where id = $1 for ${lock}`, [callId]),
  );
  if (!call) throw refuse('NOT_FOUND');
  if (call.state === 'REVIEWING') return call.rubric;
  throw before.includes(call.state) ? refuse('ILLEGAL_STATE', 'REVIEWING_NOT_BEGUN') : refuse('DEADLINE_PASSED', 'REVIEWING_OVER');
}

/** As `duringReview`, for one submission: it must still be undecided. */
export async function underReview(ctx: Context, callId: string, submissionId: string): Promise<Rubric> {
  const rubric = await duringReview(ctx, callId);
  const [submission] = await ctx.asSystem(clock =>
    clock.query<{ state: string }>('select state from submission where id = $1 for share', [submissionId]),
  );
  if (submission?.state !== 'ADMITTED') throw refuse('DEADLINE_PASSED', 'REVIEWING_OVER');
  return rubric;
}

/** The version of the rubric in force. Whoever asks holds the call by `duringReview`, so it stays this one. */
export async function rubricVersionOf(ctx: Context, callId: string): Promise<number> {
  const [call] = await ctx.query<{ version: number }>('select rubric_version as version from inside.call where id = $1', [callId]);
  return call!.version;
}

/**
 * Reviews of a call that are not in yet: also those that were given by an older version of its rubric and have not been given
 * anew, unless its expert may not any more. Those of a submission that has left do not count.
 */
const openReviews = `from inside.review r join inside.submission s on s.id = r.submission_id
  where r.call_id = c.id and s.state = 'ADMITTED' and (r.state in ('ASSIGNED', 'ACCEPTED')
    or (r.state = 'SUBMITTED' and not r.barred and r.rubric_version <> c.rubric_version
      and not exists (select from inside.review later where later.replaces_id = r.id)))`;
const over = `c.state in ('NOTICE', 'CONCLUDED')`;

/** The same as SQL, of a call that stands under this name in the statement. */
export const openOf = (call: string): string =>
  `(case when ${over.replace('c.', `${call}.`)} then 0 else (select count(*)::int ${openReviews.replaceAll(/\bc\./g, `${call}.`)}) end)`;

/** How many reviews of a call are still open; 0 when its marks are in. */
export async function openReviewsOf(ctx: Context, callId: string): Promise<number> {
  const [row] = await ctx.loader<{ id: string; open: number }>(
    'Review.open',
    ids =>
      ctx.query(
        `select c.id, case when ${over} then 0 else (select count(*)::int ${openReviews}) end as open from call c where c.id = any($1)`,
        [ids],
      ),
    'id',
    callId,
  );
  return row?.open ?? 0;
}

/** Whether none of the call of a review, `own`, is open any more. */
export const allIn = `(select ${over} or not exists (select ${openReviews}) from inside.call c where c.id = own.callId)`;
