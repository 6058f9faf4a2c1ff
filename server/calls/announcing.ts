import { seen } from '../kernel/advance.ts';
import type { Context } from '../kernel/context.ts';
import { amend } from '../kernel/editing.ts';
import { refuse } from '../kernel/errors.ts';
import { allowed, covers } from '../kernel/policy.ts';
import { Call } from './entity.ts';
import { type CallFault, faultsOf } from './faults.ts';

export const later = (a: Date, b: Date): Date => (a > b ? a : b);

/** Refuses a call that cannot be held as it is, with all that is wrong with it. */
export function refuseFaults(call: Call, now: Date): void {
  const faults = faultsOf(call, now).filter(({ blocks }) => blocks);
  const first = faults[0];
  if (first?.code === 'WINDOW_PAST' && faults.length === 1) throw refuse('BAD_USER_INPUT', 'CALL_WINDOW_PAST');
  if (first) throw refuse('BAD_USER_INPUT', 'CALL_INCOMPLETE', { count: faults.length, faults: faults.map(({ blocks: _, ...it }) => it) });
}

/** Everything that is wrong with a call, and what is worth a second look. */
export async function callFaults(ctx: Context, id: string): Promise<CallFault[]> {
  const call = await ctx.need(Call, id);
  const days = await ctx.query<{ day: string; field: string }>(
    `select d.field, d.at from (values ('opensAt', $1::timestamptz), ('closesAt', $2::timestamptz)) as d (field, at)
     join working_day w on w.day = shanghai_day(d.at) where not w.working`,
    [call.opensAt, call.closesAt],
  );
  const free = days.map(
    ({ field }): CallFault => ({ part: 'WINDOW', code: 'NOT_A_WORKING_DAY', item: field, detail: null, blocks: false }),
  );
  return [...faultsOf(call, call.announcedFor ? new Date(0) : await ctx.now()), ...free];
}

/** Announces a draft: from now on the clock opens it at `opensAt`, or at once when that has passed, and closes it. */
export async function announceCall(ctx: Context, id: string, version: number): Promise<Call> {
  const call = await seen(ctx, Call, id);
  if (!covers(allowed(ctx.actor, 'update', 'Call'), call)) throw refuse('FORBIDDEN');
  if (call.state !== 'DRAFT' || call.announcedFor) throw refuse('ILLEGAL_STATE', 'CALL_ANNOUNCED');
  const now = await ctx.now();
  refuseFaults(call, now);
  await amend(ctx, Call, call, version, { announcedFor: later(call.opensAt, now) }, undefined, 'ANNOUNCE');
  return ctx.need(Call, id);
}
