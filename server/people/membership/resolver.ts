import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../kernel/context.ts';
import { User } from '../user/entity.ts';
import { leaveOrganisation, transferManagement } from './service.ts';

@Resolver()
export class MembershipResolver {
  @Mutation(() => User, { description: 'Hands the management of your organisation’s accounts to another member' })
  transferManagement(
    @Arg('userId', () => ID, { description: 'The member who takes over' }) userId: string,
    @Ctx() ctx: Context,
  ): Promise<User> {
    return transferManagement(ctx, userId);
  }

  @Mutation(() => Boolean, { description: 'Leaves your organisation: your account is disabled. The last manager hands over first.' })
  leaveOrganisation(
    @Arg('note', () => String, { nullable: true, description: 'Why; kept in the history' }) note: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<boolean> {
    return leaveOrganisation(ctx, note);
  }
}
