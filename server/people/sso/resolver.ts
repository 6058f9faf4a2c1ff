import { Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { Advancing } from '../../kernel/advancing.ts';
import { Edges, one } from '../../kernel/edges.ts';
import { Creating } from '../../kernel/editing.ts';
import { Listing } from '../../kernel/listing.ts';
import { User } from '../user/entity.ts';
import { LinkedIdentity } from './entity.ts';
import { linkedIdentityLifecycle } from './lifecycle.ts';
import { advanceIdentity, knownProviders, LinkedIdentityInput, linkIdentity } from './service.ts';

@ObjectType({ description: 'An identity provider at which people can sign in' })
class SignInWay {
  @Field(() => ID, { description: 'Its id in the settings of the installation' }) id!: string;
  @Field(() => String, { description: 'Its name in Chinese' }) name!: string;
  @Field(() => String, { description: 'Its name in English' }) englishName!: string;
  @Field(() => String, { description: 'Where a browser goes to sign in there' }) path!: string;
}

@Resolver()
class SignInWayResolver {
  @Query(() => [SignInWay], { description: 'The identity providers at which people can sign in, besides login and password here' })
  signInWays(): SignInWay[] {
    return knownProviders().map(({ id, name: [name, englishName] }) => ({ id, name, englishName, path: `/sso/${id}` }));
  }
}

export const signOnResolvers = [
  SignInWayResolver,
  Edges(LinkedIdentity, { user: one(() => User, 'The account it signs in to; null when not yours to see') }),
  Listing(LinkedIdentity, {
    filter: ['state', 'provider', 'userId'],
    search: ['subject'],
    sort: ['createdAt', 'provider', 'subject', 'lastUsedAt'],
  }),
  Creating(LinkedIdentity, LinkedIdentityInput, linkIdentity),
  ...Advancing(LinkedIdentity, linkedIdentityLifecycle, advanceIdentity),
];
