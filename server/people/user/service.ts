import type { EntityManager } from 'typeorm';
import { type Role, roles } from '../../../schema/roles.ts';
import { advance, system } from '../../kernel/advance.ts';
import { Context } from '../../kernel/context.ts';
import { create, insert, update } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { Choice, Flag, Input, partial, Ref, Text } from '../../kernel/fields.ts';
import { record, roleEnum } from '../../kernel/journal.ts';
import { needCodes } from '../../reference/codes.ts';
import { checkPassword } from '../session/password.ts';
import { makeLink, setUpPath } from '../session/passwords.ts';
import { endSessions, hashPassword } from '../session/session.ts';
import { User } from './entity.ts';
import { userLifecycle } from './lifecycle.ts';

@Input('An account as it is entered')
export class UserInput {
  @Text({ about: 'The name to sign in with: 2 to 64 letters a–z, figures, dots, hyphens, underscores or @; kept in lower case', max: 64 })
  login!: string;
  @Text({ about: 'The name shown to colleagues', max: 60 }) name!: string;
  @Choice(roleEnum, { about: 'What the account acts as' }) role!: string;
  @Text({ about: 'Code of the district; for district officers', optional: true, max: 6 }) district?: string | null;
  @Ref('Provider', { about: 'The provider the account acts for', optional: true }) providerId?: string | null;
  @Ref('Enterprise', { about: 'The enterprise the account acts for', optional: true }) enterpriseId?: string | null;
  @Ref('Expert', { about: 'The expert whose account it is', optional: true }) expertId?: string | null;
  @Flag({ about: 'Whether the account manages the accounts of its organisation', optional: true }) manager?: boolean | null;
}
export const UserPatch = partial(UserInput, 'UserPatch', 'What changes about an account; what is left out stays');

/** What an account of a role works for: exactly this, and nothing of the others. */
const worksFor: Partial<Record<Role, 'district' | 'providerId' | 'enterpriseId' | 'expertId'>> = {
  DISTRICT: 'district',
  PROVIDER: 'providerId',
  ENTERPRISE: 'enterpriseId',
  EXPERT: 'expertId',
};
type Scope = Pick<UserInput, 'role' | 'district' | 'providerId' | 'enterpriseId' | 'expertId'>;

async function checkScope(ctx: Context, given: Scope): Promise<void> {
  const role = given.role as Role;
  if (!roles.includes(role) || role === 'PUBLIC' || role === 'PARTNER') throw refuse('BAD_USER_INPUT', 'ROLE_WITHOUT_ACCOUNT', { role });
  const needed = worksFor[role];
  for (const field of Object.values(worksFor))
    if ((field === needed) !== Boolean(given[field])) throw refuse('BAD_USER_INPUT', 'ROLE_SCOPE', { field, role });
  needCodes('district', 'district', given.district);
  const target = { providerId: 'provider', enterpriseId: 'enterprise', expertId: 'expert' } as const;
  if (!needed || needed === 'district') return;
  const found = await ctx.query(`select 1 from ${target[needed]} where id = $1`, [given[needed]]);
  if (found.length === 0) throw refuse('BAD_USER_INPUT', 'ROLE_SCOPE', { field: needed, role });
}

/** The login as it is kept: half width, lower case, without look-alikes. */
export function checkedLogin(text: string): string {
  const login = text.normalize('NFKC').trim().toLowerCase();
  if (!/^[a-z0-9][a-z0-9._@-]{1,63}$/.test(login)) throw refuse('BAD_USER_INPUT', 'LOGIN_INVALID', { field: 'login' });
  return login;
}

export async function createUser(ctx: Context, input: UserInput): Promise<User> {
  await checkScope(ctx, input);
  return create(ctx, User, { ...input, login: checkedLogin(input.login), manager: input.manager ?? false });
}

/** Changes an account. Whoever is given another role or another organisation has to sign in again. */
export async function updateUser(ctx: Context, id: string, version: number, patch: Partial<UserInput>): Promise<User> {
  const user = await ctx.need(User, id);
  const { login: _, manager, ...rest } = patch;
  if (typeof patch.login === 'string' && checkedLogin(patch.login) !== user.login)
    throw refuse('FORBIDDEN', 'FIELD_FIXED', { field: 'login' });
  const scope = Object.fromEntries(
    ['role', ...Object.values(worksFor)].map(key => [key, { ...user, ...defined(rest) }[key as keyof User]]),
  ) as unknown as Scope;
  await checkScope(ctx, scope);
  const moved = Object.entries(scope).some(([key, value]) => (value ?? null) !== (user[key as keyof User] ?? null));
  if (moved && id === ctx.actor.id) throw refuse('FORBIDDEN', 'OWN_ACCOUNT');
  const changed = await update(ctx, User, id, version, { ...rest, ...(typeof manager === 'boolean' && { manager }) });
  if (moved) await endSessions(ctx, id);
  return changed;
}

const defined = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;

/** Disables or enables an account; nobody disables the own one, so one administrator always remains. */
export async function advanceUser(ctx: Context, id: string, action: string, note?: string): Promise<User> {
  if (id === ctx.actor.id) throw refuse('FORBIDDEN', 'OWN_ACCOUNT');
  const user = await advance(ctx, User, userLifecycle, id, action, { note });
  if (action === 'DISABLE') await endSessions(ctx, id);
  return user;
}

/** Makes a one-time link with which the owner of an account sets a password; earlier ones end. Answers with its token, which is nowhere kept. */
export async function setUpLink(ctx: Context, userId: string): Promise<{ token: string; expiresAt: Date }> {
  const user = await ctx.need(User, userId);
  if (user.state !== 'ACTIVE') throw refuse('ILLEGAL_STATE', undefined, { state: user.state });
  ctx.request.secret = true;
  const link = await makeLink(ctx.db, userId);
  await record(ctx, 'User.SET_UP_LINK', user, { details: { expiresAt: link.expiresAt.toISOString() } });
  return link;
}

const background = (db: EntityManager) => new Context(system, db, { id: 'command' });

/** For the first start: when there is no account, makes the one of the first administrator and answers with its set-up token. */
export function createSetUpLink(db: EntityManager): Promise<{ login: string; token: string; path: string; expiresAt: Date } | undefined> {
  return background(db).transaction(async ctx => {
    await ctx.query('lock table account in share row exclusive mode');
    const [existing] = await ctx.query(
      `select id, password_hash is null and login = 'admin' and (select count(*) from account) = 1 as waiting from account order by id limit 1`,
    );
    if (existing && !existing['waiting']) return undefined;
    const login = 'admin';
    const id = existing?.['id'] ?? (await insert(ctx, User, { login, name: '系统管理员', role: 'SYSTEM_ADMIN', manager: false })).id;
    const link = await makeLink(ctx.db, id);
    return { login, ...link, path: setUpPath(link.token) };
  });
}

/** For the command line and the demonstration: an account with a password, checked like any other. */
export function createUserWithPassword(
  db: EntityManager,
  { password, mustChangePassword = false, ...input }: UserInput & { password: string; mustChangePassword?: boolean },
): Promise<User> {
  return background(db).transaction(async ctx => {
    await checkScope(ctx, input);
    const login = checkedLogin(input.login);
    checkPassword({ role: input.role, login }, password);
    return insert(ctx, User, {
      ...input,
      login,
      manager: input.manager ?? false,
      mustChangePassword,
      passwordHash: await hashPassword(password),
    });
  });
}
