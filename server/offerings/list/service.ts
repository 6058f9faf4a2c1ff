import { Call } from '../../calls/entity.ts';
import type { Context } from '../../kernel/context.ts';
import { create } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { ListProposal, type ListProposalInput } from './entity.ts';

/** The first signature under a list: an officer proposes, a second person publishes. */
export async function proposeList(ctx: Context, input: ListProposalInput): Promise<ListProposal> {
  if (input.validTo < input.validFrom || input.validTo < (await ctx.today())) throw refuse('BAD_USER_INPUT', 'VALIDITY_INVALID');
  await ctx.need(Call, input.callId);
  return create(ctx, ListProposal, { ...input, proposedById: ctx.actor.id, proposedBy: ctx.actor.name });
}
