import { fieldsOf } from '../kit/resource.tsx';
import type { TrialRow } from './asks.ts';

const row = fieldsOf<TrialRow>();

/** A trial among others of the same offering, enterprise or provider. */
export const trialColumns = [
  row.text('enterpriseName'),
  row.text('offeringName'),
  row.moment('appliedAt'),
  row.day('startsOn'),
  row.day('endsOn'),
  row.state(),
];
