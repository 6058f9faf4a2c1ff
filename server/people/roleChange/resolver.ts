import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Advancing } from '../../kernel/advancing.ts';
import type { Context } from '../../kernel/context.ts';
import { Creating } from '../../kernel/editing.ts';
import { Listing } from '../../kernel/listing.ts';
import { User } from '../user/entity.ts';
import { RoleChange, RoleChangeInput } from './entity.ts';
import { roleChangeLifecycle } from './lifecycle.ts';
import { advanceRoleChange, proposeRoleChange } from './service.ts';

@Resolver(() => RoleChange)
class RoleChangeResolver {
  @FieldResolver(() => User, { nullable: true, description: 'The account' })
  user(@Root() { userId }: RoleChange, @Ctx() ctx: Context): Promise<User | null> {
    return ctx.load(User, userId);
  }
}

export const roleChangeResolvers = [
  RoleChangeResolver,
  Listing(RoleChange, { filter: ['userId', 'state', 'role', 'proposerRole'], sort: ['createdAt'] }),
  Creating(RoleChange, RoleChangeInput, proposeRoleChange),
  ...Advancing(RoleChange, roleChangeLifecycle, advanceRoleChange),
];
