import { randomBytes } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import type { EntityManager } from 'typeorm';
import type { Role } from '../../../schema/roles.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { record } from '../../kernel/journal.ts';
import { User } from '../user/entity.ts';
import { checkPassword, longestPassword } from './password.ts';
import { endSessions, hashPassword, tokenHash } from './session.ts';
import { attemptOf, countFailure, isLocked } from './throttle.ts';

/** How long a set-up link is good for. */
const linkLife = '7 days';

/** A one-time link of an account; earlier ones end. Its token is nowhere kept. */
export async function makeLink(db: EntityManager, userId: string): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url');
  await db.query('delete from set_up_token where user_id = $1', [userId]);
  const [row] = await db.query(
    'insert into set_up_token (token_hash, user_id, expires_at) values ($1, $2, clock_timestamp() + $3::interval) returning expires_at',
    [tokenHash(token), userId, linkLife],
  );
  return { token, expiresAt: row.expires_at };
}

/** Where in the panel a token is used. */
export const setUpPath = (token: string): string => `/#/set-password/${token}`;

/** Sets a password with a link's token, which works once. All sessions of the account end. */
export async function setPassword(ctx: Context, token: string, password: string): Promise<boolean> {
  // TypeORM answers a delete with [rows, count].
  const [[row]] = (await ctx.db.query(
    `delete from set_up_token t using account a where t.token_hash = $1 and a.id = t.user_id and a.state = 'ACTIVE' and t.expires_at > clock_timestamp() returning t.user_id`,
    [tokenHash(token)],
  )) as [{ user_id: string }[]];
  if (!row) throw refuse('TOKEN_INVALID');
  const user = await ctx.db.findOneByOrFail(User, { id: row.user_id });
  await keepPassword(ctx.as({ id: user.id, role: user.role as Role, name: user.name }), user, password);
  await endSessions(ctx, user.id);
  return true;
}

/** Changes the own password; the other sessions of the account end. Wrong attempts count as failed sign-ins. */
export async function changePassword(ctx: Context, current: string, next: string): Promise<boolean> {
  const user = await ctx.db.findOneByOrFail(User, { id: ctx.actor.id });
  const attempt = attemptOf(ctx, user.login);
  if (current.length > longestPassword) throw refuse('BAD_USER_INPUT', 'PASSWORD_LONG', { max: longestPassword });
  const right = user.passwordHash !== null && user.passwordHash !== undefined && (await verify(user.passwordHash, current));
  if (await isLocked(ctx.db, attempt)) throw refuse('INVALID_CREDENTIALS');
  if (!right) {
    countFailure(ctx, attempt, user);
    throw refuse('INVALID_CREDENTIALS');
  }
  if (current === next) throw refuse('PASSWORD_REUSED');
  await keepPassword(ctx, user, next);
  await endSessions(ctx, user.id, ctx.request.sessionId);
  return true;
}

async function keepPassword(ctx: Context, user: User, password: string): Promise<void> {
  checkPassword(user, password);
  await ctx.query('update account set password_hash = $2, must_change_password = false, version = version + 1 where id = $1', [
    user.id,
    await hashPassword(password),
  ]);
  await record(ctx, 'User.SET_PASSWORD', user);
}
