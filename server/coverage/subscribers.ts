import type { Subscriber } from '../kernel/journal.ts';
import { followEnterprises } from './evidence/service.ts';

/** What coverage does when something happens below it. Each may be told twice, and then does nothing. */
export const coverageSubscribers: readonly Subscriber[] = [
  {
    name: 'coverage: evidence follows its enterprise',
    on: /^Enterprise\.UPDATE$/,
    deliver: (ctx, { subjectId }) => followEnterprises(ctx, subjectId),
  },
];
