import { alwaysAsked, labelOfSolutionField } from '../../schema/solutionFields.ts';
import type { CallForm, FormField } from './formShape.ts';

const ofSolution = (key: string): FormField => ({
  key,
  ...labelOfSolutionField(key),
  kind: 'SOLUTION',
  required: true,
  reusable: true,
  keyField: ['priceAfter', 'freeDays', 'seats'].includes(key),
});

/** The form of a call that says nothing of its own: fields of the solution, any files, no conditions. */
export const standardForm: CallForm = { fields: alwaysAsked.map(ofSolution), files: [], eligibility: [] };
