import type { Context } from '../../kernel/context.ts';
import { create } from '../../kernel/editing.ts';
import { Submission } from '../../solutions/submission/entity.ts';
import { InternalNote, type InternalNoteInput } from './entity.ts';

/** Notes something of a submission that the author may read. */
export async function createNote(ctx: Context, { submissionId, text }: InternalNoteInput): Promise<InternalNote> {
  await ctx.need(Submission, submissionId);
  return create(ctx, InternalNote, { submissionId, text, authorName: ctx.actor.name });
}
