import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { EntityManager } from 'typeorm';
import type { Role } from '../../../schema/roles.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { isCleanText } from '../../kernel/fields.ts';
import { record } from '../../kernel/journal.ts';
import type { Actor } from '../../kernel/policy.ts';
import { User } from '../user/entity.ts';
import { longestPassword } from './password.ts';
import { attemptOf, countFailure, forgive, isLocked } from './throttle.ts';

/** OWASP's minimum for argon2id; about 30 ms. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** Verified against when there is no such account, so that an unknown name takes as long as a wrong password. */
const nobody = hashPassword(randomBytes(16).toString('hex'));

export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

const idle: Partial<Record<Role, string>> = { PROVIDER: '2 hours', ENTERPRISE: '2 hours', EXPERT: '60 minutes' };
const absolute: Partial<Record<Role, string>> = { PROVIDER: '24 hours', ENTERPRISE: '24 hours' };

/** Opens a session for an account and answers with its token, which is nowhere kept. */
export async function openSession(
  db: EntityManager,
  user: { id: string; role: string },
  { ip, userAgent }: { ip?: string; userAgent?: string } = {},
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db.query(
    `insert into session (token_hash, user_id, expires_at, ip, user_agent) values ($1, $2, clock_timestamp() + $3::interval, $4, $5)`,
    [tokenHash(token), user.id, absolute[user.role as Role] ?? '12 hours', ip ?? null, userAgent ?? null],
  );
  return token;
}

/** Signs in, or refuses with INVALID_CREDENTIALS whatever was wrong; after five failures in 15 minutes even when nothing was. */
export async function signIn(ctx: Context, login: string, password: string): Promise<User> {
  if (!isCleanText(login) || !isCleanText(password) || login.length > longestPassword || password.length > longestPassword)
    throw refuse('BAD_USER_INPUT');
  const name = login.normalize('NFKC').trim().toLowerCase();
  const attempt = attemptOf(ctx, name);
  const user = await ctx.db.findOneBy(User, { login: name });
  const right = await verify(user?.passwordHash ?? (await nobody), password);
  // Asked after the work of verifying, so that a locked account answers as slowly as any other.
  if (await isLocked(ctx.db, attempt)) throw refuse('INVALID_CREDENTIALS');
  if (!user?.passwordHash || !right || user.state !== 'ACTIVE') {
    countFailure(ctx, attempt, user);
    throw refuse('INVALID_CREDENTIALS');
  }
  await forgive(ctx.db, attempt);
  const token = await openSession(ctx.db, user, ctx.request);
  await ctx.query('update account set last_sign_in_at = clock_timestamp() where id = $1', [user.id]);
  await record(ctx.as(actorOf(user)), 'User.SIGN_IN', user);
  ctx.request.setCookie?.('sid', token, 86_400);
  return user;
}

export async function signOut(ctx: Context): Promise<boolean> {
  const { sessionId } = ctx.request;
  if (sessionId) await ctx.query('delete from session where token_hash = $1', [sessionId]);
  ctx.request.setCookie?.('sid', '', 0);
  return sessionId !== undefined;
}

/** Ends the sessions of an account, but for one. */
export const endSessions = (ctx: Context, userId: string, except?: string) =>
  ctx.query('delete from session where user_id = $1 and token_hash is distinct from $2', [userId, except ?? null]);

/** What is left to whoever must change the password first. */
const confinedTo = ['about', 'me', 'changePassword', 'signOut'];

export const actorOf = (user: User, accounts: readonly string[] = []): Actor => ({
  id: user.id,
  ...(accounts.length > 1 && { accounts }),
  role: user.role as Role,
  name: user.name,
  manager: user.manager,
  ...(user.mustChangePassword && { confinedTo }),
  ...(user.district && { district: user.district }),
  ...(user.providerId && { providerId: user.providerId }),
  ...(user.enterpriseId && { enterpriseId: user.enterpriseId }),
  ...(user.expertId && { expertId: user.expertId }),
});

/** The account behind a session's token, or undefined when it has expired, been ended or never was. */
export async function sessionActor(db: EntityManager, token: string): Promise<{ actor: Actor; sessionId: string } | undefined> {
  const sessionId = tokenHash(token);
  const [row] = await db.query(
    `select u.*, array(select a.id from account a where a.person_number = u.person_number) as accounts, s.seen_at < clock_timestamp() - interval '1 minute' as stale, clock_timestamp() - s.seen_at as idle_for,
            clock_timestamp() - s.seen_at > (case u.role when 'PROVIDER' then $2 when 'ENTERPRISE' then $3 when 'EXPERT' then $4 else '30 minutes' end)::interval as idle
     from session s join account u on u.id = s.user_id where s.token_hash = $1 and s.expires_at > clock_timestamp() and u.state = 'ACTIVE'`,
    [sessionId, idle.PROVIDER, idle.ENTERPRISE, idle.EXPERT],
  );
  if (!row || row.idle) return undefined;
  if (row.stale) await db.query('update session set seen_at = clock_timestamp() where token_hash = $1', [sessionId]);
  return {
    sessionId,
    actor: actorOf(
      {
        id: row.id,
        role: row.role,
        name: row.name,
        manager: row.manager,
        mustChangePassword: row.must_change_password,
        district: row.district,
        providerId: row.provider_id,
        enterpriseId: row.enterprise_id,
        expertId: row.expert_id,
      } as User,
      row.accounts,
    ),
  };
}
