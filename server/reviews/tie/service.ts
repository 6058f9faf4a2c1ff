import type { Context } from '../../kernel/context.ts';
import { create, update } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { checkedUscc } from '../../people/organisation.ts';
import { ExpertTie, type ExpertTieInput } from './entity.ts';

const checkDays = ({ since, until }: Partial<ExpertTie>) => {
  if (since && until && until < since) throw refuse('BAD_USER_INPUT', 'TIE_BACKWARDS');
};

/** An expert declares a tie, or an officer enters one. It counts from now on, also for what is under review. */
export async function createTie(ctx: Context, input: ExpertTieInput): Promise<ExpertTie> {
  checkDays(input);
  return create(ctx, ExpertTie, { ...input, uscc: await checkedUscc(ctx, 'uscc', input.uscc) });
}

export async function updateTie(ctx: Context, id: string, version: number, patch: Partial<ExpertTieInput>): Promise<ExpertTie> {
  checkDays({ ...(await ctx.load(ExpertTie, id)), ...patch });
  const uscc = patch.uscc && (await checkedUscc(ctx, 'uscc', patch.uscc));
  return update(ctx, ExpertTie, id, version, { ...patch, ...(uscc && { uscc }) });
}
