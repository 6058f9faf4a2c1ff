import type { OperationName } from './types.ts';

/** What each operation asks, in order. */
export const about: Readonly<Record<OperationName, string>> = {
  Q1: 'one offering with its provider',
  Q2: '20 offerings by kind and division, by price, with provider and scenarios',
  Q3: '100 trials of one state with offering, provider, enterprise',
  Q4: '50 providers → 5 offerings → 3 trials',
  Q5: 'a page of 50 deep in the trials, by cursor',
  Q6: 'coverage by district',
  Q7: 'coverage by division',
  Q8: 'funnel of twelve months',
  Q9: 'search of offerings with the total',
  Q10: '100 enterprises of 10 fields, by cursor',
};
export const operations = Object.keys(about) as OperationName[];
