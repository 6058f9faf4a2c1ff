import type { Subscriber } from '../kernel/journal.ts';
import { followEnterprises, proposeAssessment, proposeConversion } from './evidence/service.ts';

/** What coverage does when something happens below it. Each may be told twice, and then does nothing. */
export const coverageSubscribers: readonly Subscriber[] = [
  {
    name: 'coverage: evidence follows its enterprise',
    on: /^Enterprise\.UPDATE$/,
    deliver: (ctx, { subjectId }) => followEnterprises(ctx, subjectId),
  },
  {
    name: 'coverage: a verified purchase is evidence to verify',
    on: /^Conversion\.VERIFY$/,
    deliver: (ctx, { subjectId }) => proposeConversion(ctx, subjectId),
  },
  {
    name: 'coverage: a verified judgement on the spot is evidence to verify',
    on: /^Assessment\.VERIFY$/,
    deliver: (ctx, { subjectId }) => proposeAssessment(ctx, subjectId),
  },
];
