import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Call } from '../calls/entity.ts';
import { HavingFiles } from '../files/resolver.ts';
import { Advancing, HavingHistory } from '../kernel/advancing.ts';
import type { Context } from '../kernel/context.ts';
import { Edges, many, one } from '../kernel/edges.ts';
import { Creating, Updating } from '../kernel/editing.ts';
import { Listing } from '../kernel/listing.ts';
import { Provider } from '../people/provider/entity.ts';
import { Pipeline, pipeline, SubmissionCount, submissionCounts } from './report.ts';
import { Solution, SolutionInput, SolutionPatch } from './solution/entity.ts';
import { createSolution, updateSolution } from './solution/service.ts';
import { Correction, CorrectionInput, Submission, SubmissionInput } from './submission/entity.ts';
import { createSubmission } from './submission/filing.ts';
import { submissionLifecycle } from './submission/lifecycle.ts';
import { advanceSubmission, returnForCorrection } from './submission/service.ts';

@Resolver()
class ReportResolver {
  @Query(() => [SubmissionCount], { description: 'How many submissions of a call are in which state, also while it is sealed' })
  submissionCounts(@Arg('callId', () => ID, { description: 'The call' }) callId: string, @Ctx() ctx: Context): Promise<SubmissionCount[]> {
    return submissionCounts(ctx, callId);
  }

  @Query(() => Pipeline, { description: 'How far the submissions of a call are, and how long each stage takes' })
  pipeline(@Arg('callId', () => ID, { description: 'The call' }) callId: string, @Ctx() ctx: Context): Promise<Pipeline> {
    return pipeline(ctx, callId);
  }
}

export const solutionResolvers = [
  Edges(Solution, { provider: one(() => Provider, 'Who offers it') }),
  HavingFiles(Solution),
  Listing(Solution, {
    filter: ['providerId', 'kind', 'mainScenario', 'scenarios', 'divisions', 'deployments', 'retired', 'freeDays'],
    search: ['name', 'painPoint', 'functions'],
    sort: ['name', 'kind', 'mainScenario', 'freeDays', 'priceAfter', 'createdAt'],
    grows: ['name', 'createdAt'],
  }),
  Creating(Solution, SolutionInput, createSolution),
  Updating(Solution, SolutionPatch, updateSolution),
  HavingHistory(Solution),
  Edges(Submission, {
    call: one(() => Call, 'The call'),
    solution: one(() => Solution, 'The solution as it is now; what is judged is the snapshot'),
    provider: one(() => Provider, 'Who filed it'),
    corrections: many(() => Correction, 'Its returns for correction, oldest first', { of: 'submissionId' }),
  }),
  Listing(Submission, {
    filter: ['callId', 'solutionId', 'providerId', 'state', 'kind', 'mainScenario', 'divisions', 'district', 'number', 'filedAt'],
    search: ['name', 'number'],
    sort: ['number', 'filedAt', 'name', 'state', 'mainScenario', 'createdAt'],
    grows: ['number', 'filedAt', 'createdAt'],
  }),
  Creating(Submission, SubmissionInput, createSubmission),
  ...Advancing(Submission, submissionLifecycle, advanceSubmission),
  Edges(Correction, { submission: one(() => Submission, 'The submission') }),
  Listing(Correction, { filter: ['submissionId', 'dueAt'], sort: ['createdAt', 'dueAt'] }),
  Creating(Correction, CorrectionInput, returnForCorrection),
  ReportResolver,
];
