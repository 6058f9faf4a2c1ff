import type { EntityManager } from 'typeorm';
import { type Role, staff } from '../../../schema/roles.ts';
import { advance, shift } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { create, insert } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { newId } from '../../kernel/fields.ts';
import { record } from '../../kernel/journal.ts';
import { stateSql } from '../../kernel/lifecycle.ts';
import { allowed, covers } from '../../kernel/policy.ts';
import { digest, hashPassword, newToken } from '../session/hashing.ts';
import { checkPassword } from '../session/password.ts';
import { ownerOf } from '../session/passwords.ts';
import { actorOf } from '../session/session.ts';
import { User } from '../user/entity.ts';
import { background, checkedLogin, checkedPerson, checkScope } from '../user/service.ts';
import { Invitation, type InvitationInput } from './entity.ts';
import { invitationLifecycle } from './lifecycle.ts';

const week = 7 * 86_400_000;

/** Where in the panel an invitation is accepted. */
export const invitationPath = (token: string): string => `/#/invitation/${token}`;

export interface Invited {
  invitation: Invitation;
  path: string;
}

const fresh = async (ctx: Context) => {
  const token = newToken();
  return { token, values: { tokenHash: digest(token), expiresAt: new Date((await ctx.now()).getTime() + week) } };
};

/** Invites somebody, and answers with the link, this once. Who invites for an organisation invites for the own one. */
export async function invite(ctx: Context, input: InvitationInput): Promise<Invited> {
  const { role, providerId, enterpriseId } = ctx.actor;
  const meant = {
    ...input,
    ...(role === 'PROVIDER' && { providerId: input.providerId ?? providerId }),
    ...(role === 'ENTERPRISE' && { enterpriseId: input.enterpriseId ?? enterpriseId }),
  };
  // Asked before the organisation is looked up: who may not invite there learns nothing of it.
  ctx.permit('create', ctx.db.create(Invitation, meant as never) as object);
  await checkScope(ctx, meant);
  await refuseSecondAccount(ctx, meant.expertId);
  const { token, values } = await fresh(ctx);
  ctx.request.secret = true;
  const invitation = await create(ctx, Invitation, {
    ...meant,
    ...values,
    manager: input.manager ?? false,
    invitedById: ctx.actor.id,
    invitedBy: ctx.actor.name,
  });
  return { invitation, path: invitationPath(token) };
}

/** A reviewer signs in as one account: with two, the conflicts and counts of one person would be those of two. */
async function refuseSecondAccount(ctx: Context, expertId: string | null | undefined): Promise<void> {
  if (!expertId) return;
  await ctx.asSystem(door => door.query('select from expert where id = $1 for update', [expertId]));
  const [known] = await ctx.query(`select 1 from account where expert_id = $1 and state in ('PROPOSED', 'ACTIVE')`, [expertId]);
  if (known) throw refuse('ILLEGAL_STATE', 'EXPERT_HAS_ACCOUNT');
}

/** The open invitation of a token, and who invited; TOKEN_INVALID for any other token and once the inviter may no longer invite so. */
export async function openInvitation(ctx: Context, token: string): Promise<{ invitation: Invitation; inviter: User | null }> {
  const [row] = await ctx.query<{ id: string }>(
    `select id from invitation where token_hash = $1 and ${stateSql(invitationLifecycle)} = 'OPEN'`,
    [digest(token)],
  );
  const invitation = row && (await ctx.db.findOneBy(Invitation, { id: row.id }));
  if (!invitation) throw refuse('TOKEN_INVALID');
  if (!invitation.invitedById) return { invitation, inviter: null };
  const inviter = await ctx.db.findOneBy(User, { id: invitation.invitedById });
  if (inviter?.state !== 'ACTIVE' || !covers(allowed(actorOf(inviter), 'create', 'Invitation'), invitation)) throw refuse('TOKEN_INVALID');
  return { invitation, inviter };
}

export interface Acceptance {
  login: string;
  name: string;
  personNumber?: string | null;
  password: string;
}

/**
 * Makes the account that an invitation promises. What a system administrator has invited waits for the security
 * administrator's approval, as any account of theirs does; other inviters let in whom they answer for at once.
 */
export async function acceptInvitation(ctx: Context, token: string, { login, name, personNumber, password }: Acceptance): Promise<User> {
  const { invitation, inviter } = await openInvitation(ctx, token);
  const { role, providerId, enterpriseId, expertId, manager } = invitation;
  // Only of those whom an administrator lets in does anybody check the number: others could take that of somebody else.
  if (personNumber?.trim() && !staff.includes(role as Role))
    throw refuse('BAD_USER_INPUT', 'PERSON_NUMBER_NOT_ASKED', { field: 'personNumber' });
  const checked = { login: checkedLogin(login), personNumber: checkedPerson(role, personNumber) };
  await checkScope(ctx, invitation);
  checkPassword(await ownerOf(ctx, { role, login: checked.login, name, providerId, enterpriseId }), password);
  const id = newId();
  const self = ctx.as({ id, role: role as Role, name });
  const waits = inviter?.role === 'SYSTEM_ADMIN';
  const passwordHash = await hashPassword(password);
  // Who accepts is nobody yet, and what is made is what the inviter was allowed to promise.
  return ctx.asSystem(async () => {
    // The loser of two who accept at once finds the invitation accepted.
    await shift(self, Invitation, invitationLifecycle, invitation, 'ACCEPT');
    await refuseSecondAccount(ctx, expertId);
    const user = await insert(self, User, {
      ...{ id, ...checked, name, role, providerId, enterpriseId, expertId, manager },
      state: waits ? 'PROPOSED' : 'ACTIVE',
      proposedById: inviter?.id ?? null,
      proposedBy: inviter?.name ?? null,
      passwordHash,
    });
    await ctx.query('update invitation set accepted_by_id = $2 where id = $1', [invitation.id, id]);
    await record(self, 'User.SET_PASSWORD', user);
    return user;
  });
}

export const advanceInvitation = (ctx: Context, id: string, action: string, note?: string): Promise<Invitation> =>
  advance(ctx, Invitation, invitationLifecycle, id, action, { note });

/** The two who then need each other. */
const first = { SYSTEM_ADMIN: '系统管理员', SECURITY_ADMIN: '安全管理员' } as const;
export interface FirstInvitation {
  role: keyof typeof first;
  token: string;
  path: string;
  expiresAt: Date;
}

/**
 * For a start: an invitation for the first system administrator and for the first security administrator, as long as nobody
 * has an account in that role. Each start makes them anew, and earlier ones end.
 */
export function firstInvitations(db: EntityManager): Promise<FirstInvitation[]> {
  return background(db).transaction(async ctx => {
    await ctx.query('lock table account in share row exclusive mode');
    const taken = new Set((await ctx.query<{ role: string }>('select distinct role from account')).map(({ role }) => role));
    const made: FirstInvitation[] = [];
    for (const role of Object.keys(first) as (keyof typeof first)[]) {
      if (taken.has(role)) continue;
      for (const earlier of await ctx.db.findBy(Invitation, { role, state: 'OPEN' }))
        await shift(ctx, Invitation, invitationLifecycle, earlier, 'REVOKE');
      const { token, values } = await fresh(ctx);
      await insert(ctx, Invitation, { name: first[role], role, manager: false, ...values });
      made.push({ role, token, path: invitationPath(token), expiresAt: values.expiresAt });
    }
    return made;
  });
}
