import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { HavingFiles } from '../../files/resolver.ts';
import { Advancing } from '../../kernel/advancing.ts';
import type { Context } from '../../kernel/context.ts';
import { Edges, one, only } from '../../kernel/edges.ts';
import { Creating, Updating } from '../../kernel/editing.ts';
import { Listing } from '../../kernel/listing.ts';
import { Enterprise } from '../../people/enterprise/entity.ts';
import { notConvertedReason, Trial } from '../trial/entity.ts';
import { Conversion, ConversionInput, ConversionPatch } from './entity.ts';
import { conversionLifecycle } from './lifecycle.ts';
import { advanceConversion, amendConversion, declineConversion, recordConversion } from './service.ts';

@Resolver(() => Trial)
class TrialOutcomeResolver {
  @Mutation(() => Trial, { description: 'Says why a trial that has ended led to no purchase; it has no other outcome then' })
  declineConversion(
    @Arg('id', () => ID, { description: 'The trial' }) id: string,
    @Arg('reason', () => notConvertedReason.type, { description: 'Why; NO_ANSWER is for the clock' }) reason: string,
    @Arg('note', () => String, { nullable: true, description: 'More about it, up to 500 characters; required for OTHER' }) note:
      | string
      | undefined,
    @Ctx() ctx: Context,
  ): Promise<Trial> {
    return declineConversion(ctx, id, reason, note);
  }
}

export const conversionResolvers = [
  Listing(Conversion, {
    filter: ['state', 'trialId', 'offeringId', 'enterpriseId', 'providerId', 'district', 'signedOn', 'createdAt', 'recordedByRole'],
    search: ['contractNumber', 'enterpriseName'],
    sort: ['createdAt', 'signedOn', 'amount', 'state'],
    grows: ['createdAt', 'signedOn'],
  }),
  Creating(Conversion, ConversionInput, recordConversion),
  Updating(Conversion, ConversionPatch, amendConversion),
  ...Advancing(Conversion, conversionLifecycle, advanceConversion),
  HavingFiles(Conversion),
  TrialOutcomeResolver,
  Edges(Conversion, {
    trial: one(() => Trial, 'The trial that led to it'),
    enterprise: one(() => Enterprise, 'Who bought; null when not yours to see'),
  }),
  // Trials do not know their conversions, so the edge back is declared here.
  Edges(Trial, { conversion: only(() => Conversion, 'The purchase it led to', 'trialId') }),
];
