import type { Condition } from '../kernel/conditions.ts';
import type { Context } from '../kernel/context.ts';
import { create } from '../kernel/editing.ts';
import { refuse } from '../kernel/errors.ts';
import { Provider } from '../people/provider/entity.ts';
import { later } from './announcing.ts';
import { Call, Extension, type ExtensionInput } from './entity.ts';
import { wholeSecond } from './service.ts';

/**
 * Lets one applicant file later, and says why.
 *
 * While the call is sealed it stays sealed until this applicant can no longer file either; once it is open to read,
 * only the submission that comes in late is sealed for that time.
 */
export async function grantExtension(ctx: Context, input: ExtensionInput): Promise<Extension> {
  const call = await ctx.need(Call, input.callId);
  await ctx.need(Provider, input.providerId);
  if (!['OPEN', 'CLOSED'].includes(call.state) || call.historical)
    throw refuse('ILLEGAL_STATE', 'CALL_TAKES_NO_EXTENSION', { state: call.state });
  const until = wholeSecond(input.until);
  if (until <= later(call.closesAt, await ctx.now())) throw refuse('BAD_USER_INPUT', 'EXTENSION_TOO_EARLY');
  const made = await create(ctx, Extension, { ...input, until, grantedBy: ctx.actor.name });
  await ctx.query(
    `update call set unseals_at = $2, version = version + 1 where id = $1 and unseals_at < $2 and unseals_at > (select domain_now())`,
    [call.id, until],
  );
  ctx.forget();
  return made;
}

/** The latest extension that a provider has in a call, `own`. */
export const latestExtension = (providerId: string): Condition => ({
  sql: '(select max(e.until) from inside.extension e where e.call_id = own.id and e.provider_id = :provider)',
  parameters: { provider: providerId },
});
