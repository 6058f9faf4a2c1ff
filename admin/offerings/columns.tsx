import { fieldsOf } from '../kit/resource.tsx';
import type { OfferingRow } from './asks.ts';

const row = fieldsOf<OfferingRow>();

/** An offering among others of the same list or provider. */
export const offeringColumns = [
  row.text('name'),
  row.link('provider', 'Provider'),
  row.count('freeDays'),
  row.count('seatsLeft'),
  row.day('validTo'),
  row.state(),
];
