import { fieldsOf } from '../kit/resource.tsx';
import type { SubmissionRow } from './asks.ts';

const row = fieldsOf<SubmissionRow>();

/** A submission among others of the same call or solution. */
export const submissionColumns = [
  row.text('name'),
  row.code('number'),
  row.link('provider', 'Provider'),
  row.moment('filedAt'),
  row.state(),
];
