import { fieldsOf } from '../kit/resource.tsx';
import type { DecisionRow } from './asks.ts';

const row = fieldsOf<DecisionRow>();

/** A decision among others of the same call or release. */
export const decisionColumns = [
  row.link('submission', 'Submission'),
  row.choice('outcome', 'DecisionOutcome'),
  row.code('minutesNumber'),
  row.moment('releasedAt'),
  row.state(),
];
