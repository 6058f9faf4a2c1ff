import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Advancing } from '../../kernel/advancing.ts';
import type { Context } from '../../kernel/context.ts';
import { Creating, Updating } from '../../kernel/editing.ts';
import { Listing } from '../../kernel/listing.ts';
import { GraphQLInstant } from '../../kernel/scalars.ts';
import { advanceMember } from '../membership/service.ts';
import { setUpPath } from '../session/passwords.ts';
import { User } from './entity.ts';
import { userLifecycle } from './lifecycle.ts';
import { createUser, setUpLink, UserInput, UserPatch, updateUser } from './service.ts';

@ObjectType({ description: 'A link with which the owner of an account sets a password. Shown once.' })
class SetUpLink {
  @Field(() => String, { description: 'Path of the page, to be put behind the address of the panel' }) path!: string;
  @Field(() => GraphQLInstant, { description: 'Until when it works' }) expiresAt!: Date;
}

@Resolver()
class SetUpResolver {
  @Mutation(() => SetUpLink, { description: 'Makes a one-time link with which the owner of an account sets a password; earlier ones end' })
  async setUpLink(@Arg('userId', () => ID, { description: 'The account' }) userId: string, @Ctx() ctx: Context): Promise<SetUpLink> {
    const { token, expiresAt } = await setUpLink(ctx, userId);
    return { path: setUpPath(token), expiresAt };
  }
}

export const userResolvers = [
  SetUpResolver,
  Listing(User, {
    filter: ['role', 'state', 'district', 'providerId', 'enterpriseId', 'personNumber'],
    search: ['login', 'name'],
    sort: ['login', 'name', 'createdAt', 'lastSignInAt'],
  }),
  ...Advancing(User, userLifecycle, advanceMember),
  Creating(User, UserInput, createUser),
  Updating(User, UserPatch, updateUser),
];
