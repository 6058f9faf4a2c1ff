import { Call } from '../calls/entity.ts';
import type { Context } from '../kernel/context.ts';
import { refuse } from '../kernel/errors.ts';

/** What of a past call is still open to be completed: nothing has been decided on it. */
const open = ['CLOSED', 'REVIEWING'];

/** The past call a table belongs to; refused when it is not named, not known, or no call of the past. */
export async function pastCall(ctx: Context, code: string | null | undefined): Promise<Call> {
  if (!code?.trim()) throw refuse('BAD_USER_INPUT', 'CALL_NEEDED');
  const known = await ctx.db.findOneBy(Call, { code: code.trim() });
  const call = known && (await ctx.load(Call, known.id));
  if (!call) throw refuse('NOT_FOUND', 'CALL_UNKNOWN', { code });
  if (!call.historical) throw refuse('ILLEGAL_STATE', 'CALL_NOT_HISTORICAL', { code });
  return call;
}

/** Refuses to add to a past call whose result has been decided: it would change under those who decided it. */
export function mayComplete({ state, code }: Call): void {
  if (!open.includes(state)) throw refuse('ILLEGAL_STATE', 'CALL_DECIDED', { code, state });
}
