import { addWorkingDays } from '../../calendar/service.ts';
import { Call } from '../../calls/entity.ts';
import { advance, type Cargo, seen, shift } from '../../kernel/advance.ts';
import { contentHash } from '../../kernel/canonical.ts';
import type { Context } from '../../kernel/context.ts';
import { create, insert } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { fieldsOf } from '../../kernel/fields.ts';
import { fetchRows } from '../../kernel/rows.ts';
import { snapshotOf } from '../../kernel/snapshot.ts';
import type { Provider } from '../../people/provider/entity.ts';
import type { Solution } from '../solution/entity.ts';
import { Correction, type CorrectionInput, ProviderSnapshot, SolutionSnapshot, Submission } from './entity.ts';
import { fileAgain, filed, fileSubmission } from './filing.ts';
import { submissionLifecycle } from './lifecycle.ts';

/** Presses a button of a submission: filing freezes what is filed, the others are plain moves that keep their reason. */
export async function advanceSubmission(ctx: Context, id: string, action: string, note?: string): Promise<Submission> {
  const subject = await seen(ctx, Submission, id);
  const mayPress = submissionLifecycle.moves[action as 'SUBMIT']?.by?.includes(ctx.actor.role);
  if (mayPress && action === 'SUBMIT' && subject.state === 'DRAFT') return fileSubmission(ctx, subject);
  if (mayPress && action === 'RESUBMIT' && subject.state === 'RETURNED') return fileAgain(ctx, subject, note);
  // Too late is not wrong: who comes after the due date is told that, not that the state is another.
  if (mayPress && action === 'RESUBMIT' && subject.correctionDueAt && subject.correctionDueAt <= (await ctx.now()))
    throw refuse('DEADLINE_PASSED', 'CORRECTION_OVERDUE', { dueAt: subject.correctionDueAt });
  const keepsReason = action === 'REFUSE' || action === 'WITHDRAW';
  return advance(ctx, Submission, submissionLifecycle, id, action, { note, ...(keepsReason && note && { set: { reason: note } }) });
}

const flaggable = new Set([
  ...[...fieldsOf(SolutionSnapshot).keys()].map(key => `solution.${key}`),
  ...[...fieldsOf(ProviderSnapshot).keys()].map(key => `provider.${key}`),
]);
const fixed = ['id', 'version', 'createdAt', 'providerId', 'uscc', 'retired'];

/** Returns a submission for correction: the named fields are open again until the end of so many working days. */
export async function returnForCorrection(ctx: Context, { submissionId, fields, reason }: CorrectionInput): Promise<Correction> {
  const submission = await seen(ctx, Submission, submissionId);
  const call = await ctx.need(Call, submission.callId);
  const wrong = fields.find(field => !flaggable.has(field) || fixed.includes(field.split('.')[1]!));
  if (wrong || fields.length === 0) throw refuse('BAD_USER_INPUT', 'FIELD_NOT_FLAGGABLE', { field: wrong ?? '' });
  const flaggedFields = [...new Set(fields)];
  const dueAt = endOf(await addWorkingDays(ctx, await ctx.today(), call.correctionDays));
  await advance(ctx, Submission, submissionLifecycle, submission.id, 'RETURN', {
    note: reason,
    details: { fields: flaggedFields, dueAt: dueAt.toISOString() },
    set: { flaggedFields, correctionDueAt: dueAt, reason },
  });
  return create(ctx, Correction, { submissionId, providerId: submission.providerId, fields: flaggedFields, reason, dueAt });
}

/** The first instant after a day in Shanghai, which has had no summer time since 1991. */
const endOf = (day: string) => new Date(Date.parse(`${day}T00:00:00+08:00`) + 86_400_000);

/** The submission with this id in the state it is in now, whoever may see it: for features that act on it. */
export async function submissionOf(ctx: Context, id: string): Promise<Submission> {
  const [found] = await fetchRows(ctx.db.getRepository(Submission).createQueryBuilder('it').where('it.id = :id', { id }));
  if (!found) throw refuse('NOT_FOUND');
  return found;
}

/**
 * Makes a move that another act entails: a decision is released, a notice begins, an objection is filed, a list is published.
 * Asks no permission: the act has. ILLEGAL_STATE when the submission stands elsewhere. A `note` is kept as its reason.
 */
export async function shiftSubmission(
  ctx: Context,
  id: string,
  action: 'SELECT' | 'NOT_SELECT' | 'NOTICE' | 'HOLD' | 'RELEASE' | 'UPHOLD' | 'LIST',
  { note, set, ...cargo }: Cargo = {},
): Promise<Submission> {
  const subject = await submissionOf(ctx, id);
  return shift(ctx, Submission, submissionLifecycle, subject, action, { ...cargo, note, set: { ...set, ...(note && { reason: note }) } });
}

/**
 * Writes down a submission of a past call as it is known: admitted, with its old number. Deadlines, caps and required
 * fields do not apply. Its facts say that it is historical; when it was filed is not known and stays empty.
 */
export async function recordPastSubmission(
  ctx: Context,
  call: Call,
  number: string,
  solution: Solution,
  provider: Provider,
): Promise<Submission> {
  if (!call.historical) throw refuse('ILLEGAL_STATE', 'CALL_NOT_HISTORICAL');
  const snapshot = { solution: snapshotOf(SolutionSnapshot, solution), provider: snapshotOf(ProviderSnapshot, provider), files: [] };
  const { callId, solutionId, providerId } = { callId: call.id, solutionId: solution.id, providerId: provider.id };
  const draft = await insert(ctx, Submission, { callId, solutionId, providerId, ...filed(snapshot) });
  const details = { historical: true };
  await shift(ctx, Submission, submissionLifecycle, draft, 'SUBMIT', {
    details,
    set: { number, snapshot, contentHash: contentHash(snapshot), unsealsAt: call.unsealsAt },
  });
  await ctx.query(`update call set last_number = greatest(last_number, coalesce(substring($2 from '(\\d{1,9})$')::int, 0)) where id = $1`, [
    call.id,
    number,
  ]);
  await ctx.query('update solution set unseals_at = coalesce(unseals_at, $2) where id = $1', [solution.id, call.unsealsAt]);
  return shift(ctx, Submission, submissionLifecycle, draft, 'ADMIT', { details });
}
