import { advance, needStart } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { amend, create } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { isSamePerson } from '../../kernel/policy.ts';
import { endSessions } from '../session/session.ts';
import { User } from '../user/entity.ts';
import { checkedPerson, checkScope } from '../user/service.ts';
import { RoleChange, type RoleChangeInput } from './entity.ts';
import { roleChangeLifecycle } from './lifecycle.ts';

async function accountOf(ctx: Context, userId: string): Promise<User> {
  const user = await ctx.need(User, userId);
  if (isSamePerson(ctx.actor, userId)) throw refuse('FORBIDDEN', 'OWN_ACCOUNT');
  if (user.state !== 'ACTIVE') throw refuse('ILLEGAL_STATE', undefined, { state: user.state });
  return user;
}

/** Asks for another role or duty of an account in use. Nothing changes before the other administrator approves. */
export async function proposeRoleChange(ctx: Context, input: RoleChangeInput): Promise<RoleChange> {
  const user = await accountOf(ctx, input.userId);
  await checkScope(ctx, input);
  const personNumber = checkedPerson(input.role, input.personNumber ?? user.personNumber);
  return create(ctx, RoleChange, {
    ...input,
    personNumber,
    manager: input.manager ?? false,
    proposedById: ctx.actor.id,
    proposedBy: ctx.actor.name,
    proposerRole: ctx.actor.role,
  });
}

/** Approving changes the account and ends its sessions, in one transaction; the database refuses a person two duties. */
export async function advanceRoleChange(ctx: Context, id: string, action: string, note?: string): Promise<RoleChange> {
  if (action !== 'APPROVE') return advance(ctx, RoleChange, roleChangeLifecycle, id, action, { note });
  const proposed = await ctx.need(RoleChange, id);
  needStart(roleChangeLifecycle, proposed, action);
  const { userId } = proposed;
  const user = await accountOf(ctx, userId);
  const change = await advance(ctx, RoleChange, roleChangeLifecycle, id, action, { note });
  await checkScope(ctx, change);
  const { role, manager } = change;
  await amend(
    ctx,
    User,
    user,
    user.version,
    {
      role,
      manager,
      district: change.district ?? null,
      providerId: change.providerId ?? null,
      enterpriseId: change.enterpriseId ?? null,
      expertId: change.expertId ?? null,
      personNumber: change.personNumber ?? null,
    },
    change.reason,
    'CHANGE_ROLE',
  );
  await endSessions(ctx, userId, 'ROLE');
  return change;
}
