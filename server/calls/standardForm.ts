import type { CallForm, FormField } from './formShape.ts';
import { labelOfSolutionField } from './solutionFields.ts';

/** What a submission has always had to say; a new call begins here. */
const always = [
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

const ofSolution = (key: string): FormField => ({
  key,
  ...labelOfSolutionField(key),
  kind: 'SOLUTION',
  required: true,
  reusable: true,
  keyField: ['priceAfter', 'freeDays', 'seats'].includes(key),
});

/** The form of a call that says nothing of its own: fields of the solution, any files, no conditions. */
export const standardForm: CallForm = { fields: always.map(ofSolution), files: [], eligibility: [] };
