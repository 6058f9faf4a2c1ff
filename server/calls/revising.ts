import { seen } from '../kernel/advance.ts';
import { canonical } from '../kernel/canonical.ts';
import type { Context } from '../kernel/context.ts';
import { amend } from '../kernel/editing.ts';
import { refuse } from '../kernel/errors.ts';
import { allowed, covers } from '../kernel/policy.ts';
import { Call } from './entity.ts';
import type { Rubric } from './rubric.ts';
import { checkRubric, rubricFaults } from './rubricFaults.ts';

/**
 * Replaces a rubric by which marks have been given: a new version, with the reason in the history. Marks of the old version
 * stay as they are and count in no result; the experts mark anew.
 */
export async function reviseRubric(ctx: Context, id: string, version: number, rubric: Rubric, reason: string): Promise<Call> {
  const call = await seen(ctx, Call, id);
  if (!covers(allowed(ctx.actor, 'update', 'Call'), call)) throw refuse('FORBIDDEN');
  if (call.state !== 'REVIEWING' || call.historical || !call.rubricFrozenAt) throw refuse('ILLEGAL_STATE', 'RUBRIC_NOT_FROZEN');
  if (!reason.trim()) throw refuse('BAD_USER_INPUT', 'NOTE_REQUIRED');
  checkRubric(rubric);
  const short = rubricFaults(rubric)[0];
  if (short) throw refuse('BAD_USER_INPUT', 'RUBRIC_INVALID', { part: short.detail ?? short.code });
  if (canonical(rubric) === canonical(call.rubric)) throw refuse('BAD_USER_INPUT', 'RUBRIC_UNCHANGED');
  const changes = { rubric, rubricVersion: call.rubricVersion + 1, rubricFrozenAt: null };
  await amend(ctx, Call, call, version, changes, reason.trim(), 'REVISE_RUBRIC');
  return ctx.need(Call, id);
}
