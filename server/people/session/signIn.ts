import type { Role } from '../../../schema/roles.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { isCleanText } from '../../kernel/fields.ts';
import { record } from '../../kernel/journal.ts';
import { type Actor, isSamePerson } from '../../kernel/policy.ts';
import { factorOf, proofOf, take } from '../factor/proof.ts';
import { User } from '../user/entity.ts';
import { hashPassword, isOutdated, isPassword } from './hashing.ts';
import { longestPassword } from './password.ts';
import { admit, renewSession, sessionActor } from './session.ts';
import { type Attempt, forgive, forgiveAll, isLast, isLastFromNetwork, isTooMany, release, reserve } from './throttle.ts';

type Wrong = 'INVALID_CREDENTIALS' | 'MFA_INVALID';
/** What a failure is recorded on when there is no such account: the same work is done, and it is not forgotten. */
const nobody = Object.assign(new User(), { id: '00000000-0000-0000-0000-000000000000' });

const identity = (user: User): Actor => ({ id: user.id, role: user.role as Role, name: user.name });

/**
 * Signs in with a password and, where there is a second factor, a code. Refused with INVALID_CREDENTIALS whatever was wrong about
 * name and password, and with MFA_REQUIRED or MFA_INVALID only once both were right.
 */
export async function signIn(ctx: Context, login: string, password: string, code?: string | null): Promise<Actor> {
  if (![login, password, code ?? ''].every(text => isCleanText(text) && text.length <= longestPassword)) throw refuse('BAD_USER_INPUT');
  const name = login.normalize('NFKC').trim().toLowerCase();
  const attempt = await reserve(ctx, name);
  const user = await ctx.asSystem(door => door.db.findOneBy(User, { login: name }));
  await barTooMany(ctx, attempt, user);
  const right = await matches(ctx, attempt, user, password);
  if (!user || !right || user.state !== 'ACTIVE' || user.lockedAt) return failed(ctx, attempt, user, 'INVALID_CREDENTIALS');
  const factor = await factorOf(ctx, user.id);
  if (factor && !code?.trim()) {
    await release(ctx, attempt);
    throw refuse('MFA_REQUIRED');
  }
  const proof = factor && (await proofOf(ctx, factor, code!));
  if (factor && !proof) return failed(ctx, attempt, user, 'MFA_INVALID');
  const rehashed = isOutdated(user.passwordHash!) ? await hashPassword(password) : undefined;
  const token = await ctx.transaction(async tx => {
    if (proof && !(await take(tx, user.id, proof))) return undefined;
    if (rehashed)
      await tx.asSystem(door =>
        door.query('update account set password_hash = $2 where id = $1 and password_hash = $3', [user.id, rehashed, user.passwordHash]),
      );
    await forgive(tx, attempt);
    const as = tx.as(identity(user));
    const opened = await admit(as, user);
    await record(as, 'User.SIGN_IN', user, { details: { ...origin(ctx), with: wayOf(proof) } });
    return opened;
  });
  if (!token) return failed(ctx, attempt, user, 'MFA_INVALID');
  return (await sessionActor(ctx.db, token))!.actor;
}

const wayOf = (proof: object | null | undefined) => (!proof ? 'PASSWORD' : 'recovery' in proof ? 'RECOVERY_CODE' : 'CODE');
const origin = ({ request: { ip, userAgent } }: Context) => ({ ip: ip ?? null, userAgent: userAgent ?? null });

/** Proves once more that it is the owner who sits there: a code of the factor, or the password where there is none. */
export async function stepUp(ctx: Context, code: string): Promise<boolean> {
  const { user, attempt } = await reserveOwn(ctx);
  const factor = await factorOf(ctx, user.id);
  const proof = factor && (await proofOf(ctx, factor, code));
  if (factor ? !proof : !(await matches(ctx, attempt, user, code)))
    return failed(ctx, attempt, user, factor ? 'MFA_INVALID' : 'INVALID_CREDENTIALS');
  const taken = await ctx.transaction(async tx => {
    if (proof && !(await take(tx, user.id, proof))) return false;
    await forgive(tx, attempt);
    await renewSession(tx, { proved: true });
    await record(tx, 'User.STEP_UP', user, { details: { ...origin(ctx), with: wayOf(proof) } });
    return true;
  });
  return taken || failed(ctx, attempt, user, 'MFA_INVALID');
}

/** Counts an attempt of whoever is signed in at the own password or code, as one to sign in. */
export async function reserveOwn(ctx: Context): Promise<{ user: User; attempt: Attempt }> {
  const user = await ctx.asSystem(door => door.db.findOneByOrFail(User, { id: ctx.actor.id }));
  const attempt = await reserve(ctx, user.login);
  await barTooMany(ctx, attempt, user);
  return { user, attempt };
}

/** Looks at a password; one that could not be looked at was no attempt. */
export async function matches(ctx: Context, attempt: Attempt, user: User | null, password: string): Promise<boolean> {
  try {
    return await isPassword(user?.passwordHash, password);
  } catch (error) {
    await release(ctx, attempt);
    throw error;
  }
}

async function barTooMany(ctx: Context, attempt: Attempt, user: User | null): Promise<void> {
  if (!isTooMany(attempt)) return;
  if (user && !user.lockedAt) await ctx.transaction(tx => lock(tx, user));
  throw refuse('INVALID_CREDENTIALS', 'SIGN_IN_LOCKED');
}

/** Leaves a fact of a failure and refuses. The last one there is locks the account. */
export async function failed(ctx: Context, attempt: Attempt, user: User | null, wrong: Wrong): Promise<never> {
  await ctx.transaction(async tx => {
    const details = { ...origin(ctx), wrong, locked: isLastFromNetwork(attempt) };
    await record(tx, 'User.SIGN_IN_FAILED', user ?? nobody, { details });
    if (isLast(attempt) && user && !user.lockedAt) await lock(tx, user);
  });
  throw refuse(wrong);
}

/** Once: of those who come at the same moment, the others find it locked. */
async function lock(ctx: Context, user: User): Promise<void> {
  const [rows] = (await ctx.asSystem(door =>
    door.query('update account set locked_at = (select domain_now()) where id = $1 and locked_at is null returning id', [user.id]),
  )) as unknown as [unknown[]];
  if (rows.length) await record(ctx, 'User.LOCK', user, { details: origin(ctx) });
}

/** Opens an account that was locked because too many attempts had failed, and forgets them. */
export async function unlockUser(ctx: Context, userId: string): Promise<User> {
  const user = await ctx.need(User, userId);
  if (isSamePerson(ctx.actor, user.id)) throw refuse('FORBIDDEN', 'OWN_ACCOUNT');
  const [rows] = (await ctx.query('update account set locked_at = null where id = $1 and locked_at is not null returning id', [
    user.id,
  ])) as unknown as [unknown[]];
  if (rows.length === 0) throw refuse('ILLEGAL_STATE', 'NOT_LOCKED');
  await forgiveAll(ctx, user.login);
  await record(ctx, 'User.UNLOCK', user);
  return Object.assign(user, { lockedAt: null });
}
