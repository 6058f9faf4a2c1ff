import { valuesOf } from '../../i18n/index.ts';
import type { Input } from '../../kit/source.ts';
import type { useAddress } from '../useAddress.ts';

type Filter = Input<'OfferingFilter'>;
type Choice = Input<'CatalogueChoice'>;
export type Address = ReturnType<typeof useAddress>;

/** What one narrows by, and the key under which it stands in the address; several values are joined by commas. */
export const facetKeys = {
  SCENARIO: 'scenario',
  DIVISION: 'division',
  FREE: 'free',
  PRICE: 'price',
  KIND: 'kind',
  AVAILABLE: 'seat',
} as const;
export type FacetName = keyof typeof facetKeys;

const listOf = (text: string) => text.split(',').filter(Boolean);
const numberOf = (text: string) => (/^\d{1,8}$/.test(text) ? Number(text) : undefined);
export const chosenOf = ({ get }: Pick<Address, 'get'>, facet: FacetName): string[] => listOf(get(facetKeys[facet]));

/** What is chosen, as the API counts by it. An address that was tampered with narrows by less. */
export function choiceOf(address: Pick<Address, 'get'>): Choice {
  const of = (facet: FacetName) => chosenOf(address, facet);
  const kinds = of('KIND').filter(kind => valuesOf('SolutionKind').includes(kind));
  return {
    ...(of('SCENARIO').length && { scenarios: of('SCENARIO').slice(0, 100) }),
    ...(of('DIVISION').length && { divisions: of('DIVISION').slice(0, 100) }),
    ...(kinds.length && { kinds: kinds as Choice['kinds'] }),
    ...(numberOf(of('FREE')[0] ?? '') !== undefined && { freeDays: numberOf(of('FREE')[0]!) }),
    ...(numberOf(of('PRICE')[0] ?? '') !== undefined && { priceAfter: numberOf(of('PRICE')[0]!) }),
    ...(of('AVAILABLE').length && { available: true }),
  };
}

/** The same as the list is filtered by. */
export function filterOf({ scenarios, divisions, kinds, freeDays, priceAfter, available }: Choice): Filter {
  return {
    current: true,
    ...(scenarios && { scenarios }),
    ...(divisions && { divisions }),
    ...(kinds && { kind: kinds }),
    ...(typeof freeDays === 'number' && { freeDays: { from: freeDays } }),
    ...(typeof priceAfter === 'number' && { priceAfter: { to: String(priceAfter) } }),
    ...(available && { available }),
  };
}

export const noChoice = Object.fromEntries(['q', ...Object.values(facetKeys)].map(key => [key, '']));

/** In what order: by the key in the address. */
export const orders = {
  new: { field: 'VISIBLE_FROM', direction: 'DESC' },
  free: { field: 'FREE_DAYS', direction: 'DESC' },
  price: { field: 'PRICE_AFTER', direction: 'ASC' },
  start: { field: 'START_WITHIN_DAYS', direction: 'ASC' },
} as const;
export const orderOf = ({ get }: Pick<Address, 'get'>): keyof typeof orders =>
  get('order') in orders ? (get('order') as keyof typeof orders) : 'new';

/** What is compared stands in the address too: two to four. */
export const most = 4;
export const comparedOf = ({ get }: Pick<Address, 'get'>, key = 'vs'): string[] =>
  [...new Set(listOf(get(key)))].filter(id => /^[0-9a-f-]{36}$/i.test(id)).slice(0, most);
