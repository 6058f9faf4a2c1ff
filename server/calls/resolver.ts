import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { Advancing, HavingHistory } from '../kernel/advancing.ts';
import type { Expressions } from '../kernel/asking.ts';
import type { Context } from '../kernel/context.ts';
import { Edges, made, one } from '../kernel/edges.ts';
import { Creating, Updating } from '../kernel/editing.ts';
import { refuse } from '../kernel/errors.ts';
import { Listing } from '../kernel/listing.ts';
import { GraphQLInstant } from '../kernel/scalars.ts';
import { Provider } from '../people/provider/entity.ts';
import { Call, CallInput, CallPatch, Extension, ExtensionInput } from './entity.ts';
import { grantExtension, latestExtension } from './extension.ts';
import { callLifecycle } from './lifecycle.ts';
import { advanceCall, announceCall, createCall, later, updateCall } from './service.ts';

@Resolver(() => Call)
class CallResolver {
  @Mutation(() => Call, { description: 'Announces a draft: the clock will open it, and close it' })
  announceCall(
    @Arg('id', () => ID, { description: 'The draft' }) id: string,
    @Arg('version', () => Int, { description: 'The version that was read' }) version: number,
    @Ctx() ctx: Context,
  ): Promise<Call> {
    if (version < 1) throw refuse('BAD_USER_INPUT', 'VERSION_REQUIRED');
    return announceCall(ctx, id, version);
  }
}

export const callResolvers = [
  CallResolver,
  Edges(Call, {
    deadline: made<Call & { extended?: string | null }>(
      () => GraphQLInstant,
      'Until when you may file, extensions included; exclusive',
      ['closesAt'],
      ({ closesAt, extended }) => (extended ? later(closesAt, new Date(extended)) : closesAt),
      { asks: ({ providerId }): Expressions => (providerId ? { extended: latestExtension(providerId) } : {}) },
    ),
  }),
  Listing(Call, {
    filter: ['state', 'code', 'kinds', 'historical', 'opensAt', 'closesAt'],
    search: ['title', 'code', 'number'],
    sort: ['opensAt', 'closesAt', 'code', 'title', 'state', 'createdAt'],
  }),
  Creating(Call, CallInput, createCall),
  Updating(Call, CallPatch, updateCall),
  ...Advancing(Call, callLifecycle, advanceCall),
  Edges(Extension, {
    call: one(() => Call, 'The call'),
    provider: one(() => Provider, 'The applicant'),
  }),
  Listing(Extension, { filter: ['callId', 'providerId', 'until'], sort: ['createdAt', 'until'] }),
  Creating(Extension, ExtensionInput, grantExtension),
  HavingHistory(Extension),
];
