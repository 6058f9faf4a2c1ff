import type { Feature } from '../kernel/feature.ts';
import { Listing } from '../kernel/listing.ts';
import { Chain, District, Division, Scenario } from './entity.ts';
import { fillReference } from './fill.ts';
import { referencePolicy } from './policy.ts';

export const reference: Feature = {
  name: 'reference',
  entities: [District, Division, Scenario, Chain],
  policy: referencePolicy,
  resolvers: [
    Listing(District, { filter: ['code'], search: ['nameZh', 'nameEn', 'code'], sort: ['position', 'code'] }),
    Listing(Division, { filter: ['code', 'section'], search: ['nameZh', 'nameEn', 'code'], sort: ['position', 'code'] }),
    Listing(Scenario, { filter: ['code', 'kind'], search: ['nameZh', 'nameEn', 'code'], sort: ['position', 'code'] }),
    Listing(Chain, { filter: ['code', 'scheme'], search: ['nameZh', 'nameEn', 'code'], sort: ['position', 'code'] }),
  ],
  fill: fillReference,
};
