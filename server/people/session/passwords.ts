import type { EntityManager } from 'typeorm';
import type { Role } from '../../../schema/roles.ts';
import type { Context } from '../../kernel/context.ts';
import { refuse } from '../../kernel/errors.ts';
import { isCleanText } from '../../kernel/fields.ts';
import { record } from '../../kernel/journal.ts';
import { User } from '../user/entity.ts';
import { digest, hashPassword, isPassword, newToken } from './hashing.ts';
import { checkPassword, longestPassword, type Owner } from './password.ts';
import { endSessions, renewSession } from './session.ts';
import { failed, matches, reserveOwn } from './signIn.ts';
import { release, reserveAddress } from './throttle.ts';

/** How long a link is good for: the first one of an account, and one for a password that was lost. */
const firstLife = '7 days';
const recoveryLife = '30 minutes';

/** A one-time link of an account; earlier ones end. Its token is nowhere kept. */
export async function makeLink(db: EntityManager, userId: string): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  await db.query('delete from set_up_token where user_id = $1', [userId]);
  const [row] = await db.query(
    `insert into set_up_token (token_hash, user_id, expires_at)
     select $1, id, (select domain_now()) + (case when password_hash is null then $3 else $4 end)::interval from account where id = $2 returning expires_at`,
    [digest(token), userId, firstLife, recoveryLife],
  );
  return { token, expiresAt: row.expires_at };
}

/** Where in the panel a token is used. */
export const setUpPath = (token: string): string => `/#/set-password/${token}`;

/** Sets a password with a link's token, which works once. All sessions of the account end. */
export async function setPassword(ctx: Context, token: string, password: string): Promise<boolean> {
  // TypeORM answers a delete with [rows, count].
  const [[row]] = (await ctx.db.query(
    `delete from set_up_token t using account a
     where t.token_hash = $1 and a.id = t.user_id and a.state = 'ACTIVE' and t.expires_at > (select domain_now()) returning t.user_id`,
    [digest(token)],
  )) as [{ user_id: string }[]];
  if (!row) throw refuse('TOKEN_INVALID');
  const user = await ctx.db.findOneByOrFail(User, { id: row.user_id });
  const as = ctx.as({ id: user.id, role: user.role as Role, name: user.name });
  await keepPassword(as, user, await newHash(as, user, password), user.passwordHash ? 'User.RESET_PASSWORD' : 'User.SET_PASSWORD');
  await endSessions(as, user.id, 'SET_PASSWORD');
  return true;
}

/** Changes the own password; the other sessions of the account end, and this one goes on under a new id. Wrong attempts count as failed sign-ins. */
export async function changePassword(ctx: Context, current: string, next: string): Promise<boolean> {
  if (![current, next].every(text => isCleanText(text) && text.length <= longestPassword))
    throw refuse('BAD_USER_INPUT', 'PASSWORD_LONG', { max: longestPassword });
  const { user, attempt } = await reserveOwn(ctx);
  if (!(await matches(ctx, attempt, user, current))) return failed(ctx, attempt, user, 'INVALID_CREDENTIALS');
  // The password alone is no sign-in: failures of the code stay counted.
  await release(ctx, attempt);
  const hash = await newHash(ctx, user, next);
  await ctx.transaction(async tx => {
    await keepPassword(tx, user, hash, 'User.SET_PASSWORD');
    await endSessions(tx, user.id, 'SET_PASSWORD', ctx.request.sessionId);
    await renewSession(tx);
  });
  return true;
}

/** How long it takes to hear whether a recovery was asked for, in ms: longer than to note it, so that the time tells nothing. */
const hearing = 100;

/** Says that somebody has lost the password of an account. An administrator sees it and gives a link; the answer is the same for names that nobody has, and comes after the same time. */
export async function askRecovery(ctx: Context, login: string): Promise<boolean> {
  await reserveAddress(ctx);
  const heard = new Promise(resolve => setTimeout(resolve, hearing));
  try {
    return await ctx.transaction(tx => noteLoss(tx, login));
  } finally {
    await heard;
  }
}

async function noteLoss(ctx: Context, login: string): Promise<boolean> {
  const name = login.normalize('NFKC').trim().toLowerCase();
  const user = await ctx.db.findOneBy(User, { login: name, state: 'ACTIVE' });
  if (!user) return true;
  const [rows] = (await ctx.asSystem(door =>
    door.query(
      `update account set recovery_asked_at = now from (select domain_now() as now) clock
     where id = $1 and (recovery_asked_at is null or recovery_asked_at < now - interval '1 hour') returning id`,
      [user.id],
    ),
  )) as unknown as [unknown[]];
  if (rows.length) await record(ctx, 'User.RECOVERY_ASKED', user, { details: { ip: ctx.request.ip ?? null } });
  return true;
}

/** The hash of a password that this account may take, or a refusal: weak, or one of its last five. */
async function newHash(ctx: Context, user: User, password: string): Promise<string> {
  checkPassword(await ownerOf(ctx, user), password);
  const former = await ctx.query<{ hash: string }>('select hash from former_password where user_id = $1 order by at desc limit $2', [
    user.id,
    remembered - 1,
  ]);
  for (const hash of [user.passwordHash, ...former.map(({ hash }) => hash)])
    if (hash && (await isPassword(hash, password))) throw refuse('PASSWORD_REUSED');
  return hashPassword(password);
}

/** Who a password belongs to, with the name of the organisation, which it must not hold. */
export async function ownerOf(
  ctx: Context,
  { role, login, name, providerId, enterpriseId }: Omit<Owner, 'organisation'> & Pick<Partial<User>, 'providerId' | 'enterpriseId'>,
): Promise<Owner> {
  const [row] = await ctx.query<{ name: string; uscc: string }>(
    'select name, uscc from inside.provider where id = $1 union all select name, uscc from inside.enterprise where id = $2',
    [providerId ?? null, enterpriseId ?? null],
  );
  return { role, login, name, organisation: row ? [row.name, row.uscc] : [] };
}

/** How many passwords are not taken again, with the one in force. */
const remembered = 5;

async function keepPassword(ctx: Context, user: User, hash: string, act: string): Promise<void> {
  await ctx.asSystem(door =>
    door.query(
      `update account set password_hash = $2, password_changed_at = (select domain_now()), must_change_password = false, recovery_asked_at = null,
         version = version + 1 where id = $1`,
      [user.id, hash],
    ),
  );
  if (user.passwordHash) {
    await ctx.query('insert into former_password (user_id, hash) values ($1, $2)', [user.id, user.passwordHash]);
    await ctx.query(
      'delete from former_password where user_id = $1 and id not in (select id from former_password where user_id = $1 order by at desc limit $2)',
      [user.id, remembered - 1],
    );
  }
  await record(ctx, act, user);
}
