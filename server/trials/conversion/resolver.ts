import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { HavingFiles } from '../../files/resolver.ts';
import { Advancing } from '../../kernel/advancing.ts';
import type { Context } from '../../kernel/context.ts';
import { Creating, Updating } from '../../kernel/editing.ts';
import { Listing } from '../../kernel/listing.ts';
import { Enterprise } from '../../people/enterprise/entity.ts';
import { notConvertedReason, Trial } from '../trial/entity.ts';
import { Conversion, ConversionInput, ConversionPatch } from './entity.ts';
import { conversionLifecycle } from './lifecycle.ts';
import { advanceConversion, amendConversion, declineConversion, recordConversion } from './service.ts';

@Resolver(() => Conversion)
class ConversionResolver {
  @FieldResolver(() => Trial, { nullable: true, description: 'The trial that led to it' })
  trial(@Root() conversion: Conversion, @Ctx() ctx: Context): Promise<Trial | null> {
    return ctx.load(Trial, conversion.trialId);
  }

  @FieldResolver(() => Enterprise, { nullable: true, description: 'Who bought; null when not yours to see' })
  enterprise(@Root() conversion: Conversion, @Ctx() ctx: Context): Promise<Enterprise | null> {
    return ctx.load(Enterprise, conversion.enterpriseId);
  }
}

/** Trials do not know their conversions, so the edge back is declared here. */
@Resolver(() => Trial)
class TrialOutcomeResolver {
  @FieldResolver(() => Conversion, { nullable: true, description: 'The purchase it led to' })
  async conversion(@Root() trial: Trial, @Ctx() ctx: Context): Promise<Conversion | null> {
    return (await ctx.loadAll(Conversion, 'trialId', trial.id))[0] ?? null;
  }

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
  }),
  Creating(Conversion, ConversionInput, recordConversion),
  Updating(Conversion, ConversionPatch, amendConversion),
  ...Advancing(Conversion, conversionLifecycle, advanceConversion),
  ConversionResolver,
  HavingFiles(Conversion),
  TrialOutcomeResolver,
];
