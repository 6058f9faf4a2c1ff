import { Arg, Ctx, Field, ID, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Advancing } from '../kernel/advancing.ts';
import type { Context } from '../kernel/context.ts';
import { Edges, made, one } from '../kernel/edges.ts';
import { Listing } from '../kernel/listing.ts';
import { spentByKey, usualOfKeys } from '../kernel/rates.ts';
import { ApiKey } from './entity.ts';
import { apiKeyLifecycle } from './lifecycle.ts';
import { ApiKeyInput, ApiKeyRotation, advanceApiKey, createApiKey, rotateApiKey } from './service.ts';

@ObjectType({ description: 'A key that has just been made. The key itself is shown this once.' })
class NewApiKey {
  @Field(() => String, { description: 'The key, to be sent as `Authorization: Bearer …`; it is nowhere kept' }) key!: string;
  @Field(() => ApiKey, { description: 'What is kept of it' }) apiKey!: ApiKey;
}

@ObjectType({ description: 'What the queries of a key have cost in the minute at hand' })
class KeyUsage {
  @Field(() => Int, { description: 'Cost so far' }) spent!: number;
  @Field(() => Int, { nullable: true, description: 'What they may cost; null when there is no limit' }) limit?: number | null;
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

  @Mutation(() => NewApiKey, {
    description: 'Makes the successor of a key, with the same scopes, and shows it, this once; the old one ends after the overlap',
  })
  rotateApiKey(
    @Arg('id', () => ID, { description: 'The key that is to be followed' }) id: string,
    @Arg('input', () => ApiKeyRotation, { nullable: true, description: 'How' }) input: ApiKeyRotation | undefined,
    @Arg('note', () => String, { nullable: true, description: 'Why; kept in the history of both keys' }) note: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<NewApiKey> {
    return rotateApiKey(ctx, id, input ?? {}, note);
  }
}

export const partnerResolvers = [
  ApiKeyResolver,
  Edges(ApiKey, {
    replaces: one(() => ApiKey, 'The key it takes over from'),
    usage: made<ApiKey & { spent?: number | null }>(
      () => KeyUsage,
      'What its queries have cost in the minute at hand, and may cost',
      ['costPerMinute'],
      ({ spent, costPerMinute }): KeyUsage => ({ spent: spent ?? 0, limit: costPerMinute ?? usualOfKeys() }),
      { asks: () => ({ spent: { sql: spentByKey } }) },
    ),
  }),
  Listing(ApiKey, {
    filter: ['state', 'platform', 'scopes', 'expiresAt', 'replacesId'],
    search: ['name', 'platform', 'prefix'],
    sort: ['createdAt', 'name', 'platform', 'expiresAt', 'lastUsedAt'],
  }),
  ...Advancing(ApiKey, apiKeyLifecycle, advanceApiKey),
];
