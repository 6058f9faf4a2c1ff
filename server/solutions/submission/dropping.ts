import { In } from 'typeorm';
import { shiftAll } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { Submission } from './entity.ts';
import { submissionLifecycle } from './lifecycle.ts';

/** Ends what was filed in a call that is cancelled: nobody is left waiting for a check that never comes. Told twice, it does nothing. */
export async function dropOfCall(ctx: Context, callId: string, note: string | null | undefined): Promise<void> {
  const { from } = submissionLifecycle.moves.DROP;
  const open = await ctx.db.find(Submission, { where: { callId, state: In([...from]) }, select: { id: true } });
  await shiftAll(
    ctx,
    Submission,
    submissionLifecycle,
    open.map(({ id }) => id),
    'DROP',
    { note },
  );
}
