import { Arg, Ctx, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { type Role, staff } from '../../../schema/roles.ts';
import { settleDue } from '../../kernel/advance.ts';
import { Advancing } from '../../kernel/advancing.ts';
import type { Context } from '../../kernel/context.ts';
import { Edges, one } from '../../kernel/edges.ts';
import { Input, Text } from '../../kernel/fields.ts';
import { roleEnum } from '../../kernel/journal.ts';
import { Listing } from '../../kernel/listing.ts';
import { GraphQLInstant } from '../../kernel/scalars.ts';
import { Enterprise } from '../enterprise/entity.ts';
import { Provider } from '../provider/entity.ts';
import { Invitation, InvitationInput } from './entity.ts';
import { invitationLifecycle } from './lifecycle.ts';
import { type Acceptance, acceptInvitation, advanceInvitation, type Invited, invite, openInvitation } from './service.ts';

@ObjectType({ description: 'An invitation that has just been made. Its link is shown this once.' })
class NewInvitation {
  @Field(() => String, { description: 'Path of the page where it is accepted, to be put behind the address of the panel' }) path!: string;
  @Field(() => Invitation, { description: 'What is kept of it' }) invitation!: Invitation;
}

@ObjectType({ description: 'What an invitation offers to whoever holds its link' })
class InvitationOffer {
  @Field(() => String, { description: 'Whom it is meant for' }) name!: string;
  @Field(() => roleEnum.type, { description: 'What the account will act as' }) role!: string;
  @Field(() => String, { nullable: true, description: 'The organisation it will act for' }) organisationName?: string | null;
  @Field(() => String, { nullable: true, description: 'Who invites' }) invitedBy?: string | null;
  @Field(() => Boolean, { description: 'Whether the number of the person is asked for' }) needsPersonNumber!: boolean;
  @Field(() => GraphQLInstant, { description: 'Until when it can be accepted' }) expiresAt!: Date;
}

@ObjectType({ description: 'The account an invitation has become' })
class AcceptedInvitation {
  @Field(() => String, { description: 'The name to sign in with' }) login!: string;
  @Field(() => String, { description: 'Where the account stands: it may still wait for approval (PROPOSED)' }) state!: string;
}

@Input('What the invited person adds')
class AcceptanceInput implements Acceptance {
  @Text({ about: 'The name to sign in with: 2 to 64 letters a–z, figures, dots, hyphens, underscores or @', max: 64 }) login!: string;
  @Text({ about: 'The name shown to colleagues', max: 60 }) name!: string;
  @Text({ about: 'Number of the person, such as a staff number; for administrators', optional: true, max: 32 }) personNumber?:
    | string
    | null;
  @Text({ about: 'The password: at least 12 characters for the bureau and districts, 10 for others', max: 128 }) password!: string;
}

@Resolver(() => Invitation)
class InvitationResolver {
  @Mutation(() => NewInvitation, { description: 'Invites somebody to have an account and shows the link, this once' })
  createInvitation(
    @Arg('input', () => InvitationInput, { description: 'Who is invited, to be what' }) input: InvitationInput,
    @Ctx() ctx: Context,
  ): Promise<Invited> {
    return invite(ctx, input);
  }

  @Query(() => InvitationOffer, { description: 'What an invitation offers; TOKEN_INVALID unless it is open' })
  async invitationOffer(
    @Arg('token', () => String, { description: 'Token of the link' }) token: string,
    @Ctx() ctx: Context,
  ): Promise<InvitationOffer> {
    const { name, role, providerId, enterpriseId, invitedBy, expiresAt } = (await ctx.asSystem(door => openInvitation(door, token)))
      .invitation;
    const [organisation] = await ctx.query<{ name: string }>(
      'select name from inside.provider where id = $1 union all select name from inside.enterprise where id = $2',
      [providerId ?? null, enterpriseId ?? null],
    );
    const needsPersonNumber = staff.includes(role as Role);
    return { name, role, organisationName: organisation?.name ?? null, invitedBy: invitedBy ?? null, needsPersonNumber, expiresAt };
  }

  @Mutation(() => AcceptedInvitation, { description: 'Makes the account that an invitation offers; the link works once' })
  async acceptInvitation(
    @Arg('token', () => String, { description: 'Token of the link' }) token: string,
    @Arg('input', () => AcceptanceInput, { description: 'Login, name and password' }) input: AcceptanceInput,
    @Ctx() ctx: Context,
  ): Promise<AcceptedInvitation> {
    return acceptInvitation(ctx, token, input);
  }
}

export const invitationResolvers = [
  InvitationResolver,
  Edges(Invitation, {
    provider: one(() => Provider, 'The provider it will act for'),
    enterprise: one(() => Enterprise, 'The enterprise it will act for'),
  }),
  Listing(Invitation, {
    filter: ['role', 'state', 'providerId', 'enterpriseId', 'expertId', 'expiresAt'],
    sort: ['createdAt', 'expiresAt'],
  }),
  ...Advancing(Invitation, invitationLifecycle, advanceInvitation),
];
export const settleInvitations = (ctx: Context): Promise<number> => settleDue(ctx, Invitation, invitationLifecycle);
