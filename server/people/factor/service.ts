import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { record } from '../../kernel/journal.ts';
import { isSamePerson } from '../../kernel/policy.ts';
import { seal, unseal } from '../../kernel/sealing.ts';
import { endSessions, renewSession } from '../session/session.ts';
import { failed, reserveOwn } from '../session/signIn.ts';
import { release } from '../session/throttle.ts';
import { User } from '../user/entity.ts';
import { Factor } from './entity.ts';
import { instant, makeRecoveryCodes } from './proof.ts';
import { newSecret, stepOf, uriOf } from './totp.ts';

const me = (ctx: Context): Promise<User> => ctx.db.findOneByOrFail(User, { id: ctx.actor.id });

/** Makes a secret for the telephone of whoever asks; shown once. What is in force stays so until a code of the new one is right. */
export async function enrolFactor(ctx: Context): Promise<{ secret: string; uri: string }> {
  const user = await me(ctx);
  const secret = newSecret();
  ctx.request.secret = true;
  await ctx.query('insert into factor (user_id, pending) values ($1, $2) on conflict (user_id) do update set pending = excluded.pending', [
    user.id,
    seal(secret, user.id),
  ]);
  return { secret, uri: uriOf(secret, user.login) };
}

/** Puts the new secret in force with its first code; answers with recovery codes, this once. Other sessions end. Wrong codes count as failed sign-ins. */
export async function confirmFactor(ctx: Context, code: string): Promise<string[]> {
  // What is no code at all is no guess.
  if (!/^\d{6}$/.test(code.trim())) throw refuse('MFA_INVALID');
  const { user, attempt } = await reserveOwn(ctx);
  const factor = await ctx.db.findOneBy(Factor, { userId: user.id });
  if (!factor?.pending) {
    await release(ctx, attempt);
    throw refuse('ILLEGAL_STATE', 'FACTOR_NOT_BEGUN');
  }
  const step = stepOf(unseal(factor.pending, user.id), code.trim(), await instant(ctx));
  if (step === undefined) return failed(ctx, attempt, user, 'MFA_INVALID');
  await release(ctx, attempt);
  return ctx.transaction(tx => inForce(tx, user, factor, step));
}

async function inForce(ctx: Context, user: User, factor: Factor, step: number): Promise<string[]> {
  const [rows] = (await ctx.query(
    `update factor set sealed = pending, pending = null, last_step = $3, confirmed_at = (select domain_now())
     where user_id = $1 and pending = $2 returning user_id`,
    [user.id, factor.pending, step],
  )) as unknown as [unknown[]];
  if (rows.length === 0) throw refuse('ILLEGAL_STATE', 'FACTOR_NOT_BEGUN');
  ctx.request.secret = true;
  const made = await makeRecoveryCodes(ctx, user.id);
  await record(ctx, 'User.FACTOR_ENROL', user, { details: { again: Boolean(factor.sealed) } });
  await endSessions(ctx, user.id, 'FACTOR_ENROL', ctx.request.sessionId);
  await renewSession(ctx);
  return made;
}

/** New recovery codes in place of all there were. */
export async function newRecoveryCodes(ctx: Context): Promise<string[]> {
  const user = await me(ctx);
  if (!(await ctx.db.findOneBy(Factor, { userId: user.id }))?.sealed) throw refuse('ILLEGAL_STATE', 'FACTOR_NONE');
  ctx.request.secret = true;
  const made = await makeRecoveryCodes(ctx, user.id);
  await record(ctx, 'User.RECOVERY_CODES', user);
  return made;
}

/** Takes a lost factor away from an account, for a reason; its owner enrols anew at the next sign-in, and is out until then. */
export async function resetFactor(ctx: Context, userId: string, reason: string): Promise<User> {
  const note = reason.trim();
  if (note === '') throw refuse('BAD_USER_INPUT', 'NOTE_REQUIRED');
  const user = await ctx.need(User, userId);
  if (isSamePerson(ctx.actor, user.id)) throw refuse('FORBIDDEN', 'OWN_ACCOUNT');
  const [rows] = (await ctx.query('delete from factor where user_id = $1 returning user_id', [user.id])) as unknown as [unknown[]];
  if (rows.length === 0) throw refuse('ILLEGAL_STATE', 'FACTOR_NONE');
  await ctx.query('delete from recovery_code where user_id = $1', [user.id]);
  await record(ctx, 'User.FACTOR_RESET', user, { note });
  await endSessions(ctx, user.id, 'FACTOR_RESET');
  return user;
}
