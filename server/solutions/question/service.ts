import { Call } from '../../calls/entity.ts';
import { advance } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { create } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { needOpen } from '../submission/filing.ts';
import { Question, type QuestionInput } from './entity.ts';
import { questionLifecycle } from './lifecycle.ts';

/** Asks about a call, as long as one may file. */
export async function askQuestion(ctx: Context, { callId, text }: QuestionInput): Promise<Question> {
  const { providerId } = ctx.actor;
  if (!providerId) throw refuse('FORBIDDEN');
  const call = await ctx.need(Call, callId);
  await needOpen(ctx, call.id, providerId);
  return create(ctx, Question, { callId, text, providerId });
}

/** Answers a question, for everybody, or says to who asked why it is not answered. */
export async function advanceQuestion(ctx: Context, id: string, action: string, note?: string): Promise<Question> {
  const said = action === 'ANSWER' ? { answer: note } : { reason: note };
  return advance(ctx, Question, questionLifecycle, id, action, { note, set: { ...said, answeredAt: await ctx.now() } });
}
