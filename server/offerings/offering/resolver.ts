import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../kernel/context.ts';
import { Edges, made, many, one } from '../../kernel/edges.ts';
import { Updating } from '../../kernel/editing.ts';
import { Listing } from '../../kernel/listing.ts';
import { GraphQLDay } from '../../kernel/scalars.ts';
import { Provider } from '../../people/provider/entity.ts';
import { full, inCatalogueNow } from '../catalogue/conditions.ts';
import { changeOffering } from './changing.ts';
import { Offering, OfferingPatch } from './entity.ts';
import { renewOffering } from './service.ts';

/** How many may still apply: bounded by the seats at once, and by those in all where there is such a bound. */
function seatsLeft({ seats, seatsTaken, seatsUsed, seatsTotal }: Offering): number {
  const inAll = seatsTotal === null || seatsTotal === undefined ? seats : seatsTotal - seatsUsed;
  return Math.max(0, Math.min(seats, inAll) - seatsTaken);
}

@Resolver(() => Offering)
class OfferingResolver {
  @Mutation(() => Offering, { description: 'Prolongs an offering, or lists one again whose time on the list was over' })
  renewOffering(
    @Arg('id', () => ID, { description: 'The offering' }) id: string,
    @Arg('validTo', () => GraphQLDay, { description: 'Its new last day' }) validTo: string,
    @Arg('note', () => String, { nullable: true, description: 'Why; kept in the history' }) note: string | undefined,
    @Ctx() ctx: Context,
  ): Promise<Offering> {
    return renewOffering(ctx, id, validTo, note);
  }
}

export const offeringResolvers = [
  Listing(Offering, {
    filter: [
      'state',
      'providerId',
      'listId',
      'listNumber',
      'kind',
      'mainScenario',
      'scenarios',
      'divisions',
      'freeDays',
      'priceAfter',
      'startWithinDays',
      'validTo',
    ],
    search: ['name', 'painPoint', 'providerName', 'keywords'],
    sort: ['name', 'createdAt', 'visibleFrom', 'validTo', 'priceAfter', 'freeDays', 'startWithinDays', 'seats', 'state'],
    grows: ['name', 'createdAt', 'visibleFrom', 'priceAfter'],
    extra: {
      available: {
        type: () => Boolean,
        about: 'Whether a seat is free now',
        sql: (wanted: boolean) => ({ sql: wanted ? `${full} is not true` : full }),
      },
      current: {
        type: () => Boolean,
        about: 'Whether it is in the public catalogue now',
        sql: (wanted: boolean) => ({ sql: wanted ? inCatalogueNow : `not ${inCatalogueNow}` }),
      },
    },
  }),
  Updating(Offering, OfferingPatch, changeOffering),
  OfferingResolver,
  Edges(Offering, {
    provider: one(() => Provider, 'Who supplies it; null when the provider is not yours to see'),
    seatsLeft: made<Offering>(() => Int, 'How many may still apply now', ['seats', 'seatsTaken', 'seatsUsed', 'seatsTotal'], seatsLeft),
  }),
  Edges(Provider, {
    offerings: many(() => Offering, 'Its offerings, the oldest first, as far as you may see them', { of: 'providerId', first: 25 }),
  }),
];
