import { Int } from 'type-graphql';
import { Advancing } from '../../kernel/advancing.ts';
import { Edges, made, many, one } from '../../kernel/edges.ts';
import { Updating } from '../../kernel/editing.ts';
import { Listing } from '../../kernel/listing.ts';
import { Provider } from '../../people/provider/entity.ts';
import { Offering, OfferingPatch } from './entity.ts';
import { offeringLifecycle } from './lifecycle.ts';
import { advanceOffering, changeOffering } from './service.ts';

/** How many may still apply: bounded by the seats at once, and by those in all where there is such a bound. */
function seatsLeft({ seats, seatsTaken, seatsUsed, seatsTotal }: Offering): number {
  const inAll = seatsTotal === null || seatsTotal === undefined ? seats : seatsTotal - seatsUsed;
  return Math.max(0, Math.min(seats, inAll) - seatsTaken);
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
    grows: ['name', 'createdAt', 'visibleFrom', 'priceAfter'],
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
  Edges(Offering, {
    provider: one(() => Provider, 'Who supplies it; null when the provider is not yours to see'),
    seatsLeft: made<Offering>(() => Int, 'How many may still apply now', ['seats', 'seatsTaken', 'seatsUsed', 'seatsTotal'], seatsLeft),
  }),
  Edges(Provider, {
    offerings: many(() => Offering, 'Its offerings, the oldest first, as far as you may see them', { of: 'providerId', first: 25 }),
  }),
];
