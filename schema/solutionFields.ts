import { lexicon } from './messages/index.ts';

/**
 * Fields of a solution that the form of a call can ask for, and what a bound of each means: characters, a value, or how
 * many. Their own rules (lengths, codes) hold besides.
 */
export const solutionFields: Readonly<Record<string, 'text' | 'number' | 'list'>> = {
  release: 'text',
  painPoint: 'text',
  functions: 'text',
  divisions: 'list',
  deployments: 'list',
  interfaces: 'list',
  prerequisites: 'text',
  measures: 'list',
  cases: 'list',
  caseContacts: 'list',
  listPrice: 'number',
  priceAfter: 'number',
  freeDays: 'number',
  seats: 'number',
  startWithinDays: 'number',
  included: 'list',
  excluded: 'list',
  exitTerms: 'text',
};

/** What a submission has always had to say; a call that asks nothing of its own asks for these. */
export const alwaysAsked = [
  'painPoint',
  'functions',
  'divisions',
  'deployments',
  'measures',
  'priceAfter',
  'freeDays',
  'seats',
  'startWithinDays',
  'exitTerms',
];

/** What a field of a solution is called, in both languages. */
export function labelOfSolutionField(key: string): { label: string; labelEn: string } {
  const [label, labelEn] = lexicon.fields['Solution']?.[key] ?? [key, key];
  return { label, labelEn };
}
