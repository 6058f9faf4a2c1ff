import { Decision } from '../../decisions/decision/entity.ts';
import { decisionLifecycle } from '../../decisions/decision/lifecycle.ts';
import { lockCall } from '../../decisions/decision/service.ts';
import { advance, shift } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { create } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { fetchRows } from '../../kernel/rows.ts';
import { Submission } from '../../solutions/submission/entity.ts';
import { submissionLifecycle } from '../../solutions/submission/lifecycle.ts';
import { Offering } from '../offering/entity.ts';
import { offeringLifecycle } from '../offering/lifecycle.ts';
import { Reversal, type ReversalInput } from './entity.ts';
import { reversalLifecycle } from './lifecycle.ts';

/**
 * What a reversal does to the submission, or a refusal. Who was selected is no longer, wherever the submission stands by now.
 * Who was turned down is undecided again, as long as the call is under review: a notice and a list are of those selected before.
 */
async function movedBy(
  ctx: Context,
  { submissionId, callId, outcome, state }: Decision,
): Promise<{ submission: Submission; move: string }> {
  if (state !== 'RELEASED') throw refuse('ILLEGAL_STATE', undefined, { state });
  const callState = await lockCall(ctx, callId);
  await ctx.query('select from submission where id = $1 for update', [submissionId]);
  const submission = await ctx.db.findOneByOrFail(Submission, { id: submissionId });
  const move = outcome === 'SELECTED' ? 'REVERSE' : 'REOPEN';
  if (move === 'REOPEN' && callState !== 'REVIEWING') throw refuse('ILLEGAL_STATE', 'REVERSAL_TOO_LATE');
  if (!submissionLifecycle.moves[move].from.includes(submission.state as never)) throw refuse('ILLEGAL_STATE', 'NOTHING_TO_REVERSE');
  return { submission, move };
}

/** The first of two: nothing changes yet, and the applicant learns nothing. */
export async function proposeReversal(ctx: Context, input: ReversalInput): Promise<Reversal> {
  const decision = await ctx.need(Decision, input.decisionId);
  await movedBy(ctx, decision);
  const { submissionId, callId, providerId, outcome } = decision;
  const { id: proposedById, name: proposedBy } = ctx.actor;
  return create(ctx, Reversal, { ...input, submissionId, callId, providerId, outcome, proposedById, proposedBy });
}

/** The second person's confirmation reverses decision, submission and what is in the catalogue, at one moment. Published lists stay as they are. */
export async function advanceReversal(ctx: Context, id: string, action: string, note?: string): Promise<Reversal> {
  if (action !== 'CONFIRM') return advance(ctx, Reversal, reversalLifecycle, id, action, { note });
  const { decisionId, reason } = await ctx.need(Reversal, id);
  const decision = await ctx.need(Decision, decisionId);
  const { submission, move } = await movedBy(ctx, decision);
  const reversal = await advance(ctx, Reversal, reversalLifecycle, id, action, {
    note,
    set: { confirmedById: ctx.actor.id, confirmedBy: ctx.actor.name, confirmedAt: await ctx.now() },
  });
  const details = { reversal: id };
  await shift(ctx, Decision, decisionLifecycle, decision, 'REVERSE', { note: reason, details });
  await shift(ctx, Submission, submissionLifecycle, submission, move, {
    note: reason,
    details,
    set: { reason: move === 'REVERSE' ? reason : null },
  });
  if (move === 'REVERSE') await delist(ctx, submission.id, reason, details);
  return reversal;
}

/** What came into the catalogue with it goes: no new trial begins, those that run go on under their terms. */
async function delist(ctx: Context, submissionId: string, note: string, details: Record<string, unknown>): Promise<void> {
  const offered = ctx.db.getRepository(Offering).createQueryBuilder('it').where('it.submissionId = :submissionId', { submissionId });
  for (const offering of await fetchRows(offered))
    if (offeringLifecycle.moves.DELIST.from.includes(offering.state as never))
      await shift(ctx, Offering, offeringLifecycle, offering, 'DELIST', { note, details });
}
