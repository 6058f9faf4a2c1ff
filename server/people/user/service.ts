import type { EntityManager } from 'typeorm';
import { type Role, roles, staff } from '../../../schema/roles.ts';
import { advance, needStart, settleDue, system } from '../../kernel/advance.ts';
import { Context } from '../../kernel/context.ts';
import { create, insert, update } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { Choice, Flag, Input, partial, Ref, Text, uuidPattern } from '../../kernel/fields.ts';
import { record, roleEnum } from '../../kernel/journal.ts';
import { isSamePerson } from '../../kernel/policy.ts';
import { needCodes } from '../../reference/codes.ts';
import { hashPassword } from '../session/hashing.ts';
import { checkPassword } from '../session/password.ts';
import { makeLink, ownerOf } from '../session/passwords.ts';
import { endSessions } from '../session/session.ts';
import { User } from './entity.ts';
import { userLifecycle } from './lifecycle.ts';

@Input('An account as it is entered')
export class UserInput {
  @Text({ about: 'The name to sign in with: 2 to 64 letters a–z, figures, dots, hyphens, underscores or @; kept in lower case', max: 64 })
  login!: string;
  @Text({ about: 'The name shown to colleagues', max: 60 }) name!: string;
  @Text({ about: 'Number of the person, such as a staff number; needed for the bureau and the districts', optional: true, max: 32 })
  personNumber?: string | null;
  @Choice(roleEnum, { about: 'What the account acts as' }) role!: string;
  @Text({ about: 'Code of the district; for district officers', optional: true, max: 6 }) district?: string | null;
  @Ref('Provider', { about: 'The provider the account acts for', optional: true }) providerId?: string | null;
  @Ref('Enterprise', { about: 'The enterprise the account acts for', optional: true }) enterpriseId?: string | null;
  @Ref('Expert', { about: 'The expert whose account it is', optional: true }) expertId?: string | null;
  @Flag({ about: 'Whether the account manages the accounts of its organisation', optional: true }) manager?: boolean | null;
}
export const UserPatch = partial(UserInput, 'UserPatch', 'What changes about an account; what is left out stays');

/** What an account of a role works for: exactly this, and nothing of the others. */
export const worksFor: Partial<Record<Role, 'district' | 'providerId' | 'enterpriseId' | 'expertId'>> = {
  DISTRICT: 'district',
  PROVIDER: 'providerId',
  ENTERPRISE: 'enterpriseId',
  EXPERT: 'expertId',
};
export type Scope = Pick<UserInput, 'role' | 'district' | 'providerId' | 'enterpriseId' | 'expertId'>;

