import { addWorkingDays } from '../../calendar/service.ts';
import { Call } from '../../calls/entity.ts';
import { advance, type Cargo, seen, shift } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { create } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { fieldsOf } from '../../kernel/fields.ts';
import { fetchRows } from '../../kernel/rows.ts';
import { placeOf } from './completeness.ts';
import { Correction, type CorrectionInput, ProviderSnapshot, SolutionSnapshot, Submission } from './entity.ts';
import { fileAgain, fileSubmission, needOpen } from './filing.ts';
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
  if (mayPress && action === 'WITHDRAW' && subject.state === 'SUBMITTED') await needBeforeDeadline(ctx, subject);
  const keepsReason = ['REFUSE', 'WITHDRAW', 'TAKE_OUT'].includes(action);
  return advance(ctx, Submission, submissionLifecycle, id, action, { note, ...(keepsReason && note && { set: { reason: note } }) });
}

/** What has been filed is the applicant's to withdraw until the deadline; afterwards the bureau takes it out, and says why. */
async function needBeforeDeadline(ctx: Context, { callId, providerId }: Submission): Promise<void> {
  const refusal = await needOpen(ctx, callId, providerId).then(
    () => undefined,
    error => error,
  );
  if (refusal) throw refuse('DEADLINE_PASSED', 'WITHDRAWAL_BY_STAFF');
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
  const asked = [...call.form.fields, ...call.form.files, ...call.form.eligibility].map(({ key }) => placeOf(call.form, key));
  const ofForm = (field: string) => /^(answers|papers)\./.test(field) && asked.includes(field);
  const wrong = fields.find(field => !ofForm(field) && (!flaggable.has(field) || fixed.includes(field.split('.')[1]!)));
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
