import { advance } from '../kernel/advance.ts';
import { Advancing } from '../kernel/advancing.ts';
import { Creating, create } from '../kernel/editing.ts';
import { idIn, keepReport } from '../kernel/exporting/reports.ts';
import type { Feature } from '../kernel/feature.ts';
import { Listing } from '../kernel/listing.ts';
import { Conflict, ConflictInput } from './conflict/entity.ts';
import { conflictLifecycle } from './conflict/lifecycle.ts';
import { ReviewPaper } from './paper/entity.ts';
import { reviewsPolicy } from './policy.ts';
import { reviewsResolvers } from './resolver.ts';
import { reviewResults } from './result/report.ts';
import { Review, ReviewInput } from './review/entity.ts';
import { reviewLifecycle } from './review/lifecycle.ts';
import { advanceReview } from './review/marking.ts';
import { createReview } from './service.ts';

keepReport('ReviewResult', {
  operation: 'callResult',
  columns: [
    ...[
      'rank',
      'number',
      'name',
      'providerName',
      'kind',
      'divisions',
      'total',
      'mean',
      'median',
      'spread',
      'flagged',
      'reviews',
      'abstentions',
    ],
    ...['setAside', 'vetoed', 'reaches', 'passing', 'standing', 'tieBreak'],
  ],
  rows: (ctx, filter) => reviewResults(ctx, idIn(filter, 'callId')),
});

export const reviews: Feature = {
  name: 'reviews',
  entities: [ReviewPaper, Review, Conflict],
  lifecycles: [reviewLifecycle, conflictLifecycle],
  policy: reviewsPolicy,
  resolvers: [
    ...reviewsResolvers,
    Listing(ReviewPaper, {
      filter: ['callId', 'expertId', 'scenario', 'number'],
      search: ['title', 'number'],
      sort: ['number', 'createdAt'],
    }),
    Listing(Review, {
      filter: ['callId', 'expertId', 'submissionId', 'state', 'number', 'submittedAt'],
      search: ['number'],
      sort: ['number', 'createdAt', 'submittedAt'],
      grows: ['number', 'createdAt'],
    }),
    Creating(Review, ReviewInput, createReview),
    ...Advancing(Review, reviewLifecycle, advanceReview),
    Listing(Conflict, { filter: ['expertId', 'providerId', 'kind', 'basis', 'state'], search: ['reason'], sort: ['createdAt'] }),
    Creating(Conflict, ConflictInput, (ctx, input) => create(ctx, Conflict, { ...input, kind: 'PINNED', basis: 'OTHER' })),
    ...Advancing(Conflict, conflictLifecycle, (ctx, id, action, note) => advance(ctx, Conflict, conflictLifecycle, id, action, { note })),
  ],
  bulk: ['drawExperts'],
};