/** Refuses a role without what it works for, or with what another role works for. */
export async function checkScope(ctx: Context, given: Scope): Promise<void> {
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

/** The number of a person as it is kept, or a refusal: everybody of the bureau and the districts has one. */
export function checkedPerson(role: string, text: string | null | undefined): string | null {
  const number = text?.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
  if (number && !/^[0-9A-Z][0-9A-Z.:@_-]{0,31}$/.test(number))
    throw refuse('BAD_USER_INPUT', 'PERSON_NUMBER_INVALID', { field: 'personNumber' });
  if (!number && staff.includes(role as Role)) throw refuse('BAD_USER_INPUT', 'PERSON_NUMBER_REQUIRED', { field: 'personNumber' });
  return number || null;
}

/** Who proposes, as it is kept; the command line has no account. */
const proposedBy = ({ actor }: Context) => ({
  proposedById: uuidPattern.test(actor.id) ? actor.id : null,
  proposedBy: actor.name.slice(0, 60),
});

/** Proposes an account: nobody signs in with it before the security administrator approves its role. */
export async function createUser(ctx: Context, input: UserInput): Promise<User> {
  await checkScope(ctx, input);
  const personNumber = checkedPerson(input.role, input.personNumber);
  return create(ctx, User, {
    ...input,
    ...proposedBy(ctx),
    personNumber,
    login: checkedLogin(input.login),
    manager: input.manager ?? false,
  });
}

const frozen = ['PROPOSED', 'ACTIVE'];

/**
 * Changes an account. What waits for approval does not change under the hand of who approves, and what has been approved
 * changes by a `RoleChange`, which the other administrator approves; only the name is free.
 */
export async function updateUser(ctx: Context, id: string, version: number, patch: Partial<UserInput>): Promise<User> {
  const user = await ctx.need(User, id);
  const { login, ...rest } = patch;
  if (typeof login === 'string' && checkedLogin(login) !== user.login) throw refuse('FORBIDDEN', 'FIELD_FIXED', { field: 'login' });
  const wanted = { ...user, ...defined(rest) };
  await checkScope(ctx, wanted);
  const personNumber = checkedPerson(wanted.role, wanted.personNumber);
  const changes = { ...defined(rest), ...(rest.personNumber !== undefined && { personNumber }) } as Partial<User>;
  const field = Object.keys(changes).find(
    key => key !== 'name' && (changes[key as keyof User] ?? null) !== (user[key as keyof User] ?? null),
  );
  if (field && frozen.includes(user.state)) throw refuse('ILLEGAL_STATE', 'ROLE_NEEDS_TWO', { field });
  return update(ctx, User, id, version, changes);
}

const defined = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;

/** Moves an account along; nobody the own one, so one administrator always remains. Sessions end with the right to sign in. */
export async function advanceUser(ctx: Context, id: string, action: string, note?: string): Promise<User> {
  if (isSamePerson(ctx.actor, id)) throw refuse('FORBIDDEN', 'OWN_ACCOUNT');
  if (action === 'APPROVE') {
    const proposed = await ctx.need(User, id);
    needStart(userLifecycle, proposed, action);
    await checkScope(ctx, proposed);
  }
  // Who comes back sets a password anew: so two administrators, never one, can let somebody in again.
  const set = action === 'ENABLE' ? { ...proposedBy(ctx), passwordHash: null } : {};
  const user = await advance(ctx, User, userLifecycle, id, action, { note, set });
  if (user.state !== 'ACTIVE') await endSessions(ctx, id, action);
  return user;
}

/** Writes down which accounts nobody has used for too long, and ends what they left open. */
export const settleUsers = (ctx: Context): Promise<number> =>
  settleDue(ctx, User, userLifecycle, (tx, id) => endSessions(tx, id, 'IDLE').then(() => undefined));

/** Makes a one-time link with which the owner of an account sets a password; earlier ones end. Answers with its token, which is nowhere kept. */
export async function setUpLink(ctx: Context, userId: string): Promise<{ token: string; expiresAt: Date }> {
  const user = await ctx.need(User, userId);
  if (user.state !== 'ACTIVE') throw refuse('ILLEGAL_STATE', undefined, { state: user.state });
  // A link is as good as the password: with one alone, who makes accounts would be everybody.
  if (staff.includes(user.role as Role) && user.passwordHash && uuidPattern.test(ctx.actor.id))
    throw refuse('ILLEGAL_STATE', 'RESET_NEEDS_TWO');
  ctx.request.secret = true;
  const link = await makeLink(ctx.db, userId);
  await record(ctx, 'User.SET_UP_LINK', user, { details: { expiresAt: link.expiresAt.toISOString() } });
  return link;
}

export const background = (db: EntityManager) => new Context(system, db, { id: 'command' });

/** Stands for the number of a person whom nobody has entered yet; it is nobody else's. */
export const unknownPerson = (login: string): string => `LOGIN:${login.toUpperCase()}`;

/** For the command line and the demonstration: an account with a password, checked like any other. */
export function createUserWithPassword(
  db: EntityManager,
  { password, mustChangePassword = false, ...input }: UserInput & { password: string; mustChangePassword?: boolean },
): Promise<User> {
  return background(db).transaction(async ctx => {
    await checkScope(ctx, input);
    const login = checkedLogin(input.login);
    checkPassword(await ownerOf(ctx, { ...input, login }), password);
    return insert(ctx, User, {
      ...input,
      login,
      personNumber: staff.includes(input.role as Role) ? (input.personNumber ?? unknownPerson(login)) : null,
      state: 'ACTIVE',
      manager: input.manager ?? false,
      mustChangePassword,
      passwordHash: await hashPassword(password),
    });
  });
}
