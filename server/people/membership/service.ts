import { shift } from '../../kernel/advance.ts';
import type { Context } from '../../kernel/context.ts';
import { amend } from '../../kernel/editing.ts';
import { refuse } from '../../kernel/errors.ts';
import { endSessions } from '../session/session.ts';
import { User } from '../user/entity.ts';
import { userLifecycle } from '../user/lifecycle.ts';
import { advanceUser } from '../user/service.ts';

const organisations = { PROVIDER: ['provider', 'providerId'], ENTERPRISE: ['enterprise', 'enterpriseId'] } as const;

/** Makes those who change the members of an organisation follow one another, and answers with the own account and the other members in use. */
async function membersOf(ctx: Context): Promise<{ self: User; others: User[] }> {
  const [table, column] = organisations[ctx.actor.role as keyof typeof organisations] ?? refuseOutsider();
  await ctx.query(`select from ${table} where id = $1 for no key update`, [ctx.actor[column]]);
  const members = await ctx.db.findBy(User, { [column]: ctx.actor[column], state: 'ACTIVE' });
  const self = members.find(({ id }) => id === ctx.actor.id);
  if (!self) throw refuse('FORBIDDEN');
  return { self, others: members.filter(({ id }) => id !== ctx.actor.id) };
}

function refuseOutsider(): never {
  throw refuse('FORBIDDEN');
}

/** The manager of an organisation hands the management of its accounts to another member, and is an ordinary member from then on. */
export async function transferManagement(ctx: Context, userId: string): Promise<User> {
  const { self, others } = await membersOf(ctx);
  if (!self.manager) throw refuse('FORBIDDEN');
  const { state } = await ctx.need(User, userId);
  if (userId === self.id) throw refuse('FORBIDDEN', 'OWN_ACCOUNT');
  const heir = others.find(({ id }) => id === userId);
  if (!heir) throw refuse('ILLEGAL_STATE', undefined, { state });
  const to = await amend(ctx, User, heir, heir.version, { manager: true }, undefined, 'TAKE_OVER');
  await amend(ctx, User, self, self.version, { manager: false }, undefined, 'HAND_OVER');
  return to;
}

/** A member leaves: the own account is disabled. The last manager hands over first, or nobody could let anybody in. */
export async function leaveOrganisation(ctx: Context, note?: string): Promise<boolean> {
  const { self, others } = await membersOf(ctx);
  if (self.manager && !others.some(({ manager }) => manager)) throw refuse('ILLEGAL_STATE', 'LAST_MANAGER');
  // Whoever is no manager changes no account, not even the own one, but for this.
  await ctx.asSystem(() => shift(ctx, User, userLifecycle, self, 'LEAVE', { note }));
  await endSessions(ctx, self.id, 'LEAVE');
  ctx.request.setCookie?.('sid', '', 0);
  return true;
}

/** As `advanceUser`; two managers who disable each other at once do not both succeed. */
export async function advanceMember(ctx: Context, id: string, action: string, note?: string): Promise<User> {
  if (ctx.actor.role in organisations) await membersOf(ctx);
  return advanceUser(ctx, id, action, note);
}
