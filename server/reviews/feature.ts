import { advance } from '../kernel/advance.ts';
import { Advancing, HavingHistory } from '../kernel/advancing.ts';
import { Edges, many, one } from '../kernel/edges.ts';
import { Creating, create, Updating } from '../kernel/editing.ts';
import { idIn, keepReport } from '../kernel/exporting/reports.ts';
import type { Feature } from '../kernel/feature.ts';
import { Listing } from '../kernel/listing.ts';
import { Expert } from '../people/expert/entity.ts';
import { Submission } from '../solutions/submission/entity.ts';
import { Conflict, ConflictInput } from './conflict/entity.ts';
import { conflictLifecycle } from './conflict/lifecycle.ts';
import { ConsensusSheet } from './consensus/entity.ts';
import { consensusLifecycle } from './consensus/lifecycle.ts';
import { consensusResolvers } from './consensus/resolver.ts';
import { ExpertDraw } from './draw/entity.ts';
import { expertDrawLifecycle } from './draw/lifecycle.ts';
import { drawResolvers } from './draw/resolver.ts';
import { advanceExpertDraw } from './draw/service.ts';
import { InternalNote, InternalNoteInput } from './note/entity.ts';
import { createNote } from './note/service.ts';
import { ReviewPaper } from './paper/entity.ts';
import { reviewsPolicy } from './policy.ts';
import { reviewsResolvers } from './resolver.ts';
import { reviewResults } from './result/report.ts';
import { Review, ReviewInput } from './review/entity.ts';
import { reviewLifecycle } from './review/lifecycle.ts';
import { advanceReview } from './review/marking.ts';
import { remind } from './review/reminding.ts';
import { createReview } from './service.ts';
import { ExpertTie, ExpertTieInput, ExpertTiePatch } from './tie/entity.ts';
import { createTie, updateTie } from './tie/service.ts';

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
  entities: [ReviewPaper, Review, Conflict, ExpertTie, ExpertDraw, ConsensusSheet, InternalNote],
  lifecycles: [reviewLifecycle, conflictLifecycle, expertDrawLifecycle, consensusLifecycle],
  policy: reviewsPolicy,
  resolvers: [
    ...reviewsResolvers,
    ...drawResolvers,
    ...consensusResolvers,
    Listing(ReviewPaper, {
      filter: ['callId', 'expertId', 'scenario', 'number'],
      search: ['title', 'number'],
      sort: ['number', 'createdAt'],
    }),
    Listing(Review, {
      filter: ['callId', 'expertId', 'submissionId', 'state', 'number', 'dueOn', 'submittedAt'],
      search: ['number'],
      sort: ['number', 'createdAt', 'dueOn', 'submittedAt'],
      grows: ['number', 'createdAt'],
    }),
    Creating(Review, ReviewInput, (ctx, input) => createReview(ctx, input)),
    ...Advancing(Review, reviewLifecycle, advanceReview),
    Listing(Conflict, { filter: ['expertId', 'providerId', 'kind', 'basis', 'state'], search: ['reason'], sort: ['createdAt'] }),
    Creating(Conflict, ConflictInput, (ctx, input) => create(ctx, Conflict, { ...input, kind: 'PINNED', basis: 'OTHER' })),
    ...Advancing(Conflict, conflictLifecycle, (ctx, id, action, note) => advance(ctx, Conflict, conflictLifecycle, id, action, { note })),
    Listing(ExpertTie, {
      filter: ['expertId', 'kind', 'uscc', 'since', 'until'],
      search: ['organisation', 'uscc'],
      sort: ['createdAt', 'since', 'until'],
    }),
    Creating(ExpertTie, ExpertTieInput, createTie),
    Updating(ExpertTie, ExpertTiePatch, updateTie),
    HavingHistory(ExpertTie),
    Edges(ExpertTie, { expert: one(() => Expert, 'The expert') }),
    Edges(Expert, { ties: many(() => ExpertTie, 'Companies the expert is or was tied to', { of: 'expertId' }) }),
    Listing(ExpertDraw, { filter: ['callId', 'state'], sort: ['createdAt'] }),
    ...Advancing(ExpertDraw, expertDrawLifecycle, advanceExpertDraw),
    Listing(ConsensusSheet, { filter: ['callId', 'chairId', 'state', 'number'], sort: ['number', 'createdAt'] }),
    ...Advancing(ConsensusSheet, consensusLifecycle, (ctx, id, action, note) =>
      advance(ctx, ConsensusSheet, consensusLifecycle, id, action, { note }),
    ),
    Listing(InternalNote, { filter: ['submissionId', 'createdAt'], search: ['text'], sort: ['createdAt'] }),
    Creating(InternalNote, InternalNoteInput, createNote),
    HavingHistory(InternalNote),
    Edges(InternalNote, { submission: one(() => Submission, 'The submission') }),
    Edges(Submission, { notes: many(() => InternalNote, 'What the bureau has noted for itself', { of: 'submissionId' }) }),
  ],
  appendOnly: [InternalNote],
  bulk: ['drawExperts', 'advanceExpertDraw'],
  tick: remind,
};
