import { advance, seen } from '../kernel/advance.ts';
import { canonical } from '../kernel/canonical.ts';
import type { Context } from '../kernel/context.ts';
import { create, update } from '../kernel/editing.ts';
import { refuse } from '../kernel/errors.ts';
import { record } from '../kernel/journal.ts';
import { loadReference } from '../reference/loadReference.ts';
import { later, refuseFaults } from './announcing.ts';
import { Call, type CallInput, type CallPatch } from './entity.ts';
import { callLifecycle } from './lifecycle.ts';
import { checkRubric } from './rubricFaults.ts';
import { standardForm } from './standardForm.ts';

/** Deadlines are announced to the second; what is finer would be a deadline nobody has read. */
export const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000);

/** Until when what a call says may be changed. What applicants have relied on stays once filing has begun. */
const changeable: Record<keyof CallPatch, readonly string[]> = {
  code: ['DRAFT'],
  opensAt: ['DRAFT'],
  kinds: ['DRAFT'],
  form: ['DRAFT'],
  trialMinimums: ['DRAFT'],
  closesAt: ['DRAFT', 'OPEN'],
  disclosure: ['DRAFT', 'OPEN', 'CLOSED'],
  peerMarks: ['DRAFT', 'OPEN', 'CLOSED'],
  correctionDays: ['DRAFT', 'OPEN', 'CLOSED'],
  number: ['DRAFT', 'OPEN', 'CLOSED', 'REVIEWING'],
  title: ['DRAFT', 'OPEN', 'CLOSED', 'REVIEWING'],
  titleEn: ['DRAFT', 'OPEN', 'CLOSED', 'REVIEWING'],
  text: ['DRAFT', 'OPEN', 'CLOSED', 'REVIEWING'],
  textEn: ['DRAFT', 'OPEN', 'CLOSED', 'REVIEWING'],
  contact: ['DRAFT', 'OPEN', 'CLOSED', 'REVIEWING'],
  seats: ['DRAFT', 'OPEN', 'CLOSED', 'REVIEWING'],
  rubric: ['DRAFT', 'OPEN', 'CLOSED', 'REVIEWING'],
  noticeDays: ['DRAFT', 'OPEN', 'CLOSED', 'REVIEWING'],
  objectionAcceptDays: ['DRAFT', 'OPEN', 'CLOSED', 'REVIEWING'],
  objectionDays: ['DRAFT', 'OPEN', 'CLOSED', 'REVIEWING'],
};

function check({ code, rubric, seats }: CallPatch): void {
  if (code && !/^[A-Z0-9][A-Z0-9-]{1,19}$/.test(code)) throw refuse('BAD_USER_INPUT', 'CALL_CODE_INVALID');
  if (rubric) checkRubric(rubric);
  const divisions = new Set(loadReference().industries.map(industry => industry.code));
  if (seats?.some(({ min, max, division }) => min > max || (division && !divisions.has(division))))
    throw refuse('BAD_USER_INPUT', 'SEATS_INVALID');
}

/** Drafts a call. Nobody outside sees it, and it does not open, until it is announced. */
export function createCall(ctx: Context, input: CallInput): Promise<Call> {
  check(input);
  const [opensAt, closesAt] = [wholeSecond(input.opensAt), wholeSecond(input.closesAt)];
  return create(ctx, Call, { ...input, form: input.form ?? standardForm, opensAt, closesAt, unsealsAt: closesAt });
}

/** Changes what a call says, as far as applicants and experts have not relied on it yet. */
export async function updateCall(ctx: Context, id: string, version: number, input: CallPatch): Promise<Call> {
  const call = await seen(ctx, Call, id);
  check(input);
  const patch = { ...input };
  if (patch.opensAt) patch.opensAt = wholeSecond(patch.opensAt);
  if (patch.closesAt) patch.closesAt = wholeSecond(patch.closesAt);
  const changes: Partial<Call> = {};
  for (const [key, value] of Object.entries(patch) as [keyof CallPatch, never][])
    if (value !== undefined && canonical(value) !== canonical(call[key] ?? null)) changes[key] = value;
  if (call.version === version) await consent(ctx, call, changes);
  if (changes.rubric) changes.rubricVersion = call.rubricVersion + 1;
  if (changes.closesAt) changes.unsealsAt = call.state === 'DRAFT' ? changes.closesAt : later(changes.closesAt, call.unsealsAt);
  if (changes.opensAt && call.announcedFor) changes.announcedFor = later(changes.opensAt, await ctx.now());
  // Who announces answers for the whole; what has been announced stays whole.
  if (call.announcedFor && call.version === version) refuseFaults({ ...call, ...changes }, new Date(0));
  await update(ctx, Call, id, version, changes);
  return ctx.need(Call, id);
}

async function consent(ctx: Context, call: Call, changes: Partial<Call>): Promise<void> {
  const late = (Object.keys(changes) as (keyof CallPatch)[]).find(key => !changeable[key].includes(call.state));
  if (late) throw refuse('ILLEGAL_STATE', 'CALL_FIELD_FIXED', { field: late, state: call.state });
  if (changes.rubric && call.rubricFrozenAt) throw refuse('ILLEGAL_STATE', 'RUBRIC_FROZEN');
  if (changes.closesAt && call.state === 'OPEN' && changes.closesAt < call.closesAt) throw refuse('BAD_USER_INPUT', 'DEADLINE_ONLY_LATER');
  if (changes.closesAt && call.announcedFor && changes.closesAt <= (await ctx.now())) throw refuse('BAD_USER_INPUT', 'CALL_WINDOW_PAST');
}

/** Moves a call on. Review begins only when nobody can file any more. */
export async function advanceCall(ctx: Context, id: string, action: string, note?: string): Promise<Call> {
  const call = await ctx.need(Call, id);
  if (action === 'REVIEW' && call.state === 'CLOSED' && call.unsealsAt > (await ctx.now()))
    throw refuse('ILLEGAL_STATE', 'CALL_STILL_SEALED', { unsealsAt: call.unsealsAt });
  // A draft that is cancelled will never have been public: the instant at which it would have opened is taken back.
  const set = action === 'CANCEL' && call.state === 'DRAFT' ? { announcedFor: null } : {};
  return advance(ctx, Call, callLifecycle, id, action, { note, set });
}

/**
 * Freezes the rubric: to be called in the transaction that gives a mark. The first one does it, the others change nothing;
 * an officer who is just changing the rubric then meets VERSION_CONFLICT, so no mark is ever given by a rubric that changes.
 */
export async function freezeRubric(ctx: Context, callId: string): Promise<void> {
  // Who marks may not write a call.
  const [frozen] = (await ctx.asSystem(clock =>
    clock.query(
      `update call set rubric_frozen_at = (select domain_now()), version = version + 1 where id = $1 and rubric_frozen_at is null returning rubric_version`,
      [callId],
    ),
  )) as unknown as [{ rubric_version: number }[]];
  if (!frozen[0]) return;
  const call = await ctx.db.findOneByOrFail(Call, { id: callId });
  await record(ctx, 'Call.FREEZE_RUBRIC', call, { details: { rubricVersion: frozen[0].rubric_version } });
}
