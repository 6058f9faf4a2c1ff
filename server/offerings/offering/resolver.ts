import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Advancing } from '../../kernel/advancing.ts';
import type { Context } from '../../kernel/context.ts';
import { Updating } from '../../kernel/editing.ts';
import { Listing } from '../../kernel/listing.ts';
import { Provider } from '../../people/provider/entity.ts';
import { Offering, OfferingPatch } from './entity.ts';
import { offeringLifecycle } from './lifecycle.ts';
import { advanceOffering, changeOffering } from './service.ts';

@Resolver(() => Offering)
class OfferingResolver {
  @FieldResolver(() => Provider, { nullable: true, description: 'Who supplies it; null when the provider is not yours to see' })
  provider(@Root() offering: Offering, @Ctx() ctx: Context): Promise<Provider | null> {
    return ctx.load(Provider, offering.providerId);
  }

  @FieldResolver(() => Int, { description: 'How many may still apply now' })
  seatsLeft(@Root() { seats, seatsTaken, seatsUsed, seatsTotal }: Offering): number {
    const inAll = seatsTotal === null || seatsTotal === undefined ? seats : seatsTotal - seatsUsed;
    return Math.max(0, Math.min(seats, inAll) - seatsTaken);
  }
}

const full = '(it.seatsTaken >= it.seats or it.seatsTaken + it.seatsUsed >= it.seatsTotal)';

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
    search: ['name', 'painPoint', 'providerName'],
    sort: ['name', 'createdAt', 'visibleFrom', 'validTo', 'priceAfter', 'freeDays', 'seats', 'state'],
    extra: {
      available: {
        type: () => Boolean,
        about: 'Whether a seat is free now',
        sql: (wanted: boolean) => ({ sql: wanted ? `${full} is not true` : full }),
      },
    },
  }),
  ...Advancing(Offering, offeringLifecycle, advanceOffering),
  Updating(Offering, OfferingPatch, changeOffering),
  OfferingResolver,
];
