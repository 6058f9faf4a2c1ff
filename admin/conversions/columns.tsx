import { fieldsOf } from '../kit/resource.tsx';
import type { ConversionRow } from './asks.ts';

const row = fieldsOf<ConversionRow>();

/** A purchase among others of the same trial or enterprise. */
export const conversionColumns = [
  row.code('contractNumber'),
  row.text('offeringName'),
  row.money('amount'),
  row.day('signedOn'),
  row.state(),
];
