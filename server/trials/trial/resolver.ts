import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { Advancing } from '../../kernel/advancing.ts';
import type { Context } from '../../kernel/context.ts';
import { Edges, many, one } from '../../kernel/edges.ts';
import { Creating, Updating } from '../../kernel/editing.ts';
import { Listing } from '../../kernel/listing.ts';
import { OfferingEdition } from '../../offerings/edition/entity.ts';
import { Offering } from '../../offerings/offering/entity.ts';
import { offeringLifecycle } from '../../offerings/offering/lifecycle.ts';
import { Enterprise } from '../../people/enterprise/entity.ts';
import { Provider } from '../../people/provider/entity.ts';
import { Trial, TrialInput, TrialPatch } from './entity.ts';
import { trialLifecycle } from './lifecycle.ts';
import { moveOffering } from './seats.ts';
import { advanceTrial, amendTrial, applyForTrial, extendTrial } from './service.ts';

@Resolver(() => Trial)
class TrialResolver {
  @Mutation(() => Trial, { description: 'Adds days to a running trial: once, at most thirty' })
  extendTrial(
    @Arg('id', () => ID, { description: 'The trial' }) id: string,
    @Arg('days', () => Int, { description: 'How many days, 1 to 30' }) days: number,
    @Arg('reason', () => String, { description: 'Why; kept in the history' }) reason: string,
    @Ctx() ctx: Context,
  ): Promise<Trial> {
    return extendTrial(ctx, id, days, reason);
  }
}

export const trialResolvers = [
  Listing(Trial, {
    filter: [
      'state',
      'offeringId',
      'enterpriseId',
      'providerId',
      'district',
      'platformId',
      'appliedAt',
      'replyDueAt',
      'heldUntil',
      'startsOn',
      'endsAt',
      'outcomeDueAt',
      'notConvertedReason',
    ],
    search: ['offeringName', 'enterpriseName'],
    sort: ['appliedAt', 'replyDueAt', 'startsOn', 'endsAt', 'outcomeDueAt', 'state', 'offeringName', 'enterpriseName', 'createdAt'],
    grows: ['appliedAt'],
    within: { state: ['appliedAt'], district: ['appliedAt', ['state', 'appliedAt']] },
  }),
  Creating(Trial, TrialInput, applyForTrial),
  Updating(Trial, TrialPatch, amendTrial),
  ...Advancing(Trial, trialLifecycle, (ctx, id, action, note) => advanceTrial(ctx, id, action, { note })),
  TrialResolver,
  // An offering does not know its trials, but what is done to it takes some of them along.
  ...Advancing(Offering, offeringLifecycle, moveOffering),
  Edges(Trial, {
    offering: one(() => Offering, 'What is tried; null when it is no longer yours to see'),
    edition: one(() => OfferingEdition, 'What the offering said when it was applied for'),
    provider: one(() => Provider, 'Who supplies it; null when not yours to see'),
    enterprise: one(() => Enterprise, 'Who tries; null when not yours to see'),
  }),
  Edges(Offering, {
    trials: many(() => Trial, 'Trials of it, the oldest first, as far as you may see them', { of: 'offeringId', first: 25 }),
  }),
];
