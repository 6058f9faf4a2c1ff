import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { advance } from '../kernel/advance.ts';
import { Advancing } from '../kernel/advancing.ts';
import type { Context } from '../kernel/context.ts';
import { Listing } from '../kernel/listing.ts';
import { ApiKey } from './entity.ts';
import { apiKeyLifecycle } from './lifecycle.ts';
import { ApiKeyInput, createApiKey } from './service.ts';

@ObjectType({ description: 'A key that has just been made. The key itself is shown this once.' })
class NewApiKey {
  @Field(() => String, { description: 'The key, to be sent as `Authorization: Bearer …`; it is nowhere kept' }) key!: string;
  @Field(() => ApiKey, { description: 'What is kept of it' }) apiKey!: ApiKey;
}

@Resolver(() => ApiKey)
class ApiKeyResolver {
  @Mutation(() => NewApiKey, { description: 'Makes a key for a partner platform and shows it, this once' })
  createApiKey(
    @Arg('input', () => ApiKeyInput, { description: 'What the key is for' }) input: ApiKeyInput,
    @Ctx() ctx: Context,
  ): Promise<NewApiKey> {
    return createApiKey(ctx, input);
  }
}

export const partnerResolvers = [
  ApiKeyResolver,
  Listing(ApiKey, {
    filter: ['state', 'platform', 'scopes', 'expiresAt'],
    search: ['name', 'platform', 'prefix'],
    sort: ['createdAt', 'name', 'platform', 'expiresAt', 'lastUsedAt'],
  }),
  ...Advancing(ApiKey, apiKeyLifecycle, (ctx, id, action, note) => advance(ctx, ApiKey, apiKeyLifecycle, id, action, { note })),
];
