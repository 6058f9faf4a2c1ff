import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { Advancing, HavingHistory } from '../kernel/advancing.ts';
import type { Expressions } from '../kernel/asking.ts';
import type { Context } from '../kernel/context.ts';
import { Edges, made, one } from '../kernel/edges.ts';
import { Creating, Updating } from '../kernel/editing.ts';
import { refuse } from '../kernel/errors.ts';
import { Listing } from '../kernel/listing.ts';
import { GraphQLInstant } from '../kernel/scalars.ts';
import { Provider } from '../people/provider/entity.ts';
import { announceCall, callFaults, later } from './announcing.ts';
import { copyCall } from './copying.ts';
import { Call, CallInput, CallPatch, Extension, ExtensionInput } from './entity.ts';
import { grantExtension, latestExtension } from './extension.ts';
import { CallFault } from './faults.ts';
import { callLifecycle } from './lifecycle.ts';
import { reviseRubric } from './revising.ts';
import { Rubric } from './rubric.ts';
import { advanceCall, createCall, updateCall } from './service.ts';

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

  @Mutation(() => Call, {
    description: 'Drafts a call like another one: everything but numbers and dates, which are moved to working days a year later',
  })
  copyCall(@Arg('id', () => ID, { description: 'The call to begin with' }) id: string, @Ctx() ctx: Context): Promise<Call> {
    return copyCall(ctx, id);
  }

  @Mutation(() => Call, {
    description: 'Replaces a rubric by which marks have been given: a new version, whose result has no marks of the old one',
  })
  reviseRubric(
    @Arg('id', () => ID, { description: 'The call' }) id: string,
    @Arg('version', () => Int, { description: 'The version of the call that was read' }) version: number,
    @Arg('rubric', () => Rubric, { description: 'The new rubric' }) rubric: Rubric,
    @Arg('reason', () => String, { description: 'Why marks that were given no longer count' }) reason: string,
    @Ctx() ctx: Context,
  ): Promise<Call> {
    if (version < 1) throw refuse('BAD_USER_INPUT', 'VERSION_REQUIRED');
    return reviseRubric(ctx, id, version, rubric, reason);
  }

  @Query(() => [CallFault], {
    description: 'Everything that is wrong with a call, at once: what keeps it from being announced, and what is worth a second look',
  })
  callFaults(@Arg('id', () => ID, { description: 'The call' }) id: string, @Ctx() ctx: Context): Promise<CallFault[]> {
    return callFaults(ctx, id);
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
